import { resolveFederation } from '../../lib/federation/federation';
import { credentialConfig } from '../../lib/federation/installation/credential-config';
import { userDataScript } from '../../lib/federation/installation/user-data-script';
import { GcpFederationProps } from '../../lib/federation/props';
import { temporaryFolder } from '../proof/temporary-folder';

export const PROPS: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'gcs-reader',
};

/** What a test changes in outputs that fit. */
export interface Changes {
  readonly props?: Partial<GcpFederationProps>;
  readonly config?: (config: string) => string;
  readonly userData?: (block: string) => string;
  readonly provider?: object;
  readonly binding?: object;
  readonly grant?: object | null;
  readonly role?: object;
  readonly environment?: string;
  /** Of the credential configuration on the instance. */
  readonly path?: string;
}

/** Writes the two outputs by hand, so that any string in them can be wrong. */
export function outputs(changes: Changes = {}): { aws: string; gcp: string; remove: () => void } {
  const federation = resolveFederation({ ...PROPS, ...changes.props });
  const { serviceAccount } = federation.access;
  const written = credentialConfig(federation, 'instance-metadata');
  const block = userDataScript({
    credentialConfigPath: changes.path ?? '/opt/google/credential-config.json',
    credentialConfig: changes.config?.(written) ?? written,
    workloadProjectId: federation.workloadProjectId,
  }).join('\n');
  const folder = temporaryFolder({
    'cdk.out/manifest.json': {
      artifacts: {
        Stack: {
          type: 'aws:cloudformation:stack', environment: changes.environment ?? 'aws://111122223333/eu-west-1', properties: { templateFile: 'Stack.json' },
        },
      },
    },
    'cdk.out/Stack.json': {
      Resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'gcs-reader', ...changes.role } },
        Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
        Server: {
          Type: 'AWS::EC2::Instance',
          Properties: { IamInstanceProfile: { Ref: 'Profile' }, UserData: { 'Fn::Base64': changes.userData?.(block) ?? `#!/bin/bash\n${block}` } },
          Metadata: { 'aws:cdk:path': 'Stack/Server/Resource' },
        },
      },
    },
    'cdktf.out/stacks/gcp/cdk.tf.json': {
      resource: {
        google_iam_workload_identity_pool: { pool: { project: federation.gcpProjectId, workload_identity_pool_id: federation.poolId } },
        google_iam_workload_identity_pool_provider: {
          provider: {
            project: federation.gcpProjectId,
            workload_identity_pool_id: federation.poolId,
            workload_identity_pool_provider_id: federation.providerId,
            aws: { account_id: federation.awsAccountId },
            attribute_mapping: federation.attributeMapping,
            attribute_condition: federation.attributeCondition,
            ...changes.provider,
          },
        },
        ...serviceAccount && {
          google_service_account: { account: { project: federation.gcpProjectId, account_id: serviceAccount.accountIdToCreate } },
          google_service_account_iam_member: {
            user: {
              service_account_id: '${google_service_account.account.name}', role: 'roles/iam.workloadIdentityUser', member: federation.principalSet, ...changes.binding,
            },
          },
        },
        ...changes.grant !== null && {
          google_project_iam_member: {
            viewer: { project: federation.gcpProjectId, role: 'roles/storage.objectViewer', member: federation.grantee, ...changes.grant },
          },
        },
      },
    },
  });
  return { aws: `${folder.path}/cdk.out`, gcp: `${folder.path}/cdktf.out`, remove: folder.remove };
}
