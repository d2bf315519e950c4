import { findPredefinedRole } from '../../federation/grants';
import { poolResourceName } from '../../federation/names';
import { isDetermined } from '../determined';
import { groupBy } from '../group-by';
import { GoogleConfiguration, Pool, PoolProvider, Provider, ServiceAccount } from './google-configuration';
import { Grantee, Holdings, PlacedGrant } from './holdings';
import { ConditionContext, conditionHolds, conditionIsCertain } from './iam-condition';
import { FederatedPrincipal } from './identity';
import { poolOfMember } from './member';
import { rolesWith } from './predefined-roles';

/** What an audience comes to. */
export type Audience =
  | { readonly kind: 'provider'; readonly provider: Provider; readonly pool: string }
  /** Not in Google's grammar, such as a project id for its number. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'disabled'; readonly provider: PoolProvider; readonly reason: string }
  | { readonly kind: 'unknown' | 'undetermined'; readonly reason: string };

const AUDIENCE = /^(?:https:)?\/\/iam\.googleapis\.com\/projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([a-z0-9-]+)\/providers\/([a-z0-9-]+)$/;

/** Mints ID tokens, but no access tokens. */
const MINTS_ID_TOKENS = 'roles/iam.serviceAccountOpenIdTokenCreator';

/** Whether somebody may get access tokens of a service account. */
export interface Impersonation {
  readonly verdict: 'allowed' | 'denied' | 'depends';
  /** The grants that allow it, or would where what they depend on holds. */
  readonly by: readonly PlacedGrant[];
  readonly reason?: string;
}

/** Answers, from one Terraform configuration, the questions that Google asks of its policies. */
export class GooglePolicy {
  readonly holdings: Holdings;
  private readonly numbers = new Map<string, Set<string>>();
  private readonly pools: ReadonlyMap<unknown, readonly Pool[]>;
  private readonly providers: ReadonlyMap<string, readonly Provider[]>;
  private readonly serviceAccounts: ReadonlyMap<unknown, readonly ServiceAccount[]>;

  constructor(readonly configuration: GoogleConfiguration, private readonly now: () => Date = () => new Date()) {
    this.holdings = new Holdings(configuration);
    this.pools = groupBy(configuration.pools, ({ poolId }) => poolId);
    this.providers = groupBy<Provider, string>([...configuration.awsProviders, ...configuration.otherProviders ?? []], keyOfProvider);
    this.serviceAccounts = groupBy(configuration.serviceAccounts, ({ email }) => email);
    for (const { grant } of this.holdings.all) {
      const parts = isDetermined(grant.member) ? poolInMember(grant.member) : undefined;
      if (parts === undefined) continue;
      for (const key of [parts.poolId, keyInConfiguration(parts.poolId, grant.configuration)]) {
        this.numbers.set(key, (this.numbers.get(key) ?? new Set()).add(parts.projectNumber));
      }
    }
  }

  /** Finds the provider that an audience names. */
  audience(audience: string): Audience {
    const parts = AUDIENCE.exec(audience);
    if (!parts) return { kind: 'malformed' };
    const [, number, poolId, providerId] = parts;
    const candidates = this.providers.get(keyOfProvider({ poolId, providerId })) ?? [];
    // Pools of several projects may have one id: the one that members name by this number goes before those of any number.
    const found = candidates.find(candidate => this.numbersOf(candidate).has(number))
      ?? candidates.find(candidate => this.numbersOf(candidate).size === 0);
    if (found === undefined) return { kind: 'unknown', reason: `no AWS provider '${providerId}' in a pool '${poolId}' of project ${number}` };
    const pool = this.poolOf(found);
    const elements = [found, pool].filter(element => element !== undefined);
    for (const { address, disabled } of elements) {
      if (!isDetermined(disabled)) return { kind: 'undetermined', reason: `${address}.disabled ${disabled.source}: ${disabled.reason}` };
      if (disabled) return { kind: 'disabled', provider: found, reason: `${address} is disabled` };
    }
    for (const { address, existence } of elements) {
      if (existence !== undefined) return { kind: 'undetermined', reason: `${address} ${existence.source}: ${existence.reason}` };
    }
    return { kind: 'provider', provider: found, pool: poolResourceName(number, poolId) };
  }

  /** Whether an identity may get access tokens of a service account, now. */
  mayImpersonate(principal: FederatedPrincipal, email: string): boolean {
    if (this.serviceAccountDisabled(email)) return false;
    const context = this.impersonationContext();
    return this.minting({ principal }, email).some(placed => isInForce(placed) && conditionHolds(placed.grant.condition, context));
  }

  /** The same where time and what is not known are left open. */
  impersonation(grantee: Grantee, email: string): Impersonation {
    const account = this.serviceAccount(email);
    if (account?.disabled === true) return { verdict: 'denied', by: [], reason: `${account.address} is disabled` };
    const by = this.minting(grantee, email);
    if (by.length === 0) return { verdict: 'denied', by };
    const reasons = by.map(({ grant }) => {
      if (grant.overwrittenBy !== undefined) return `${grant.overwrittenBy} removes the member of ${grant.address} again`;
      if (grant.existence !== undefined) return `${grant.address} ${grant.existence.source}: ${grant.existence.reason}`;
      if (grant.condition === undefined || conditionIsCertain(grant.condition, this.impersonationContext())) return undefined;
      return `${grant.address} has the condition ${isDetermined(grant.condition) ? grant.condition : grant.condition.source}`;
    });
    const open = account !== undefined && !isDetermined(account.disabled) ? `${account.address}.disabled: ${account.disabled.reason}` : undefined;
    if (reasons.includes(undefined) && open === undefined) return { verdict: 'allowed', by: by.filter((_, index) => reasons[index] === undefined) };
    return { verdict: 'depends', by, reason: open ?? reasons[0] };
  }

  /** The account of an email, where the configuration makes it. */
  serviceAccount(email: string) {
    return this.serviceAccounts.get(email)?.[0];
  }

  /** Whether a service account of the configuration is switched off. */
  serviceAccountDisabled(email: string): boolean {
    const account = this.serviceAccount(email);
    return account !== undefined && account.disabled !== false;
  }

  /** Whether a grantee holds any role that is of use to itself, not one for acting as a service account. */
  holdsAnyRole(grantee: Grantee): boolean {
    return this.holdings.of(grantee).some(placed => isInForce(placed) && !mintsTokens(placed) && !this.isOnDisabledAccount(placed));
  }

  /** Whether a grant is on a service account that is switched off. */
  isOnDisabledAccount({ on }: PlacedGrant): boolean {
    return on.kind === 'service account' && isDetermined(on.name) && this.serviceAccountDisabled(on.name);
  }

  /** Whether a grantee holds a permission on a resource of a project, by predefined roles on the project or on a bucket. */
  hasPermission(grantee: Grantee, permission: string, project: string, resource: { name: string; type: string; service: string }): boolean {
    const roles = rolesWith(permission);
    const context = { resourceName: resource.name, resourceType: resource.type, resourceService: resource.service, time: this.now() };
    return this.holdings.of(grantee).some(placed => {
      const { grant, on: { kind, name } } = placed;
      const covers = kind === 'project' ? name === project : kind === 'bucket' && isDetermined(name) && resource.name === bucketResourceName(name);
      return covers && isDetermined(grant.role) && roles.has(grant.role) && isInForce(placed) && conditionHolds(grant.condition, context);
    });
  }

  /** Grants of a grantee by which it gets tokens of an account: on the account, or on its project for every account in it. */
  private minting(grantee: Grantee, email: string): PlacedGrant[] {
    const project = projectOfEmail(email);
    return this.holdings.of(grantee).filter(mintsTokens)
      .filter(({ on: { kind, name } }) => (kind === 'service account' && name === email) || (kind === 'project' && name === project));
  }

  private impersonationContext(): ConditionContext {
    return { resourceName: '', resourceType: 'iam.googleapis.com/ServiceAccount', resourceService: 'iam.googleapis.com', time: this.now() };
  }

  /** The pool of a provider, where the configuration makes it or looks it up. */
  poolOf({ poolId, project, configuration }: PoolProvider): Pool | undefined {
    const pools = this.pools.get(poolId) ?? [];
    const ofProject = pools.filter(pool => pool.project === project);
    return ofProject.find(pool => pool.configuration === configuration) ?? ofProject[0] ?? pools[0];
  }

  /**
   * The project numbers by which members speak of a pool.
   *
   * Pools are configured by project id and named by number. The configuration tells the number only through the
   * members that name the pool; where none does, any number may be right, and nobody is admitted to anything.
   */
  numbersOf({ poolId, project, configuration }: Pick<Pool, 'poolId' | 'project' | 'configuration'>): ReadonlySet<string> {
    if (!isDetermined(poolId)) return new Set();
    const pools = this.pools.get(poolId) ?? [];
    const numbered = [project, ...pools.filter(pool => pool.configuration === configuration).map(pool => pool.project)].filter(isDetermined).find(known => /^\d+$/.test(known));
    if (numbered !== undefined) return new Set([numbered]);
    const own = this.numbers.get(keyInConfiguration(poolId, configuration));
    const only = new Set(pools.map(pool => isDetermined(pool.project) ? pool.project : pool.address)).size <= 1;
    return own ?? (only ? this.numbers.get(poolId) : undefined) ?? new Set();
  }
}

/** Ids that are not known are no text that an audience could hold. */
function keyOfProvider({ poolId, providerId }: Pick<PoolProvider, 'poolId' | 'providerId'>): string {
  return isDetermined(poolId) && isDetermined(providerId) ? `${poolId}/${providerId}` : '';
}

function keyInConfiguration(poolId: string, configuration: string | undefined): string {
  return `${poolId} in ${configuration ?? ''}`;
}

/** Whether a grant gives access tokens of service accounts. */
export function mintsTokens({ grant }: Pick<PlacedGrant, 'grant'>): boolean {
  if (!isDetermined(grant.role) || grant.role === MINTS_ID_TOKENS) return false;
  return findPredefinedRole(grant.role)?.reach.has('tokens') ?? false;
}

/** Whether nothing else of the configuration takes a grant back or leaves it open. */
export function isInForce({ grant }: Pick<PlacedGrant, 'grant'>): boolean {
  return grant.overwrittenBy === undefined && grant.existence === undefined;
}

/** A bucket as conditions know it. */
export function bucketResourceName(bucket: string): string {
  return `projects/_/buckets/${bucket}`;
}

/** The project that the email of a service account names. */
export function projectOfEmail(email: string): string | undefined {
  return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1];
}

/** The pools that the members of a configuration name. */
export function poolsOfMembers(configuration: GoogleConfiguration): { readonly projectNumber: string; readonly poolId: string }[] {
  return allMembers(configuration).flatMap(member => poolInMember(member) ?? []);
}

function poolInMember(member: string): PoolName | undefined {
  const pool = poolOfMember(member);
  return pool === undefined ? undefined : parsePoolName(pool);
}

/** Parts of the full name of a pool. */
export interface PoolName {
  readonly projectNumber: string;
  readonly poolId: string;
}

/** Parses the full name of a pool. @returns `undefined` if it is none */
export function parsePoolName(pool: string): PoolName | undefined {
  const [, projectNumber, poolId] = /^projects\/(\d+)\/.*\/([^/]+)$/.exec(pool) ?? [];
  return poolId === undefined ? undefined : { projectNumber, poolId };
}

/** Returns the providers of a configuration, those of AWS first. */
export function allProviders({ awsProviders, otherProviders = [] }: GoogleConfiguration): Provider[] {
  return [...awsProviders, ...otherProviders];
}

/** The members of all grants, as far as they are known. */
export function allMembers({ serviceAccountBindings, projectGrants, resourceGrants }: GoogleConfiguration): string[] {
  return [...serviceAccountBindings, ...projectGrants, ...resourceGrants].map(({ member }) => member).filter(isDetermined);
}
