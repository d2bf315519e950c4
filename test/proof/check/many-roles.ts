import { attributeCondition } from '../../../lib/federation/attribute-condition';
import { Federation, resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { temporaryFolder } from '../temporary-folder';

/** Both outputs for many roles of one account, each with an instance of its own, so many of them in a pool. */
export function manyRoles(count: number, perPool: number): { aws: string; gcp: string; remove: () => void } {
  const federations = Array.from({ length: count }, (_, index) => resolveFederation({
    gcpProjectId: 'my-gcp-project',
    gcpProjectNumber: '123456789012',
    awsAccountId: '111122223333',
    roleName: `gcs-reader-${index}`,
    poolId: `aws-pool-${Math.floor(index / perPool)}`,
  }));
  const folder = temporaryFolder({
    'cdk.out/manifest.json': {
      artifacts: { Stack: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1', properties: { templateFile: 'Stack.json' } } },
    },
    'cdk.out/Stack.json': { Resources: Object.assign({}, ...federations.map(awsResources)) },
    'cdktf.out/stacks/gcp/cdk.tf.json': { resource: googleResources(federations) },
  });
  return { aws: `${folder.path}/cdk.out`, gcp: `${folder.path}/cdktf.out`, remove: folder.remove };
}

function awsResources(federation: Federation, index: number): object {
  const userData = ['#!/bin/bash', "cat > /etc/google.json <<'EOF'", credentialConfig(federation, 'instance-metadata'), 'EOF', 'echo GOOGLE_APPLICATION_CREDENTIALS=/etc/google.json >> /etc/environment'].join('\n');
  return {
    [`Role${index}`]: { Type: 'AWS::IAM::Role', Properties: { RoleName: federation.roleName } },
    [`Profile${index}`]: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: `Role${index}` }] } },
    [`Server${index}`]: {
      Type: 'AWS::EC2::Instance',
      Properties: { IamInstanceProfile: { Ref: `Profile${index}` }, UserData: { 'Fn::Base64': userData } },
      Metadata: { 'aws:cdk:path': `Stack/Server${index}/Resource` },
    },
  };
}

function googleResources(federations: readonly Federation[]): object {
  const pools = new Map<string, Federation[]>();
  for (const federation of federations) pools.set(federation.poolId, [...pools.get(federation.poolId) ?? [], federation]);
  const [{ gcpProjectId }] = federations;
  return {
    google_iam_workload_identity_pool: Object.fromEntries([...pools.keys()]
      .map(poolId => [poolId, { project: gcpProjectId, workload_identity_pool_id: poolId }])),
    google_iam_workload_identity_pool_provider: Object.fromEntries([...pools].map(([poolId, roles]) => [poolId, {
      project: gcpProjectId,
      workload_identity_pool_id: poolId,
      workload_identity_pool_provider_id: roles[0].providerId,
      aws: { account_id: roles[0].awsAccountId },
      attribute_mapping: roles[0].attributeMapping,
      attribute_condition: attributeCondition(roles.map(({ assumedRoleArn }) => assumedRoleArn)),
    }])),
    google_service_account: Object.fromEntries(federations.map(({ access }, index) => [`account-${index}`, {
      project: gcpProjectId, account_id: access.serviceAccount?.accountIdToCreate,
    }])),
    google_service_account_iam_member: Object.fromEntries(federations.map(({ principalSet }, index) => [`user-${index}`, {
      service_account_id: `\${google_service_account.account-${index}.name}`, role: 'roles/iam.workloadIdentityUser', member: principalSet,
    }])),
    google_project_iam_member: Object.fromEntries(federations.map((_, index) => [`viewer-${index}`, {
      project: gcpProjectId, role: 'roles/storage.objectViewer', member: `\${google_service_account.account-${index}.member}`,
    }])),
  };
}
