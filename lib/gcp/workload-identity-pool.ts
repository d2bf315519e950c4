import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider, type IamWorkloadIdentityPoolProviderConfig } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GcpFederationOptions } from './gcp-federation-props';
import { partyDisplayName, poolDescription } from './provenance';
import { resolvedOnce } from './resolved-once';
import { terraformLiteral } from './terraform-literal';
import { PoolFederation } from '../federation/federation';
import { AnyFederation } from '../federation/kubernetes';
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
  scope: Construct, federation: AnyFederation, options: GcpFederationOptions, dependsOn: ITerraformDependable[],
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
  scope: Construct, federation: AnyFederation, options: GcpFederationOptions, dependsOn: ITerraformDependable[],
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

function trust(federation: AnyFederation): Pick<IamWorkloadIdentityPoolProviderConfig, 'aws' | 'oidc'> {
  if (!('issuerUri' in federation)) return { aws: { accountId: federation.awsAccountId } };
  const { issuerUri, jwksJson, tokenAudience } = federation;
  const keys = jwksJson !== undefined && { jwksJson: terraformLiteral(jwksJson) };
  return { oidc: { issuerUri: terraformLiteral(issuerUri), allowedAudiences: [tokenAudience], ...keys } };
}

/** The part of a resource's lifecycle that keeps it from being destroyed. */
export function protection({ deletionProtection }: GcpFederationOptions): { readonly preventDestroy: true } | undefined {
  return deletionProtection ? { preventDestroy: true } : undefined;
}
