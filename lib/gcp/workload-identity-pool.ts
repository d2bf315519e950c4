import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GcpFederationOptions } from './gcp-federation-props';
import { awsAccountDisplayName, poolDescription } from './provenance';
import { resolvedOnce } from './resolved-once';
import { terraformLiteral } from './terraform-literal';
import { Federation } from '../federation/federation';
import { poolImportId, providerImportId } from '../federation/names';

/**
 * Google knows the members of a pool by project number, and accepts members that name another project's: the
 * postcondition ends the apply before any of them is granted anything.
 */
export function poolPostcondition({ gcpProjectId, gcpProjectNumber, poolResourceName }: Federation) {
  return {
    condition: `\${self.name == "${poolResourceName}"}`,
    errorMessage: `gcpProjectNumber ${gcpProjectNumber} is not the number of project ${gcpProjectId}: Google named the pool \${self.name}.`,
  };
}

/** The pool of a federation. */
export function createPool(
  scope: Construct, federation: Federation, options: GcpFederationOptions, dependsOn: ITerraformDependable[],
): IamWorkloadIdentityPool {
  const { gcpProjectId, poolId, awsAccountId } = federation;
  const pool = new IamWorkloadIdentityPool(scope, 'pool', {
    project: gcpProjectId,
    workloadIdentityPoolId: poolId,
    displayName: awsAccountDisplayName(awsAccountId),
    description: poolDescription(awsAccountId),
    lifecycle: { ...protection(options), postcondition: [poolPostcondition(federation)] },
    dependsOn,
  });
  if (options.takeOver?.pool) pool.importFrom(poolImportId(gcpProjectId, poolId));
  return resolvedOnce(pool);
}

/** The one provider of a pool, which admits the roles that its condition lists. */
export function createProvider(
  scope: Construct, federation: Federation, options: GcpFederationOptions, dependsOn: ITerraformDependable[],
): IamWorkloadIdentityPoolProvider {
  const { gcpProjectId, poolId, providerId, awsAccountId, attributeMapping } = federation;
  const mapping = Object.entries(attributeMapping).map(([attribute, expression]) => [attribute, terraformLiteral(expression)]);
  const provider = new IamWorkloadIdentityPoolProvider(scope, 'provider', {
    project: gcpProjectId,
    workloadIdentityPoolId: poolId,
    workloadIdentityPoolProviderId: providerId,
    displayName: awsAccountDisplayName(awsAccountId),
    attributeMapping: Object.fromEntries(mapping),
    aws: { accountId: awsAccountId },
    lifecycle: protection(options),
    dependsOn,
  });
  if (options.takeOver?.provider) provider.importFrom(providerImportId(gcpProjectId, poolId, providerId));
  return resolvedOnce(provider);
}

/** The part of a resource's lifecycle that keeps it from being destroyed. */
export function protection({ deletionProtection }: GcpFederationOptions): { readonly preventDestroy: true } | undefined {
  return deletionProtection ? { preventDestroy: true } : undefined;
}
