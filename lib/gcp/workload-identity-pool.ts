import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider, type IamWorkloadIdentityPoolProviderConfig } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GcpFederationOptions } from './gcp-federation-props';
import { partyDisplayName, poolDescription } from './provenance';
import { resolvedOnce } from './resolved-once';
import { terraformLiteral } from './terraform-literal';
import { PoolFederation } from '../federation/federation';
import { poolImportId, providerImportId } from '../federation/names';

/**
 * Google knows the members of a pool by project number, and accepts members that name another project's: the
 * postcondition ends the apply before any of them is granted anything.
 */
export function poolPostcondition({ gcpProjectId, gcpProjectNumber, poolResourceName }: PoolFederation) {
  return {
    condition: `\${self.name == "${poolResourceName}"}`,
    errorMessage: `gcpProjectNumber ${gcpProjectNumber} is not the number of project ${gcpProjectId}: Google named the pool \${self.name}.`,
  };
}

/** The pool of a federation. */
export function createPool(
  scope: Construct, federation: PoolFederation, options: GcpFederationOptions, dependsOn: ITerraformDependable[],
): IamWorkloadIdentityPool {
  const { gcpProjectId, poolId } = federation;
  const pool = new IamWorkloadIdentityPool(scope, 'pool', {
    project: gcpProjectId,
    workloadIdentityPoolId: poolId,
    displayName: partyDisplayName(federation),
    description: poolDescription(federation),
    lifecycle: { ...protection(options), postcondition: [poolPostcondition(federation)] },
    dependsOn,
  });
  if (options.takeOver?.pool) pool.importFrom(poolImportId(gcpProjectId, poolId));
  return resolvedOnce(pool);
}

/** The one provider of a pool, which admits those that its condition lists. */
export function createProvider(
  scope: Construct, federation: PoolFederation, options: GcpFederationOptions, dependsOn: ITerraformDependable[],
): IamWorkloadIdentityPoolProvider {
  const { gcpProjectId, poolId, providerId, attributeMapping } = federation;
  const mapping = Object.entries(attributeMapping).map(([attribute, expression]) => [attribute, terraformLiteral(expression)]);
  const provider = new IamWorkloadIdentityPoolProvider(scope, 'provider', {
    project: gcpProjectId,
    workloadIdentityPoolId: poolId,
    workloadIdentityPoolProviderId: providerId,
    displayName: partyDisplayName(federation),
    attributeMapping: Object.fromEntries(mapping),
    ...trust(federation),
    lifecycle: protection(options),
    dependsOn,
  });
  if (options.takeOver?.provider) provider.importFrom(providerImportId(gcpProjectId, poolId, providerId));
  return resolvedOnce(provider);
}

function trust({ party }: PoolFederation): Pick<IamWorkloadIdentityPoolProviderConfig, 'aws' | 'oidc'> {
  const { block, arguments: trusted } = party.trust;
  const { account_id: accountId, issuer_uri: issuerUri, allowed_audiences: allowedAudiences, jwks_json: jwksJson } = trusted;
  if (block === 'aws') return { aws: { accountId: String(accountId) } };
  const keys = jwksJson !== undefined && { jwksJson: terraformLiteral(String(jwksJson)) };
  return { oidc: { issuerUri: terraformLiteral(String(issuerUri)), allowedAudiences: [...allowedAudiences], ...keys } };
}

/** The part of a resource's lifecycle that keeps it from being destroyed. */
export function protection({ deletionProtection }: GcpFederationOptions): { readonly preventDestroy: true } | undefined {
  return deletionProtection ? { preventDestroy: true } : undefined;
}
