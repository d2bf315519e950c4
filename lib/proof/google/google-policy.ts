import { poolResourceName } from '../../federation/names';
import { isDetermined } from '../determined';
import { AwsProvider, GoogleConfiguration, OtherProvider, Pool, PoolProvider } from './google-configuration';
import { Grantee, Holdings, PlacedGrant } from './holdings';
import { ConditionContext, conditionHolds, conditionIsCertain } from './iam-condition';
import { FederatedPrincipal } from './identity';
import { poolOfMember } from './member';
import { rolesWith } from './predefined-roles';

/** What an audience comes to. */
export type Audience =
  | { readonly kind: 'provider'; readonly provider: AwsProvider; readonly pool: string }
  /** One that trusts no AWS account. */
  | { readonly kind: 'other provider'; readonly provider: OtherProvider; readonly pool: string }
  /** Not in Google's grammar, such as a project id for its number. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown' | 'disabled' | 'undetermined'; readonly reason: string };

const AUDIENCE = /^(?:https:)?\/\/iam\.googleapis\.com\/projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([a-z0-9-]+)\/providers\/([a-z0-9-]+)$/;
const MINTS_TOKENS = 'iam.serviceAccounts.getAccessToken';

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
  private readonly numbersByPool = new Map<string, Set<string>>();

  constructor(readonly configuration: GoogleConfiguration, private readonly now: () => Date = () => new Date()) {
    this.holdings = new Holdings(configuration);
    for (const { projectNumber, poolId } of poolsOfMembers(configuration)) {
      this.numbersByPool.set(poolId, (this.numbersByPool.get(poolId) ?? new Set()).add(projectNumber));
    }
  }

  /** Finds the provider that an audience names. */
  audience(audience: string): Audience {
    const parts = AUDIENCE.exec(audience);
    if (!parts) return { kind: 'malformed' };
    const [, number, poolId, providerId] = parts;
    const named = (candidate: PoolProvider) => candidate.poolId === poolId && candidate.providerId === providerId && this.mayHaveNumber(poolId, number);
    const provider = this.configuration.awsProviders.find(named);
    const other = this.configuration.otherProviders?.find(named);
    const found = provider ?? other;
    if (found === undefined) return { kind: 'unknown', reason: `no AWS provider '${providerId}' in a pool '${poolId}' of project ${number}` };
    const pool = this.configuration.pools.find(candidate => candidate.poolId === poolId);
    const elements = [found, pool].filter(element => element !== undefined);
    for (const { address, disabled } of elements) {
      if (!isDetermined(disabled)) return { kind: 'undetermined', reason: `${address}.disabled ${disabled.source}: ${disabled.reason}` };
      if (disabled) return { kind: 'disabled', reason: `${address} is disabled` };
    }
    for (const { address, existence } of elements) {
      if (existence !== undefined) return { kind: 'undetermined', reason: `${address} ${existence.source}: ${existence.reason}` };
    }
    const resourceName = poolResourceName(number, poolId);
    return provider !== undefined ? { kind: 'provider', provider, pool: resourceName } : { kind: 'other provider', provider: other!, pool: resourceName };
  }

  /** Whether an identity may get access tokens of a service account, now. */
  mayImpersonate(principal: FederatedPrincipal, email: string): boolean {
    if (this.serviceAccountDisabled(email)) return false;
    return this.minting({ principal }, email).some(({ grant }) => isInForce({ grant }) && conditionHolds(grant.condition, this.impersonationContext()));
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
    return this.configuration.serviceAccounts.find(candidate => candidate.email === email);
  }

  /** Whether a service account of the configuration is switched off. */
  serviceAccountDisabled(email: string): boolean {
    const account = this.serviceAccount(email);
    return account !== undefined && account.disabled !== false;
  }

  /** The grants on a project that stand for a grantee, conditional ones included. */
  grants(grantee: Grantee) {
    const held = new Set(this.holdings.of(grantee).map(({ grant }) => grant));
    return this.configuration.projectGrants.filter(grant => held.has(grant));
  }

  /** Whether a grantee holds any role that the configuration knows of. */
  holdsAnyRole(grantee: Grantee): boolean {
    return this.holdings.of(grantee).some(({ on }) => on.kind !== 'service account' || !isDetermined(on.name) || !this.serviceAccountDisabled(on.name));
  }

  /** Whether a grantee holds a permission on a resource of a project, by predefined roles. */
  hasPermission(grantee: Grantee, permission: string, project: string, resource: { name: string; type: string; service: string }): boolean {
    const roles = rolesWith(permission);
    const context = { resourceName: resource.name, resourceType: resource.type, resourceService: resource.service, time: this.now() };
    return this.grants(grantee).some(grant => grant.project === project && isDetermined(grant.role) && roles.has(grant.role)
      && isInForce({ grant }) && conditionHolds(grant.condition, context));
  }

  /** Grants of a grantee by which it gets tokens of an account: on the account, or on its project for every account in it. */
  private minting(grantee: Grantee, email: string): PlacedGrant[] {
    const roles = rolesWith(MINTS_TOKENS);
    const project = projectOfEmail(email);
    return this.holdings.of(grantee).filter(({ grant, on }) => isDetermined(grant.role) && roles.has(grant.role)
      && ((on.kind === 'service account' && on.name === email) || (on.kind === 'project' && on.name === project)));
  }

  private impersonationContext(): ConditionContext {
    return { resourceName: '', resourceType: 'iam.googleapis.com/ServiceAccount', resourceService: 'iam.googleapis.com', time: this.now() };
  }

  /**
   * Pools are configured by project id and named by number. The configuration tells the number only through the
   * members that name the pool; where none does, any number may be right, and nobody is admitted to anything.
   */
  private mayHaveNumber(poolId: string, number: string): boolean {
    const numbers = this.numbersOf(poolId);
    return numbers.size === 0 || numbers.has(number);
  }

  /** The numbers by which the configuration speaks of the project of a pool. */
  numbersOf(poolId: string): ReadonlySet<string> {
    const pool: Pool | undefined = this.configuration.pools.find(candidate => candidate.poolId === poolId);
    if (pool && isDetermined(pool.project) && /^\d+$/.test(pool.project)) return new Set([pool.project]);
    return this.numbersByPool.get(poolId) ?? new Set();
  }
}

/** The project that the email of a service account names. */
export function projectOfEmail(email: string): string | undefined {
  return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1];
}

/** Whether nothing else of the configuration takes a grant back or leaves it open. */
function isInForce({ grant }: Pick<PlacedGrant, 'grant'>): boolean {
  return grant.overwrittenBy === undefined && grant.existence === undefined;
}

/** The pools that the members of a configuration name. */
export function poolsOfMembers(configuration: GoogleConfiguration): { readonly projectNumber: string; readonly poolId: string }[] {
  return allMembers(configuration).flatMap(member => {
    const parts = /^projects\/(\d+)\/.*\/([^/]+)$/.exec(poolOfMember(member) ?? '');
    return parts ? [{ projectNumber: parts[1], poolId: parts[2] }] : [];
  });
}

/** The members of all grants, as far as they are known. */
export function allMembers({ serviceAccountBindings, projectGrants, resourceGrants }: GoogleConfiguration): string[] {
  return [...serviceAccountBindings, ...projectGrants, ...resourceGrants].map(({ member }) => member).filter(isDetermined);
}
