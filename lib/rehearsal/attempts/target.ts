import { providerResourceName } from '../../federation/names';
import {
  admit, AdmittedRole, admittedRoles, admitToken, allMembers, AwsIdentity, AwsProvider, FederatedPrincipal, Grantee,
  GooglePolicy, isDetermined, isInForce, parsePoolMember, partitionOf, possibleRoles, rolesWith, TokenIdentity,
} from '../../proof';
import { Bucket } from '../emulators';
import { Workload } from '../workloads';
import { roleSession } from './identities';

/** What a configuration asks Google for. */
export interface Target {
  readonly audience: string;
  readonly provider?: AwsProvider;
  /** @default - direct access */
  readonly serviceAccount?: string;
  readonly lifetimeSeconds?: number;
}

export function targetOf(credentialConfig: string, policy: GooglePolicy): Target {
  const config = JSON.parse(credentialConfig) as Record<string, unknown>;
  const audience = String(config.audience);
  const found = policy.audience(audience);
  const serviceAccount = /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(String(config.service_account_impersonation_url))?.[1];
  const { token_lifetime_seconds: lifetimeSeconds } = (config.service_account_impersonation ?? {}) as { token_lifetime_seconds?: number };
  const provider = found.kind === 'provider' && found.provider.kind === 'aws' ? found.provider : undefined;
  return { audience, provider, serviceAccount, lifetimeSeconds };
}

/**
 * Returns the AWS role of a workload. What the assembly leaves open is taken from the Google side if that admits only one
 * role that it can be, and said so.
 */
export function roleOf(
  workload: Workload, { audience, serviceAccount }: Pick<Target, 'audience' | 'serviceAccount'>, policy: GooglePolicy,
): RoleOfWorkload {
  const notes: string[] = [];
  const admitted = admittedRoles(policy, audience);
  const accounts = new Set(admitted.map(({ account: admittedAccount }) => admittedAccount));
  const account = workload.account ?? (accounts.size === 1 ? [...accounts][0] : undefined);
  if (account === undefined) throw new Error(`${workload.name}: the stack is bound to no account, and the Google side does not tell one`);
  if (workload.account === undefined) notes.push(`${workload.name}: the stack is bound to no account; ${account}, which the Google side admits, was taken`);
  const partition = partitionOf(workload.region);
  if (workload.roleName !== undefined) return { role: { partition, account, roleName: workload.roleName }, notes };
  const possible = possibleRoles(workload.unnamedRole ?? {}, account, admitted);
  const allowed = possible.filter(role => serviceAccount === undefined || mayActAs(role, audience, serviceAccount, policy));
  const [role, ...others] = possible.length > 1 ? allowed : possible;
  if (role === undefined || others.length > 0) {
    throw new Error(`${workload.name}: AWS generates the name of the role, and the Google side does not admit exactly one that can be it`);
  }
  notes.push(`${workload.name}: AWS generates the name of the role; '${role.roleName}', which the Google side admits, was taken`);
  return { role: { ...role, partition }, notes };
}

interface RoleOfWorkload {
  readonly role: AdmittedRole;
  readonly notes: readonly string[];
}

/** Tells whether sessions of a role may act as a service account. */
function mayActAs(role: AdmittedRole, audience: string, serviceAccount: string, policy: GooglePolicy): boolean {
  const principal = admittedAs(audience, roleSession(role, 'session'), policy);
  return principal !== undefined && policy.mayImpersonate(principal, serviceAccount);
}

/** The subjects that the members of the Google side name one by one, in the pool of an audience. */
export function admittedSubjects(policy: GooglePolicy, audience: string): ReadonlySet<string> {
  const members = allMembers(policy.configuration).flatMap(member => parsePoolMember(member) ?? []);
  return new Set(members.filter(({ pool, selector }) => selector === 'subject' && audience.includes(`/${pool}/providers/`)).map(({ value }) => value));
}

/** As whom the provider that an audience names admits an identity that was vouched for; `undefined` where it does not. */
export function admittedAs(audience: string, identity: AwsIdentity | TokenIdentity, policy: GooglePolicy): FederatedPrincipal | undefined {
  const found = policy.audience(audience);
  if (found.kind !== 'provider') return undefined;
  const { provider, pool } = found;
  const admission = provider.kind === 'aws' ? 'arn' in identity && admit(provider, identity)
    : 'issuer' in identity && admitToken(provider, identity, providerResourceName(pool, String(provider.providerId)));
  return admission && admission.admitted === true ? { pool, ...admission.principal } : undefined;
}

/** Who a workload is to Google, as the two outputs promise it: what it may list, and whether it may list at all. */
export function expectation(
  target: Target, identity: AwsIdentity | TokenIdentity, policy: GooglePolicy, buckets: readonly Bucket[],
): { grantee?: Grantee; bucket: Bucket | undefined; lists: boolean } {
  const principal = admittedAs(target.audience, identity, policy);
  const grantee: Grantee | undefined = target.serviceAccount !== undefined ? { serviceAccount: target.serviceAccount } : principal && { principal };
  const listing = rolesWith('storage.objects.list');
  const held = (grantee === undefined ? [] : policy.holdings.of(grantee))
    .filter(({ grant, on }) => isDetermined(grant.role) && listing.has(grant.role) && isDetermined(on.name));
  const project = held.find(({ on }) => on.kind === 'project')?.on.name;
  const certain = held.find(({ grant, on }) => on.kind === 'bucket' && grant.condition === undefined && isInForce({ grant }));
  const named = project === undefined ? certain?.on.name : undefined;
  const bucket = buckets.find(candidate => named === undefined ? candidate.project === project : candidate.name === named);
  return { grantee, bucket: bucket ?? buckets[0], lists: project !== undefined || named !== undefined };
}
