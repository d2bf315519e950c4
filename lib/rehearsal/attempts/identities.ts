import { assumedRoleArn } from '../../federation/names';
import { AdmittedRole, AwsIdentity } from '../../proof';
import { uniqueId } from '../emulators';

/** How an identity comes by its AWS credentials. */
export type CredentialKind = 'instance role' | 'temporary keys' | 'long-term keys';

/** Somebody who must not get in. */
export interface Impostor {
  /** In words, for the report. */
  readonly who: string;
  readonly identity: AwsIdentity;
  readonly credentials: CredentialKind;
}

/** The identity of one session of a role. */
export function roleSession(role: AdmittedRole, session: string): AwsIdentity {
  return {
    account: role.account,
    arn: `${assumedRoleArn(role.partition, role.account, role.roleName)}/${session}`,
    userid: `AROA${uniqueId(17)}:${session}`,
  };
}

/** An instance id, which is the session name on EC2. */
export function instanceId(): string {
  return `i-${Array.from({ length: 17 }, () => Math.floor(Math.random() * 16).toString(16)).join('')}`;
}

/**
 * Identities that resemble the admitted role as far as AWS allows.
 *
 * @param taken ARNs of roles that the configuration admits on purpose
 */
export function impostors(role: AdmittedRole, taken: ReadonlySet<string>): Impostor[] {
  const { partition, account, roleName } = role;
  const session = instanceId();
  const otherRole = (who: string, name: string, sessionName = session): Impostor => {
    const fresh = freeName(role, name, taken);
    return { who: `${who} '${fresh}'`, identity: roleSession({ ...role, roleName: fresh }, sessionName), credentials: 'instance role' };
  };
  const otherAccount = account === '999988887777' ? '999988887776' : '999988887777';
  const user = (who: string, path: string): Impostor => ({
    who, identity: { account, arn: `arn:${partition}:iam::${account}:user/${path}`, userid: `AIDA${uniqueId(17)}` }, credentials: 'long-term keys',
  });
  return [
    otherRole('another role', 'unrelated'),
    otherRole('role that starts alike', `${roleName.slice(0, 62)}-x`),
    otherRole('role that ends alike', `x-${roleName.slice(0, 62)}`),
    otherRole('role in other letter case', swapCase(roleName)),
    otherRole('role', 'assumed-role', roleName),
    {
      who: `same role name in account ${otherAccount}`,
      identity: roleSession({ ...role, account: otherAccount }, session),
      credentials: 'instance role',
    },
    user('user with path /assumed-role/ROLE/', `assumed-role/${roleName}/eve`),
    user("user named 'assumed-role'", 'assumed-role'),
    {
      who: "federated user 'assumed-role'",
      identity: { account, arn: `arn:${partition}:sts::${account}:federated-user/assumed-role`, userid: `${account}:assumed-role` },
      credentials: 'temporary keys',
    },
    {
      who: 'root of the account',
      identity: { account, arn: `arn:${partition}:iam::${account}:root`, userid: account },
      credentials: 'long-term keys',
    },
  ];
}

/** A role name that the configuration does not admit; IAM itself takes names of other letter case for the same one. */
function freeName(role: AdmittedRole, name: string, taken: ReadonlySet<string>): string {
  let fresh = name;
  for (let count = 2; taken.has(assumedRoleArn(role.partition, role.account, fresh)); count++) fresh = `${name.slice(0, 60)}-${count}`;
  return fresh;
}

function swapCase(text: string): string {
  const swapped = [...text].map(letter => letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()).join('');
  return swapped === text ? `${text.slice(0, 62)}-X` : swapped;
}
