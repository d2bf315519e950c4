import { IntendedRoles } from './intended-roles';
import { reachOf } from './reach';
import { poolResourceName, assumedRoleArn } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { groupBy } from '../../group-by';
import { IntendedRole, roleSession, sessionForger, Impostor, impostorsAlike, impostorsOf } from '../../impostors';
import { AwsRole } from '../../inputs/cloudformation';
import { AdmissionTrace, AwsProvider, GooglePolicy, parsePoolMember, PoolProvider, traceAdmission } from '../../policy';
import { CallerVerdict, Finding } from '../check-report';
import { WorkloadDecision } from '../decision/decide-workload';
import { googleElement } from '../elements';
import { CatalogueEntry, finding } from '../findings/catalogue';
import { conditionFindings } from '../findings/condition-findings';

const ROLES_OF_TEMPLATES_AT_MOST = 20;
const SESSIONS_AT_MOST = 50;
const NAMED_AT_MOST = 5;

/** What came of those who should stay outside of the AWS providers. */
export interface TriedCallers {
  readonly verdicts: readonly CallerVerdict[];
  readonly findings: readonly Finding[];
}

/** Tries everyone who should stay outside of each AWS provider. */
export function tryImpostors(
  decisions: readonly WorkloadDecision[], policy: GooglePolicy, intended: ReadonlyMap<AwsProvider, IntendedRoles>, roles: readonly AwsRole[],
): TriedCallers {
  const taken = new Set([...intended.values()].flatMap(own => [...own.keys()]));
  const sessions = sessionsOfMembers(policy);
  const decisionsOf = groupBy(decisions, ({ provider }) => provider);
  const inPool = groupBy(intended, ([{ poolId }]) => poolId);
  const others = otherRoles(roles, taken);
  const all = policy.configuration.awsProviders.map(provider => {
    const pools = poolsOf(provider, decisionsOf.get(provider) ?? [], policy);
    const impostors = distinct(impostorsAt(provider, {
      taken,
      own: [...intended.get(provider)!.values()],
      neighbours: (inPool.get(provider.poolId) ?? []).flatMap(([other, admitted]) => other === provider ? [] : [...admitted.values()]),
      sessions: (isDetermined(provider.poolId) ? sessions.get(provider.poolId) : [...sessions.values()].flat()) ?? [],
      others,
    }));
    const verdicts = impostors.map(({ who, identity }) =>
      tryImpostor(provider, pools, { who, arn: identity.arn, trace: () => traceAdmission(provider, identity) }, policy));
    return { verdicts, findings: [...admittedFindings(provider, verdicts), ...conditionFindings(provider, impostors, verdicts)] };
  });
  return { verdicts: all.flatMap(({ verdicts }) => verdicts), findings: all.flatMap(({ findings }) => findings) };
}

/** What the identities to try at a provider are made of. */
interface Surroundings {
  readonly taken: ReadonlySet<string>;
  /** Roles that the provider ought to admit. */
  readonly own: readonly IntendedRole[];
  /** Roles that other providers of the pool ought to admit. */
  readonly neighbours: readonly IntendedRole[];
  readonly sessions: readonly string[];
  /** Roles of the templates that have another purpose, in an account. */
  readonly others: (account: Omit<IntendedRole, 'roleName'>) => readonly Impostor[];
}

function impostorsAt(provider: AwsProvider, { taken, own, neighbours, sessions, others }: Surroundings): Impostor[] {
  const account = accountOf(provider) ?? own[0]?.account;
  if (account === undefined) return [];
  const partition = own[0]?.partition ?? 'aws';
  return [
    ...impostorsOf({ partition, account }, taken),
    ...own.flatMap(role => impostorsAlike(role, taken)),
    ...sessions.slice(0, SESSIONS_AT_MOST).map(session => sessionForger({ partition, account }, session, taken)),
    ...others({ partition, account }),
    ...neighbours.map(role => ({ who: `a role named '${role.roleName}', which another provider of the pool admits from account ${role.account}`, role: { ...role, account } }))
      .filter(({ role }) => !taken.has(arnOf(role)))
      .map(({ who, role }) => ({ who, identity: roleSession(role) })),
  ];
}

/** Roles that the templates make for other purposes: the same for every provider of an account. */
function otherRoles(roles: readonly AwsRole[], taken: ReadonlySet<string>): Surroundings['others'] {
  const known = new Map<string, readonly Impostor[]>();
  return ({ partition, account }) => {
    const key = `${partition} ${account}`;
    if (!known.has(key)) {
      const ofAccount = roles.filter(role => role.account === undefined || role.account === account);
      const names = new Set(ofAccount.map(({ name }) => name).filter(isDetermined));
      known.set(key, [...names].filter(roleName => !taken.has(arnOf({ partition, account, roleName }))).slice(0, ROLES_OF_TEMPLATES_AT_MOST)
        .map(roleName => ({ who: `the role '${roleName}' of these templates`, identity: roleSession({ partition, account, roleName }) })));
    }
    return known.get(key)!;
  };
}

/** Names that a session would need in order to be what a member names, by the pool that the member is of. */
function sessionsOfMembers(policy: GooglePolicy): ReadonlyMap<string, readonly string[]> {
  const sessions = new Map<string, Set<string>>();
  for (const { grant: { member } } of policy.holdings.all) {
    const { pool, value } = (isDetermined(member) ? parsePoolMember(member) : undefined) ?? { pool: '', value: '' };
    const session = value.slice(value.lastIndexOf('/') + 1);
    if (!/^[\w+=,.@-]{2,64}$/.test(session)) continue;
    const poolId = pool.slice(pool.lastIndexOf('/') + 1);
    sessions.set(poolId, (sessions.get(poolId) ?? new Set()).add(session));
  }
  return new Map([...sessions].map(([poolId, names]) => [poolId, [...names]]));
}

function accountOf({ accountId }: AwsProvider): string | undefined {
  return isDetermined(accountId) ? accountId : undefined;
}

/** Who is tried at a provider, and how far it gets there. */
interface Attempt {
  readonly who: string;
  /** ARN, or subject of a token. */
  readonly arn: string;
  readonly trace: () => AdmissionTrace;
}

/** @param pools full names of the pool of the provider */
export function tryImpostor(provider: PoolProvider, pools: readonly string[], { who, arn, trace }: Attempt, policy: GooglePolicy): CallerVerdict {
  const base = { provider: provider.address, ...provider.file !== undefined && { providerFile: provider.file }, who, arn };
  if (isDisabled(provider, policy)) return { ...base, verdict: 'rejected', rejectedBy: 'audience', reaches: [] };
  const { steps, principal } = trace();
  const refusing = steps.find(({ passed }) => passed === false);
  if (refusing !== undefined) return { ...base, verdict: 'rejected', rejectedBy: refusing.step, reaches: [] };
  if (principal === undefined) return { ...base, verdict: 'depends', reaches: [] };
  const reaches = pools.map(pool => reachOf(policy, { pool, ...principal }));
  const words = reaches.flatMap(reach => reach.words);
  const certain = reaches.some(reach => reach.certain);
  if (words.length === 0) return { ...base, verdict: 'rejected', rejectedBy: 'member', reaches: [] };
  const known = steps.every(({ passed }) => passed === true) && provider.existence === undefined;
  return { ...base, verdict: known && certain ? 'admitted' : 'depends', reaches: words };
}

function isDisabled(provider: PoolProvider, policy: GooglePolicy): boolean {
  return provider.disabled === true || policy.poolOf(provider)?.disabled === true;
}

/** The finding on impostors that got in, if there are any. */
export function admittedFindings(provider: PoolProvider, verdicts: readonly CallerVerdict[], changes: Partial<CatalogueEntry> = {}): Finding[] {
  const inside = verdicts.filter(({ verdict }) => verdict === 'admitted');
  if (inside.length === 0) return [];
  const named = inside.slice(0, NAMED_AT_MOST).map(({ who, arn }) => `${who} (${arn})`).join('; ');
  const more = inside.length > NAMED_AT_MOST ? `; and ${inside.length - NAMED_AT_MOST} more` : '';
  return [finding('unintended-caller', `${named}${more} - may use ${[...new Set(inside.flatMap(({ reaches }) => reaches))].slice(0, NAMED_AT_MOST).join(', ')}`, [googleElement(provider)], changes)];
}

/** Full name of the pool of a provider. */
export function poolOf(provider: AwsProvider, policy: GooglePolicy): string {
  return poolsOf(provider, [], policy)[0];
}

/** Full names of the pool of a provider: one for each project number by which members, or else audiences, speak of it. */
export function poolsOf(provider: PoolProvider, decisions: readonly WorkloadDecision[], policy: GooglePolicy): string[] {
  const { project, poolId } = provider;
  const written = [...policy.numbersOf(provider)];
  const audiences = decisions.flatMap(({ verdict }) => /\/projects\/(\d+)\//.exec(verdict.audience)?.[1] ?? []);
  const numbers = written.length > 0 ? written : [...new Set(audiences)];
  return (numbers.length > 0 ? numbers : [isDetermined(project) ? project : ''])
    .map(number => poolResourceName(number, isDetermined(poolId) ? poolId : ''));
}

function arnOf({ partition, account, roleName }: IntendedRole): string {
  return assumedRoleArn(partition, account, roleName);
}

function distinct(impostors: readonly Impostor[]): Impostor[] {
  return [...new Map(impostors.map(impostor => [impostor.identity.arn, impostor] as const).reverse()).values()].reverse();
}
