import { finding } from './catalogue';
import { isDetermined } from '../../determined';
import { groupBy } from '../../group-by';
import { IntendedRole, roleSession } from '../../impostors';
import { AwsProvider, GooglePolicy, mintsTokens, parsePoolMember, PlacedGrant, PoolMember, Provider, traceAdmission } from '../../policy';
import { Finding } from '../check-report';
import { WorkloadDecision } from '../decision/decide-workload';
import { diagnoseValue, malformed } from '../decision/diagnose-member';
import { googleElement } from '../elements';
import { Reach } from '../reach/judge-reach';

/** Findings on the members of a pool, whatever workload they were meant for. */
export function memberFindings(policy: GooglePolicy, reach: Reach, decisions: readonly WorkloadDecision[]): Finding[] {
  const intended = groupBy(decisions, ({ provider }) => provider);
  const providers = providersByPool(policy);
  return policy.holdings.all.flatMap(placed => {
    const { grant } = placed;
    if (!isDetermined(grant.member)) return [];
    const elements = [googleElement(grant)];
    const broken = malformed(grant.member);
    if (broken !== undefined) return [finding(broken, `the member is ${grant.member}`, elements)];
    const parsed = parsePoolMember(grant.member);
    return parsed === undefined ? [] : findingsForPoolMember(placed, parsed, grant.member, { byPool: providers, policy, intended, reach });
  });
}

/** What there is to compare members with. */
interface Known {
  readonly byPool: ReadonlyMap<string, readonly Provider[]>;
  readonly policy: GooglePolicy;
  readonly intended: ReadonlyMap<Provider | undefined, readonly WorkloadDecision[]>;
  readonly reach: Reach;
}

/** Whether identities of a pool of the files may act as the account of a grant. */
function isJudged({ grant, on }: PlacedGrant, { holdings, configuration: { pools } }: GooglePolicy): boolean {
  return on.kind === 'service account' && holdings.all.some(other => other.grant !== grant && other.on.kind === on.kind && other.on.name === on.name
    && isDetermined(other.grant.member) && pools.some(({ poolId }) => poolId === poolIdOf(String(other.grant.member))));
}

function poolIdOf(member: string): string | undefined {
  return parsePoolMember(member)?.pool.split('/').at(-1);
}

function findingsForPoolMember(placed: PlacedGrant, parsed: PoolMember, member: string, { byPool, policy, intended, reach }: Known): Finding[] {
  const { grant } = placed;
  const elements = [googleElement(grant)];
  const { pool, selector, value } = parsed;
  if (selector === '*') return [finding('whole-pool', `the member is ${member}`, elements)];
  const inPool = byPool.get(pool.slice(pool.lastIndexOf('/') + 1));
  // Pools of several projects may have one id: what is in the same configuration is meant.
  const near = inPool?.filter(({ configuration }) => configuration === grant.configuration) ?? [];
  const providers = near.length > 0 ? near : inPool;
  if (providers === undefined) {
    const known = policy.configuration.pools.length > 0;
    if (mintsTokens(placed) && isJudged(placed, policy)) return [finding('pool-elsewhere', `the member is ${member}`, elements)];
    return known ? [finding('member-unknown-pool', `the member is ${member}`, elements)] : [];
  }
  if (value.includes('*')) return [finding('member-wildcard', `the member is ${member}`, elements)];
  const target = selector === 'subject' ? 'google.subject' : selector === 'group' ? 'google.groups' : selector;
  // A mapping that is not known as a whole may map anything.
  const mapping = providers.filter(({ attributeMapping }) => attributeMapping.has(target) || !isMappingKnown(attributeMapping));
  if (mapping.length === 0) return providers.length === 0 ? [] : [finding('member-unmapped-attribute', `${target} is not mapped; the member is ${member}`, elements)];
  return mapping.filter(provider => provider.kind === 'aws').slice(0, 1)
    .flatMap(provider => {
      const roles = (intended.get(provider) ?? []).flatMap(({ role }) => role ?? []);
      return findingsForAwsMember(provider, roles, { target, value, member, elements, open: reach.admitsOthers(provider, member) });
    });
}

/** What a member names, in words of the mapping. */
interface Named {
  readonly target: string;
  readonly value: string;
  readonly member: string;
  readonly elements: Finding['elements'];
  /** Whether the member stands for callers who are not intended. */
  readonly open: boolean;
}

/** Compares what a member names with what the mapping makes of the roles that it may mean. */
function findingsForAwsMember(provider: AwsProvider, intended: readonly IntendedRole[], { target, value, member, elements, open }: Named): Finding[] {
  const { accountId } = provider;
  if (!isDetermined(accountId)) return [];
  const name = roleNameIn(value);
  const role: IntendedRole = { partition: partitionIn(value), account: accountId, roleName: name ?? 'role' };
  if ([role, ...intended.slice(0, ROLES_AT_MOST)].some(one => differs(provider, one, target))) {
    return !open ? [] : [finding('session-derived', `${target} is ${String(provider.attributeMapping.get(target))}, which differs from session to session; the member is ${member}`, elements)];
  }
  const actual = name === undefined ? undefined : mapped(provider, role, SESSIONS[0], target);
  const id = actual === undefined ? undefined : diagnoseValue(value, actual, role);
  return id === undefined ? [] : [finding(id, `the member is ${member}; ${target} of that role is ${actual}`, elements)];
}

const ROLES_AT_MOST = 5;
const SESSIONS = ['i-00000000000000001', 'i-00000000000000002'];

function differs(provider: AwsProvider, role: IntendedRole, target: string): boolean {
  const [one, other] = SESSIONS.map(session => mapped(provider, role, session, target));
  return one !== undefined && other !== undefined && one !== other;
}

function mapped(provider: AwsProvider, role: IntendedRole, session: string, target: string): string | undefined {
  const { principal } = traceAdmission({ ...provider, attributeCondition: undefined }, roleSession(role, session));
  return target === 'google.subject' ? principal?.subject : principal?.attributes[target.replace(/^attribute\./, '')];
}

/** The name of the role that a value may mean: the last part of an ARN, or the value itself. */
function roleNameIn(value: string): string | undefined {
  const arn = /^arn:[^:]*:(?:sts|iam)::[^:]*:(assumed-role|role)\/(.*)$/.exec(value);
  const parts = arn?.[2].split('/') ?? [];
  // A path stands before the name, a session behind it: with two parts either may be meant.
  const name = arn ? arn[1] === 'role' ? parts[parts.length - 1] : parts.length === 2 ? parts[0] : parts[parts.length - 1] : value;
  return /^[\w+=,.@-]{1,64}$/.test(name) ? name : undefined;
}

function partitionIn(value: string): string {
  return /^arn:([a-z-]+):/.exec(value)?.[1] ?? 'aws';
}

function providersByPool({ configuration }: GooglePolicy): Map<string, Provider[]> {
  const byPool = new Map<string, Provider[]>();
  for (const { poolId } of configuration.pools) if (isDetermined(poolId)) byPool.set(poolId, []);
  for (const provider of [...configuration.awsProviders, ...configuration.otherProviders ?? []]) {
    if (isDetermined(provider.poolId)) byPool.set(provider.poolId, [...byPool.get(provider.poolId) ?? [], provider]);
  }
  return byPool;
}

function isMappingKnown(mapping: AwsProvider['attributeMapping']): boolean {
  const subject = mapping.get('google.subject');
  return mapping.size !== 1 || subject === undefined || isDetermined(subject);
}
