import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { awsAccountDisplayName, poolDescription } from './provenance';
import { terraformLiteral } from './terraform-literal';
import { Federation } from '../federation/federation';

/**
 * The pool of a federation.
 *
 * Google knows the members of a pool by project number, and accepts members that name another project's: the
 * postcondition ends the apply before any of them is granted anything.
 */
export function createPool(scope: Construct, federation: Federation, dependsOn: ITerraformDependable[]): IamWorkloadIdentityPool {
  const { gcpProjectId, gcpProjectNumber, poolId, poolResourceName, awsAccountId } = federation;
  return new IamWorkloadIdentityPool(scope, 'pool', {
    project: gcpProjectId,
    workloadIdentityPoolId: poolId,
    displayName: awsAccountDisplayName(awsAccountId),
    description: poolDescription(awsAccountId),
    lifecycle: {
      postcondition: [{
        condition: `\${self.name == "${poolResourceName}"}`,
        errorMessage: `gcpProjectNumber ${gcpProjectNumber} is not the number of project ${gcpProjectId}: Google named the pool \${self.name}.`,
      }],
    },
    dependsOn,
  });
}

/** The one provider of a pool, which admits the roles that its condition lists. */
export function createProvider(scope: Construct, federation: Federation, pool: IamWorkloadIdentityPool): IamWorkloadIdentityPoolProvider {
  const { gcpProjectId, poolId, providerId, awsAccountId, attributeMapping } = federation;
  const mapping = Object.entries(attributeMapping).map(([attribute, expression]) => [attribute, terraformLiteral(expression)]);
  return new IamWorkloadIdentityPoolProvider(scope, 'provider', {
    project: gcpProjectId,
    workloadIdentityPoolId: poolId,
    workloadIdentityPoolProviderId: providerId,
    displayName: awsAccountDisplayName(awsAccountId),
    attributeMapping: Object.fromEntries(mapping),
    aws: { accountId: awsAccountId },
    dependsOn: [pool],
  });
}
