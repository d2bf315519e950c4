import { CallerPart } from './caller-part';
import { Expectations } from './expectations';
import { accountOfGrants, GoogleIdentity, googleIdentities, PoolGrant } from './google-identity';
import { callersOfUses, rolesOf, subjectsOf } from './intended';
import { PoolProviders } from './pool-providers';
import { isReplayed } from './replay';
import { splitAwsCallers, splitClusterCallers, SplitInput, splitTokenCallers } from './split-callers';
import { Use } from './use';
import { findCaller } from '../../callers/find-caller';
import { allOf, anyOf, Language, notIn } from '../../callers/language';
import { isDetermined } from '../../determined';
import { groupBy } from '../../group-by';
import { InputError } from '../../inputs/input-error';
import { conditionIsCertain, GooglePolicy, isInForce, Provider } from '../../policy';

/** Callers of one provider who reach a Google identity. */
export interface ProviderReach {
  readonly identity: GoogleIdentity;
  readonly provider: Provider;
  /** Callers who are admitted, and those of them who are intended. */
  readonly admitted: Language;
  readonly intended: Language;
  /** Callers who are admitted without being intended. @default - it is proven that there are none */
  readonly parts: readonly CallerPart[];
  /** Why it is not known whether the callers get there at all. @default - it is known */
  readonly uncertain?: string;
  /** Whether provider or pool are disabled: the callers would get there if they were not. */
  readonly disabled: boolean;
}

/** Pairs of provider and Google identity that are open to others, each of which is described: a report of more tells nobody more. */
const OPEN_AT_MOST = 2000;

function tooOpen({ identity, provider, parts: [{ words }] }: ProviderReach): string {
  return `more than ${OPEN_AT_MOST} pairs of a provider and a Google identity are open to callers who are not intended, such as ${words} `
    + `by ${provider.address} to ${identity.name}: narrow the conditions of the providers, or check fewer providers or members at a time`;
}

/** Decides for every Google identity who reaches it, and who of them is not intended. */
export class Reach {
  readonly providers: PoolProviders;
  readonly reaches: readonly ProviderReach[];
  /** By the email of the account, empty if it is not known, or by the pool of direct access. */
  private readonly usesByTarget: ReadonlyMap<string, readonly Use[]>;
  /** By provider, or by the account of AWS. */
  private readonly intendedAt = new Map<Provider | string, Language>();

  /** @param clusters providers that trust the cluster of a workload */
  constructor(
    private readonly policy: GooglePolicy,
    private readonly uses: readonly Use[],
    private readonly expectations: Expectations,
    clusters: ReadonlySet<Provider>,
  ) {
    this.providers = new PoolProviders(policy, clusters);
    this.usesByTarget = groupBy(uses, ({ serviceAccount, pool }) => (serviceAccount === undefined ? pool : serviceAccount.email) ?? '');
    const named = uses.flatMap(({ serviceAccount }) => serviceAccount?.email ?? []);
    const reaches: ProviderReach[] = [];
    let open = 0;
    for (const identity of googleIdentities(policy, named)) {
      for (const reach of this.reachesOf(identity)) {
        reaches.push(reach);
        if (reach.parts.length > 0 && ++open > OPEN_AT_MOST) throw new InputError(reach.provider.file ?? reach.provider.address, tooOpen(reach));
      }
    }
    this.reaches = reaches;
  }

  /** Returns the workloads that use a Google identity on purpose. */
  usesOf(identity: GoogleIdentity): readonly Use[] {
    const { kind, name, grants } = identity;
    const account = kind === 'service account' ? name : accountOfGrants(identity);
    const pools = new Set(grants.map(({ member }) => member.pool));
    return this.usesNear(account, pools).filter(({ serviceAccount, pool }) => {
      if (serviceAccount === undefined) return kind === 'principal set' && pool !== undefined && pools.has(pool);
      return account !== undefined && (serviceAccount.email ?? account) === account;
    });
  }

  /** Returns the workloads that may use an account, or pools directly: among thousands all others are passed over. */
  private usesNear(account: string | undefined, pools: ReadonlySet<string>): readonly Use[] {
    const keys = [account ?? '', '', ...pools];
    const near = new Set(keys.flatMap(key => this.usesByTarget.get(key) ?? []));
    return near.size < 2 ? [...near] : this.uses.filter(use => near.has(use));
  }

  /** Whether a member stands for callers of a provider who are not intended. */
  admitsOthers(provider: Provider, member: string): boolean {
    return this.reaches.some(reach => reach.provider === provider && reach.parts.some(({ kind }) => kind === 'unintended')
      && reach.identity.grants.some(({ placed }) => placed.grant.member === member));
  }

  /** Returns the callers of a provider as whom any of the workloads come. */
  allIntended(provider: Provider): Language {
    const key = provider.kind === 'aws' ? String(isDetermined(provider.accountId) && provider.accountId) : provider;
    const known = this.intendedAt.get(key) ?? callersOfUses(this.uses, provider);
    this.intendedAt.set(key, known);
    return known;
  }

  private* reachesOf(identity: GoogleIdentity): Iterable<ProviderReach> {
    for (const [pool, grants] of groupBy(identity.grants, ({ member }) => member.pool)) {
      const providers = this.providers.of(pool);
      for (const provider of providers) yield this.reachOf(identity, provider, grants, providers.filter(other => other !== provider));
    }
  }

  private reachOf(identity: GoogleIdentity, provider: Provider, grants: readonly PoolGrant[], neighbors: readonly Provider[]): ProviderReach {
    const callers = this.providers.callersOf(provider);
    const admitted = this.admittedBy(provider, grants);
    const uses = this.usesOf(identity);
    const intended = anyOf(callersOfUses(uses, provider), this.expectations.callersOf(provider, identity, callers));
    const others = () => callersOfUses(this.uses.filter(use => !uses.includes(use)), provider);
    const input = { callers, admitted, intended, others };
    const split = this.split(provider, input, grants, uses);
    const forging = split.length > 0 && neighbors.some(neighbor => this.isOwner(neighbor, provider, grants, uses));
    const judged = split.map(part => forging && part.kind !== 'possible' ? { ...part, kind: 'forged' as const } : part);
    const parts = judged.map(part => this.replayed(part, provider, grants));
    const uncertain = this.uncertainty(provider, admitted, intended, grants);
    return { identity, provider, admitted, intended, parts, ...uncertain !== undefined && { uncertain }, disabled: this.isDisabled(provider) };
  }

  private admittedBy(provider: Provider, grants: readonly PoolGrant[]): Language {
    const callers = this.providers.callersOf(provider);
    return allOf(callers.admitted, callers.namedByAny(grants.map(({ member }) => member)));
  }

  private split(provider: Provider, input: SplitInput, grants: readonly PoolGrant[], uses: readonly Use[]): CallerPart[] {
    if (provider.kind !== 'aws') {
      return this.providers.trustsCluster(provider) ? splitClusterCallers(input, subjectsOf(uses, provider))
        : splitTokenCallers(input, isDetermined(provider.issuer) ? provider.issuer : `the ${provider.kind.toUpperCase()} issuer of ${provider.address}`);
    }
    const account = isDetermined(provider.accountId) ? provider.accountId : '';
    const roles = rolesOf(uses.length > 0 ? uses : this.uses, provider);
    return splitAwsCallers(input, grants.map(({ member }) => member.value), account, roles[0]?.split(':')[1] ?? 'aws');
  }

  /** Whether members mean callers of another provider of the pool: the one of workloads, of AWS before others, the first of several. */
  private isOwner(owner: Provider, other: Provider, grants: readonly PoolGrant[], uses: readonly Use[]): boolean {
    const order = (provider: Provider) => {
      const own = findCaller(this.providers.callersOf(provider).universe, allOf(this.admittedBy(provider, grants), callersOfUses(uses, provider)));
      return [own.kind === 'nobody' ? 1 : 0, provider.kind === 'aws' ? 0 : 1, this.providers.of(grants[0].member.pool).indexOf(provider)];
    };
    const [one, two] = [order(owner), order(other)];
    const difference = one.map((value, index) => value - two[index]).find(value => value !== 0) ?? 0;
    return difference < 0 && findCaller(this.providers.callersOf(owner).universe, this.admittedBy(owner, grants)).kind !== 'nobody';
  }

  /** A witness that the evaluator does not confirm proves nothing. */
  private replayed(part: CallerPart, provider: Provider, grants: readonly PoolGrant[]): CallerPart {
    if (part.kind === 'possible' || part.witness === undefined || isReplayed(part.witness, provider, grants)) return part;
    const because = { expression: `${provider.address}`, reason: `the evaluation of ${part.witness.name} does not confirm it; please report this` };
    return { ...part, kind: 'possible', because: [because] };
  }

  private isDisabled(provider: Provider): boolean {
    return provider.disabled === true || this.policy.poolOf(provider)?.disabled === true;
  }

  /** Why callers may not get there. */
  private uncertainty(provider: Provider, admitted: Language, intended: Language, grants: readonly PoolGrant[]): string | undefined {
    const pool = this.policy.poolOf(provider);
    for (const element of [provider, ...pool === undefined ? [] : [pool]]) {
      const { address, disabled, existence } = element;
      if (existence !== undefined) return `${address} ${existence.source}: ${existence.reason}`;
      if (!isDetermined(disabled)) return `${address}.disabled ${disabled.source}: ${disabled.reason}`;
    }
    if (provider.kind === 'aws' && !isDetermined(provider.accountId)) return `aws.account_id of ${provider.address}: ${provider.accountId.reason}`;
    const certain = grants.filter(grant => isCertain(grant));
    if (certain.length === grants.length) return undefined;
    const { universe } = this.providers.callersOf(provider);
    const byCertain = allOf(admitted, this.admittedBy(provider, certain), notIn(intended));
    return certain.length > 0 && findCaller(universe, byCertain).kind === 'somebody' ? undefined : describeUncertain(grants.find(grant => !isCertain(grant))!);
  }
}

function isCertain({ placed }: PoolGrant): boolean {
  const { condition, role } = placed.grant;
  const context = { resourceName: '', resourceType: '', resourceService: '', time: new Date() };
  return isInForce(placed) && isDetermined(role) && (condition === undefined || conditionIsCertain(condition, context));
}

function describeUncertain({ placed: { grant } }: PoolGrant): string {
  const { address, condition, existence, overwrittenBy } = grant;
  if (overwrittenBy !== undefined) return `${overwrittenBy} removes the member of ${address} again`;
  if (existence !== undefined) return `${address} ${existence.source}: ${existence.reason}`;
  return `${address} has the condition ${condition === undefined ? '' : isDetermined(condition) ? condition : condition.source}`;
}
