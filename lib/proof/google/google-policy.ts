import { poolResourceName, serviceAccountMember } from '../../federation/names';
import { Determined, isDetermined } from '../determined';
import { AwsProvider, GoogleConfiguration, Pool, ProjectGrant } from './google-configuration';
import { conditionHolds } from './iam-condition';
import { FederatedPrincipal } from './identity';
import { memberMatches, poolOfMember } from './member';
import { rolesWith } from './predefined-roles';

/** Who asks: a federated identity itself, or the service account that it acts as. */
export type Grantee = { readonly principal: FederatedPrincipal } | { readonly serviceAccount: string };

/** What an audience comes to. */
export type Audience =
  | { readonly kind: 'provider'; readonly provider: AwsProvider; readonly pool: string }
  /** Not in Google's grammar, such as a project id for its number. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown' | 'disabled' | 'undetermined'; readonly reason: string };

const AUDIENCE = /^(?:https:)?\/\/iam\.googleapis\.com\/projects\/(\d+)\/locations\/global\/workloadIdentityPools\/([a-z0-9-]+)\/providers\/([a-z0-9-]+)$/;
const MINTS_TOKENS = 'iam.serviceAccounts.getAccessToken';

/** Answers, from one Terraform configuration, the questions that Google asks of its policies. */
export class GooglePolicy {
  constructor(readonly configuration: GoogleConfiguration, private readonly now: () => Date = () => new Date()) {}

  /** Finds the provider that an audience names. */
  audience(audience: string): Audience {
    const parts = AUDIENCE.exec(audience);
    if (!parts) return { kind: 'malformed' };
    const [, number, poolId, providerId] = parts;
    const provider = this.configuration.awsProviders.find(candidate => candidate.poolId === poolId && candidate.providerId === providerId
      && this.mayHaveNumber(poolId, number));
    if (provider === undefined) return { kind: 'unknown', reason: `no AWS provider '${providerId}' in a pool '${poolId}' of project ${number}` };
    const pool = this.configuration.pools.find(candidate => candidate.poolId === poolId);
    for (const { address, disabled } of [provider, pool].filter(found => found !== undefined)) {
      if (!isDetermined(disabled)) return { kind: 'undetermined', reason: `${address}.disabled ${disabled.source}: ${disabled.reason}` };
      if (disabled) return { kind: 'disabled', reason: `${address} is disabled` };
    }
    return { kind: 'provider', provider, pool: poolResourceName(number, poolId) };
  }

  /** Whether an identity may get access tokens of a service account. */
  mayImpersonate(principal: FederatedPrincipal, email: string): boolean {
    if (this.serviceAccountDisabled(email)) return false;
    const roles = rolesWith(MINTS_TOKENS);
    const context = { resourceName: '', resourceType: 'iam.googleapis.com/ServiceAccount', resourceService: 'iam.googleapis.com', time: this.now() };
    const held = (grant: { role: Determined<string>; member: Determined<string>; condition?: Determined<string> }) =>
      isDetermined(grant.role) && roles.has(grant.role) && stands(grant.member, { principal }) && conditionHolds(grant.condition, context);
    // A role on the project holds for every account in it.
    const project = /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1];
    return this.configuration.serviceAccountBindings.some(binding => binding.serviceAccount === email && held(binding))
      || this.configuration.projectGrants.some(grant => grant.project === project && held(grant));
  }

  /** Whether a service account of the configuration is switched off. */
  serviceAccountDisabled(email: string): boolean {
    const account = this.configuration.serviceAccounts.find(candidate => candidate.email === email);
    return account !== undefined && account.disabled !== false;
  }

  /** The grants on a project that stand for a grantee, conditional ones included. */
  grants(grantee: Grantee): readonly ProjectGrant[] {
    return this.configuration.projectGrants.filter(grant => stands(grant.member, grantee));
  }

  /** Whether a grantee holds any role that the configuration knows of. */
  holdsAnyRole(grantee: Grantee): boolean {
    return this.grants(grantee).length > 0 || this.configuration.resourceGrants.some(grant => stands(grant.member, grantee));
  }

  /** Whether a grantee holds a permission on a resource of a project, by predefined roles. */
  hasPermission(grantee: Grantee, permission: string, project: string, resource: { name: string; type: string; service: string }): boolean {
    const roles = rolesWith(permission);
    const context = { resourceName: resource.name, resourceType: resource.type, resourceService: resource.service, time: this.now() };
    return this.grants(grantee).some(grant => grant.project === project && isDetermined(grant.role) && roles.has(grant.role)
      && conditionHolds(grant.condition, context));
  }

  /**
   * Pools are configured by project id and named by number. The configuration tells the number only through the
   * members that name the pool; where none does, any number may be right, and nobody is admitted to anything.
   */
  private mayHaveNumber(poolId: string, number: string): boolean {
    const pool = this.configuration.pools.find(candidate => candidate.poolId === poolId);
    const numbers = pool && isDetermined(pool.project) && /^\d+$/.test(pool.project) ? new Set([pool.project]) : this.numbersOf(poolId);
    return numbers.size === 0 || numbers.has(number);
  }

  private numbersOf(poolId: Pool['poolId']): Set<string> {
    return new Set(poolsOfMembers(this.configuration).filter(pool => pool.poolId === poolId).map(pool => pool.projectNumber));
  }
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

function stands(member: Determined<string>, grantee: Grantee): boolean {
  if (!isDetermined(member)) return false;
  return 'principal' in grantee ? memberMatches(member, grantee.principal) : member === serviceAccountMember(grantee.serviceAccount);
}
