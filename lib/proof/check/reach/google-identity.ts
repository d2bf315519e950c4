import { serviceAccountEmailOf } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { GooglePolicy, mintsTokens, parsePoolMember, PlacedGrant, PoolMember, projectOfEmail } from '../../policy';

/** What a caller may become in Google Cloud: a service account, or a principal set in direct access. */
export interface GoogleIdentity {
  /** Email of the service account, or the member. */
  readonly name: string;
  readonly kind: 'service account' | 'principal set';
  /** Grants to members of pools that lead to it. */
  readonly grants: readonly PoolGrant[];
}

/** Grant to a member of a pool. */
export interface PoolGrant {
  readonly placed: PlacedGrant;
  readonly member: PoolMember;
}

/** Returns the Google identities to which members of pools lead, and those that are named. */
export function googleIdentities(policy: GooglePolicy, named: readonly string[]): GoogleIdentity[] {
  const grants = policy.holdings.all.flatMap(placed => {
    const { grant } = placed;
    const member = isDetermined(grant.member) ? parsePoolMember(grant.member) : undefined;
    return member === undefined || policy.isOnDisabledAccount(placed) ? [] : [{ placed, member }];
  });
  const minting = grants.filter(({ placed }) => mintsTokens(placed));
  return [...accountsOf(policy, minting, named), ...principalSets(grants.filter(({ placed }) => !mintsTokens(placed)))];
}

function accountsOf(policy: GooglePolicy, minting: readonly PoolGrant[], named: readonly string[]): GoogleIdentity[] {
  const onAccounts = minting.flatMap(({ placed: { on } }) => on.kind === 'service account' && isDetermined(on.name) ? [on.name] : []);
  const known = policy.configuration.serviceAccounts.map(({ email }) => email).filter(isDetermined);
  const projects = new Set(minting.flatMap(({ placed: { on } }) => on.kind === 'project' && isDetermined(on.name) ? [on.name] : []));
  const inProjects = [...known, ...named].filter(email => projects.has(projectOfEmail(email) ?? ''));
  const byAccount = new Map<string, PoolGrant[]>([...new Set([...onAccounts, ...inProjects])].map(email => [email, []]));
  const byProject = new Map<string, PoolGrant[]>();
  for (const grant of minting) {
    const { on: { kind, name } } = grant.placed;
    if (!isDetermined(name)) continue;
    if (kind === 'service account') byAccount.get(name)?.push(grant);
    else if (kind === 'project') byProject.set(name, [...byProject.get(name) ?? [], grant]);
  }
  const grantsOf = (email: string) => [...byAccount.get(email) ?? [], ...byProject.get(projectOfEmail(email) ?? '') ?? []];
  return [...byAccount.keys()]
    .filter(email => !policy.serviceAccountDisabled(email))
    .map(email => ({ name: email, kind: 'service account', grants: [...new Set(actingAs(email, policy).flatMap(grantsOf))] }));
}

/** Returns a service account with those that may act as it, and those that may act as them. */
function actingAs(email: string, policy: GooglePolicy): string[] {
  const found = new Set([email]);
  for (const account of found) {
    for (const placed of policy.holdings.all) {
      const { grant: { member }, on } = placed;
      if (!mintsTokens(placed) || !isDetermined(member) || !isDetermined(on.name)) continue;
      const opens = on.kind === 'service account' ? on.name === account : on.kind === 'project' && on.name === projectOfEmail(account);
      const holder = serviceAccountEmailOf(member);
      if (opens && holder !== undefined && !policy.serviceAccountDisabled(holder)) found.add(holder);
    }
  }
  return [...found];
}

/** A member is one identity, whatever it is granted. Grants on one account are apart: those who act as it may hold them. */
function principalSets(grants: readonly PoolGrant[]): GoogleIdentity[] {
  const byMember = new Map<string, { name: string; grants: PoolGrant[] }>();
  for (const grant of grants) {
    const { grant: { member }, on } = grant.placed;
    const name = String(member);
    const key = on.kind === 'service account' && isDetermined(on.name) ? `${name} ${on.name}` : name;
    const known = byMember.get(key);
    if (known === undefined) byMember.set(key, { name, grants: [grant] });
    else known.grants.push(grant);
  }
  return [...byMember.values()].map(one => ({ ...one, kind: 'principal set' }));
}

/** Returns the service account on which all grants of a principal set are. @returns `undefined` if they are on anything else */
export function accountOfGrants({ kind, grants }: GoogleIdentity): string | undefined {
  if (kind !== 'principal set') return undefined;
  const [{ placed: { on } }] = grants;
  return on.kind === 'service account' && isDetermined(on.name) ? on.name : undefined;
}
