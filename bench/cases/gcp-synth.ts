import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { federationProps, inFolder, PER_STACK } from './federations';
import { loadGoogleSide } from '../library';
import { Case, measure } from '../measurement';

const { GcpAccess, GcpFederation, GcpGrant } = loadGoogleSide();

const ROLE = 'roles/storage.objectViewer';

type Add = (stack: TerraformStack, index: number) => void;

function synthesize(size: number, add: Add, outdir: string): void {
  const app = new App({ outdir });
  let stack!: TerraformStack;
  for (let index = 0; index < size; index++) {
    if (index % PER_STACK === 0) {
      stack = new TerraformStack(app, `stack${index}`);
      new GoogleProvider(stack, 'google', { project: 'my-gcp-project' });
    }
    add(stack, index);
  }
  app.synth();
}

/** The Google side of so many federations, by this library. */
export function synthesizeGcp(size: number, outdir: string): void {
  synthesize(size, ours, outdir);
}

/** An allow policy holds 1,500 principals, so that many federations reach several projects. */
function dataProject(index: number): string {
  return `data-project-${Math.floor(index / 1000)}`;
}

function ours(stack: TerraformStack, index: number): void {
  new GcpFederation(stack, `federation${index}`, {
    ...federationProps(index), access: GcpAccess.impersonation({ serviceAccountId: `reader-${index}` }), grants: [GcpGrant.project(ROLE, { project: dataProject(index) })], enableApis: false,
  });
}

const MAPPING = {
  'google.subject': 'assertion.arn',
  'attribute.aws_role': "assertion.arn.contains('assumed-role') ? assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' "
    + "+ assertion.arn.extract('assumed-role/{role_name}/') : assertion.arn",
};

/** What people write who want the resources. */
function byHand(stack: TerraformStack, index: number): void {
  const { gcpProjectId: project, awsAccountId: accountId, poolId } = federationProps(index);
  const arn = `arn:aws:sts::${accountId}:assumed-role/reader-${index}`;
  const pool = new IamWorkloadIdentityPool(stack, `pool${index}`, { project, workloadIdentityPoolId: poolId, displayName: `AWS ${accountId}`, description: 'Identities of AWS' });
  new IamWorkloadIdentityPoolProvider(stack, `provider${index}`, {
    project,
    workloadIdentityPoolId: pool.workloadIdentityPoolId,
    workloadIdentityPoolProviderId: 'aws-provider',
    displayName: `AWS ${accountId}`,
    description: 'Admits a role',
    aws: { accountId },
    attributeMapping: MAPPING,
    attributeCondition: `attribute.aws_role == '${arn}' && assertion.arn.startsWith('${arn}/')`,
  });
  const account = new ServiceAccount(stack, `account${index}`, { project, accountId: `reader-${index}`, displayName: `AWS role reader-${index}`, description: 'Used from AWS' });
  new ServiceAccountIamMember(stack, `member${index}`, {
    serviceAccountId: account.name, role: 'roles/iam.workloadIdentityUser', member: `principalSet://iam.googleapis.com/${pool.name}/attribute.aws_role/${arn}`,
  });
  new ProjectIamMember(stack, `grant${index}`, { project: dataProject(index), role: ROLE, member: account.member });
}

/** What they write who want the very same configuration: its checks, its order of creation and its outputs, too. */
function sameByHand(stack: TerraformStack, index: number): void {
  const { gcpProjectId: project, gcpProjectNumber, awsAccountId: accountId, poolId } = federationProps(index);
  const arn = `arn:aws:sts::${accountId}:assumed-role/reader-${index}`;
  const poolName = `projects/${gcpProjectNumber}/locations/global/workloadIdentityPools/${poolId}`;
  const principalSet = `principalSet://iam.googleapis.com/${poolName}/attribute.aws_role/${arn}`;
  const pool = new IamWorkloadIdentityPool(stack, `pool${index}`, {
    project,
    workloadIdentityPoolId: poolId,
    displayName: `AWS account ${accountId}`,
    description: `Identities of AWS account ${accountId}`,
    lifecycle: { postcondition: [{ condition: `\${self.name == "${poolName}"}`, errorMessage: `gcpProjectNumber ${gcpProjectNumber} is not the number of project ${project}` }] },
  });
  const provider = new IamWorkloadIdentityPoolProvider(stack, `provider${index}`, {
    project,
    workloadIdentityPoolId: poolId,
    workloadIdentityPoolProviderId: 'aws-provider',
    displayName: `AWS account ${accountId}`,
    description: 'Admits a role',
    aws: { accountId },
    attributeMapping: MAPPING,
    attributeCondition: `attribute.aws_role == '${arn}' && assertion.arn.startsWith('${arn}/')`,
    dependsOn: [pool],
  });
  const account = new ServiceAccount(stack, `account${index}`, { project, accountId: `reader-${index}`, displayName: `AWS role reader-${index}`, description: 'Used from AWS' });
  const email = `reader-${index}@${project}.iam.gserviceaccount.com`;
  const meta = { lifecycle: { createBeforeDestroy: true }, dependsOn: [pool, provider, account] };
  new ServiceAccountIamMember(stack, `member${index}`, {
    serviceAccountId: `projects/${project}/serviceAccounts/${email}`, role: 'roles/iam.workloadIdentityUser', member: principalSet, ...meta,
  });
  new ProjectIamMember(stack, `grant${index}`, { project: dataProject(index), role: ROLE, member: `serviceAccount:${email}`, ...meta });
  new TerraformOutput(stack, `pool_name${index}`, { value: poolName, description: 'Resource name of the pool' });
  new TerraformOutput(stack, `provider_name${index}`, { value: `${poolName}/providers/aws-provider`, description: 'Resource name of the provider' });
  new TerraformOutput(stack, `audience${index}`, { value: `//iam.googleapis.com/${poolName}/providers/aws-provider`, description: 'Audience of the credential configuration' });
  new TerraformOutput(stack, `member_name${index}`, { value: principalSet, description: 'IAM member of the AWS role' });
  new TerraformOutput(stack, `service_account_email${index}`, { value: email, description: 'Service account of the AWS role' });
}

function plainJson(size: number, outdir: string): void {
  const types = ['google_iam_workload_identity_pool', 'google_iam_workload_identity_pool_provider', 'google_service_account', 'google_service_account_iam_member', 'google_project_iam_member'];
  const resource: Record<string, Record<string, unknown>> = Object.fromEntries(types.map(type => [type, {}]));
  for (let index = 0; index < size; index++) {
    resource.google_iam_workload_identity_pool[`pool${index}`] = { project: 'my-gcp-project', workload_identity_pool_id: `pool-${index}` };
    resource.google_iam_workload_identity_pool_provider[`provider${index}`] = { project: 'my-gcp-project', aws: { account_id: '111122223333' }, attribute_mapping: MAPPING };
    resource.google_service_account[`account${index}`] = { project: 'my-gcp-project', account_id: `reader-${index}` };
    resource.google_service_account_iam_member[`member${index}`] = { role: 'roles/iam.workloadIdentityUser' };
    resource.google_project_iam_member[`grant${index}`] = { role: ROLE };
  }
  writeFileSync(join(outdir, 'cdk.tf.json'), JSON.stringify({ resource }, null, 2));
}

export const gcpSynth: Case = {
  name: 'Google construction and synthesis',
  sizes: [1, 10, 100, 1000, 5000],
  quickSize: 100,
  variants: {
    'ours': async size => measure(() => inFolder(outdir => synthesize(size, ours, outdir))),
    'by hand, cdktf': async size => measure(() => inFolder(outdir => synthesize(size, byHand, outdir))),
    'by hand, the same': async size => measure(() => inFolder(outdir => synthesize(size, sameByHand, outdir))),
    'floor, plain JSON': async size => measure(() => inFolder(outdir => plainJson(size, outdir))),
  },
  goal: { against: 'by hand, the same', ratio: 0.8, quick: 1.3 },
};
