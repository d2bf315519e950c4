import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetUp } from './set-up';
import { AccessMode, FEDERATION, REGION, ROLE_ARN, SERVICE_ACCOUNT } from '../federation';

const GOLDENS = join(__dirname, '../../../fixtures/goldens');
const GCLOUD_FILES: Readonly<Record<AccessMode, string>> = { impersonation: 'aws-sa-imdsv2.json', direct: 'aws-direct-imdsv2.json' };
const POOL = `projects/${FEDERATION.gcpProjectNumber}/locations/global/workloadIdentityPools/aws-identity-pool`;
const MEMBER = `principalSet://iam.googleapis.com/${POOL}/attribute.aws_role/${ROLE_ARN}`;

/**
 * What one has who follows the usual article: the file that `gcloud iam workload-identity-pools create-cred-config`
 * writes, user data that copies it and exports its path, a hand-written role, and a provider with Google's defaults. The
 * member is spelled right, so that it is the best that can be had by hand.
 */
export function handMadeSetUp(folder: string, access: AccessMode): SetUp {
  const write = (name: string, content: object) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content, null, 2));
  };
  write('cdk.out/manifest.json', {
    artifacts: {
      Stack: {
        type: 'aws:cloudformation:stack',
        environment: `aws://${FEDERATION.awsAccountId}/${REGION}`,
        properties: { templateFile: 'Stack.json' },
      },
    },
  });
  write('cdk.out/Stack.json', template(readFileSync(join(GOLDENS, GCLOUD_FILES[access]), 'utf8')));
  write('cdktf.out/cdk.tf.json', { resource: access === 'impersonation' ? impersonation() : direct() });
  return { aws: join(folder, 'cdk.out'), gcp: join(folder, 'cdktf.out'), needsLogin: true };
}

function template(credentialConfig: string): object {
  const userData = [
    '#!/bin/bash',
    'mkdir -p /etc/gcp',
    "cat > /etc/gcp/credential-config.json <<'EOF'",
    credentialConfig,
    'EOF',
    "echo 'export GOOGLE_APPLICATION_CREDENTIALS=/etc/gcp/credential-config.json' > /etc/profile.d/gcp.sh",
    '',
  ].join('\n');
  return {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: FEDERATION.roleName } },
      Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
      Instance: { Type: 'AWS::EC2::Instance', Properties: { IamInstanceProfile: { Ref: 'Profile' }, UserData: { 'Fn::Base64': userData } } },
    },
  };
}

function poolAndProvider(): object {
  const place = { project: FEDERATION.gcpProjectId, workload_identity_pool_id: 'aws-identity-pool' };
  return {
    google_iam_workload_identity_pool: { pool: place },
    google_iam_workload_identity_pool_provider: {
      provider: { ...place, workload_identity_pool_provider_id: 'aws-provider', aws: { account_id: FEDERATION.awsAccountId } },
    },
  };
}

function grants(member: string): object {
  const grant = (role: string) => ({ project: FEDERATION.gcpProjectId, role, member });
  return { google_project_iam_member: { storage: grant('roles/storage.objectViewer'), query: grant('roles/bigquery.user') } };
}

function impersonation(): object {
  return {
    ...poolAndProvider(),
    google_service_account: { reader: { project: FEDERATION.gcpProjectId, account_id: SERVICE_ACCOUNT.split('@')[0] } },
    google_service_account_iam_member: {
      reader: { service_account_id: '${google_service_account.reader.name}', role: 'roles/iam.workloadIdentityUser', member: MEMBER },
    },
    ...grants(`serviceAccount:${SERVICE_ACCOUNT}`),
  };
}

function direct(): object {
  return { ...poolAndProvider(), ...grants(MEMBER) };
}
