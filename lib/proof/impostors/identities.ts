import { assumedRoleArn } from '../../federation/names';
import { AwsIdentity } from '../policy/identity';

/** A role that ought to be admitted. */
export interface IntendedRole {
  readonly partition: string;
  readonly account: string;
  readonly roleName: string;
}

/** Somebody who must not get in. */
export interface Impostor {
  /** In words, for the report. */
  readonly who: string;
  readonly identity: AwsIdentity;
}

const SESSION = 'i-0123456789abcdef0';
const ROLE_ID = 'AROAEXAMPLEEXAMPLE123';
const USER_ID = 'AIDAEXAMPLEEXAMPLE123';

/** The identity of one session of a role. */
export function roleSession({ partition, account, roleName }: IntendedRole, session = SESSION): AwsIdentity {
  return { account, arn: `${assumedRoleArn(partition, account, roleName)}/${session}`, userid: `${ROLE_ID}:${session}` };
}

/** Identities that resemble an intended role as far as AWS allows. */
export function impostorsAlike(role: IntendedRole, taken: ReadonlySet<string>): Impostor[] {
  const { partition, account, roleName } = role;
  const arn = assumedRoleArn(partition, account, roleName);
  const otherPartition = partition === 'aws' ? 'aws-us-gov' : 'aws';
  const elsewhere = otherAccount(account);
  return [
    roleNamed(role, 'a role that starts alike', `${roleName.slice(0, 62)}-x`, taken),
    roleNamed(role, 'a role that goes on without a hyphen', `${roleName.slice(0, 62)}2`, taken),
    roleNamed(role, 'a role that ends alike', `x-${roleName.slice(0, 62)}`, taken),
    roleNamed(role, 'a role whose name holds the name', `x-${roleName.slice(0, 60)}-y`, taken),
    roleNamed(role, 'a role in other letter case', swapCase(roleName), taken),
    ...roleName.length > 1 ? [roleNamed(role, 'a role whose name is cut off', roleName.slice(0, -1), taken)] : [],
    { who: `another role, whose session is named '${roleName}'`, identity: roleSession({ ...role, roleName: freeName(role, 'unrelated', taken) }, roleName) },
    { who: `a role named 'assumed-role', whose session is named '${roleName}'`, identity: roleSession({ ...role, roleName: 'assumed-role' }, roleName) },
    { who: 'a role of the same name in another account', identity: roleSession({ ...role, account: elsewhere }) },
    { who: 'a role of the same name in another partition', identity: roleSession({ ...role, partition: otherPartition }) },
    user(role, `a user with path '/assumed-role/${roleName}/'`, `assumed-role/${roleName}/eve`),
    user(role, 'a user whose path holds the whole ARN', `${arn}/eve`),
    user(role, 'a user of the same name', roleName),
    {
      who: 'a federated user of the same name',
      identity: { account, arn: `arn:${partition}:sts::${account}:federated-user/${roleName}`, userid: `${account}:${roleName}` },
    },
  ].filter(({ identity }) => !taken.has(withoutSession(identity.arn)));
}

/** Identities of an account that have nothing in common with an intended role. */
export function impostorsOf({ partition, account }: Pick<IntendedRole, 'partition' | 'account'>, taken: ReadonlySet<string>): Impostor[] {
  const role = { partition, account, roleName: '' };
  return [
    roleNamed(role, 'another role', 'unrelated', taken),
    roleNamed(role, 'a role of IAM Identity Center', 'AWSReservedSSO_AdministratorAccess_0123456789abcdef', taken, 'eve@example.com'),
    roleNamed(role, 'a service-linked role', 'AWSServiceRoleForSupport', taken, 'support'),
    roleNamed(role, 'a role', 'assumed-role', taken, 'assumed-role'),
    user(role, "a user named 'assumed-role'", 'assumed-role'),
    user(role, 'a user', 'eve'),
    {
      who: "a federated user named 'assumed-role'",
      identity: { account, arn: `arn:${partition}:sts::${account}:federated-user/assumed-role`, userid: `${account}:assumed-role` },
    },
    { who: 'the root of the account', identity: { account, arn: `arn:${partition}:iam::${account}:root`, userid: account } },
    { who: 'a role of another account', identity: roleSession({ partition, account: otherAccount(account), roleName: 'unrelated' }) },
  ];
}

/** A session of another role that is named as an admitted session is. */
export function sessionForger(role: Pick<IntendedRole, 'partition' | 'account'>, session: string, taken: ReadonlySet<string>): Impostor {
  const named = { ...role, roleName: '' };
  return { who: `another role, whose session is named '${session}'`, identity: roleSession({ ...named, roleName: freeName(named, 'unrelated', taken) }, session) };
}

/** Another account than the given one. */
export function otherAccount(account: string): string {
  return account === '999988887777' ? '999988887776' : '999988887777';
}

/** An assumed-role ARN without its session; other ARNs stay as they are. */
export function withoutSession(arn: string): string {
  return /^(arn:[^:]*:sts::[^:]*:assumed-role\/[^/]*)\/.*$/s.exec(arn)?.[1] ?? arn;
}

function roleNamed(role: IntendedRole, who: string, name: string, taken: ReadonlySet<string>, session = SESSION): Impostor {
  const fresh = freeName(role, name, taken);
  return { who: `${who}, '${fresh}'`, identity: roleSession({ ...role, roleName: fresh }, session) };
}

function user({ partition, account }: IntendedRole, who: string, path: string): Impostor {
  return { who, identity: { account, arn: `arn:${partition}:iam::${account}:user/${path}`, userid: USER_ID } };
}

/** A role name that is not admitted on purpose. */
function freeName(role: IntendedRole, name: string, taken: ReadonlySet<string>): string {
  let fresh = name;
  for (let count = 2; taken.has(assumedRoleArn(role.partition, role.account, fresh)); count++) fresh = `${name.slice(0, 58)}-${count}`;
  return fresh;
}

function swapCase(text: string): string {
  const swapped = [...text].map(letter => letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()).join('');
  return swapped === text ? `${text.slice(0, 62)}-X` : swapped;
}
