import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { TerraformStack } from 'cdktf';
import { EMAIL, POOL, PRINCIPAL_SET, PROPS, ROLE_ARN, Synthesized, addresses, newApp, onlyResource, resources, synthesize } from './synthesized';
import { GcpAccess, GcpFederation, GcpFederationConstructProps, GcpGrant, GcpSubject } from '../../lib/gcp';

function synthesizeFederation(overrides: Partial<GcpFederationConstructProps> = {}): Synthesized {
  const stack = new TerraformStack(newApp(), 'mine');
  new GcpFederation(stack, 'Reader', { ...PROPS, ...overrides });
  return synthesize(stack);
}

test('enables the four APIs, and leaves them enabled', () => {
  const services = resources(synthesizeFederation(), 'google_project_service');

  expect(services.map(service => service.service).sort()).toEqual([
    'cloudresourcemanager.googleapis.com', 'iam.googleapis.com', 'iamcredentials.googleapis.com', 'sts.googleapis.com',
  ]);
  for (const service of services) {
    expect(service).toMatchObject({ project: 'my-gcp-project', disable_on_destroy: false, disable_dependent_services: false });
  }
});

test('enables no API when told not to', () => {
  expect(resources(synthesizeFederation({ enableApis: false }), 'google_project_service')).toEqual([]);
});

test('creates the pool in its project', () => {
  expect(onlyResource(synthesizeFederation(), 'google_iam_workload_identity_pool')).toMatchObject({
    project: 'my-gcp-project',
    workload_identity_pool_id: 'aws-identity-pool',
    display_name: 'AWS account 111122223333',
    description: 'Identities of AWS account 111122223333, managed by cdk-gcp-federation',
  });
});

test('creates a provider that admits exactly the role', () => {
  expect(onlyResource(synthesizeFederation(), 'google_iam_workload_identity_pool_provider')).toMatchObject({
    project: 'my-gcp-project',
    workload_identity_pool_id: 'aws-identity-pool',
    workload_identity_pool_provider_id: 'aws-provider',
    display_name: 'AWS account 111122223333',
    description: 'Admits from AWS account 111122223333 the role gcs-reader, managed by cdk-gcp-federation',
    aws: { account_id: '111122223333' },
    attribute_mapping: {
      'google.subject': 'assertion.arn',
      'attribute.aws_role': "assertion.arn.contains('assumed-role') ? assertion.arn.extract('{account_arn}assumed-role/') + "
        + "'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/') : assertion.arn",
    },
    attribute_condition: `attribute.aws_role == '${ROLE_ARN}' && assertion.arn.startsWith('${ROLE_ARN}/')`,
  });
});

test('maps the subject that was asked for', () => {
  const provider = onlyResource(synthesizeFederation({ subject: GcpSubject.userId() }), 'google_iam_workload_identity_pool_provider');

  expect(provider.attribute_mapping['google.subject']).toBe('assertion.userid');
});

test('creates the service account', () => {
  expect(onlyResource(synthesizeFederation(), 'google_service_account')).toMatchObject({
    project: 'my-gcp-project',
    account_id: 'gcs-reader-b8ee5d75',
    display_name: 'AWS role gcs-reader',
    description: 'Used from AWS account 111122223333 by the role gcs-reader, managed by cdk-gcp-federation',
  });
});

test('lets the role, and nobody else, act as the one service account', () => {
  const synthesized = synthesizeFederation();

  expect(onlyResource(synthesized, 'google_service_account_iam_member')).toMatchObject({
    service_account_id: `projects/my-gcp-project/serviceAccounts/${EMAIL}`,
    role: 'roles/iam.workloadIdentityUser',
    member: PRINCIPAL_SET,
    lifecycle: { create_before_destroy: true },
  });
  expect(resources(synthesized, 'google_project_iam_member')).toEqual([]);
});

test('binds an account that exists, in its own project, without creating it', () => {
  const email = 'reader@other-project.iam.gserviceaccount.com';
  const synthesized = synthesizeFederation({
    access: GcpAccess.impersonation({ serviceAccountEmail: email }), grants: [GcpGrant.project('roles/storage.objectViewer')],
  });

  expect(resources(synthesized, 'google_service_account')).toEqual([]);
  expect(onlyResource(synthesized, 'google_service_account_iam_member').service_account_id)
    .toBe(`projects/other-project/serviceAccounts/${email}`);
  expect(onlyResource(synthesized, 'google_project_iam_member').member).toBe(`serviceAccount:${email}`);
});

test('grants to the service account, here and in other projects, with and without a condition', () => {
  const condition = { title: 'until 2030', expression: "request.time < timestamp('2030-01-01T00:00:00Z')" };
  const members = resources(synthesizeFederation({
    grants: [GcpGrant.project('roles/storage.objectViewer'), GcpGrant.project('roles/bigquery.user', { project: 'data-project', condition })],
  }), 'google_project_iam_member');

  expect(members).toHaveLength(2);
  expect(members).toContainEqual(expect.objectContaining(
    { project: 'my-gcp-project', role: 'roles/storage.objectViewer', member: `serviceAccount:${EMAIL}`, lifecycle: { create_before_destroy: true } },
  ));
  expect(members).toContainEqual(expect.objectContaining(
    { project: 'data-project', role: 'roles/bigquery.user', member: `serviceAccount:${EMAIL}`, condition },
  ));
  expect(members.find(member => member.role === 'roles/storage.objectViewer')).not.toHaveProperty('condition');
});

test('grants directly to the principal set, without any service account', () => {
  const synthesized = synthesizeFederation({ access: GcpAccess.direct(), grants: [GcpGrant.project('roles/storage.objectViewer')] });

  expect(onlyResource(synthesized, 'google_project_iam_member').member).toBe(PRINCIPAL_SET);
  expect(resources(synthesized, 'google_service_account')).toEqual([]);
  expect(resources(synthesized, 'google_service_account_iam_member')).toEqual([]);
  expect(JSON.stringify(synthesized)).not.toContain('workloadIdentityUser');
});

test('leaves the providers of the stack to its owner', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  new GoogleProvider(stack, 'google', { project: 'elsewhere' });
  new GcpFederation(stack, 'Reader', PROPS);
  const { provider, terraform } = synthesize(stack);

  expect(provider).toEqual({ google: [{ project: 'elsewhere' }] });
  expect(terraform.required_providers.google.version).toBe('6.50.0');
});

test('tells what others need to know', () => {
  const federation = new GcpFederation(new TerraformStack(newApp(), 'mine'), 'Reader', PROPS);

  expect(federation).toMatchObject({
    poolName: POOL,
    providerName: `${POOL}/providers/aws-provider`,
    audience: `//iam.googleapis.com/${POOL}/providers/aws-provider`,
    principalSet: PRINCIPAL_SET,
    grantee: `serviceAccount:${EMAIL}`,
    serviceAccountEmail: EMAIL,
  });
});

test('tells of no service account in direct access', () => {
  const federation = new GcpFederation(new TerraformStack(newApp(), 'mine'), 'Reader', { ...PROPS, access: GcpAccess.direct() });

  expect(federation.serviceAccountEmail).toBeUndefined();
  expect(federation.grantee).toBe(PRINCIPAL_SET);
});

test('keeps Terraform addresses', () => {
  const synthesized = synthesizeFederation({ grants: [GcpGrant.project('roles/storage.objectViewer')] });

  expect(addresses(synthesized)).toMatchInlineSnapshot(`
[
  "google_iam_workload_identity_pool.Reader_pool_E1043F15",
  "google_iam_workload_identity_pool_provider.Reader_provider_B29AD100",
  "google_project_iam_member.Reader_storage-objectViewer-fa54d919_E47B1CAD",
  "google_project_service.Reader_api-cloudresourcemanager_816062C1",
  "google_project_service.Reader_api-iam_7B99129C",
  "google_project_service.Reader_api-iamcredentials_DC429528",
  "google_project_service.Reader_api-sts_21998F28",
  "google_service_account.Reader_service-account-gcs-reader-b8ee5d75_5D21E7DA",
  "google_service_account_iam_member.Reader_iam-workloadIdentityUser-3b5d5d99_BC93F390",
]
`);
  expect(Object.keys(synthesized.output).sort()).toEqual(
    ['Reader_audience', 'Reader_member', 'Reader_pool_name', 'Reader_provider_name', 'Reader_service_account_email'],
  );
});

test('gives a grant an address that neither the order of grants nor other grants can change', () => {
  const viewer = GcpGrant.project('roles/storage.objectViewer');
  const user = GcpGrant.project('roles/bigquery.user', { condition: { title: 'a', expression: 'true' } });
  const admin = GcpGrant.project('roles/bigquery.user', { condition: { title: 'a', expression: 'false' } });
  const namesOf = (grants: GcpGrant[]) => Object.keys(synthesizeFederation({ grants }).resource.google_project_iam_member).sort();

  expect(namesOf([user, viewer])).toEqual(namesOf([viewer, user]));
  expect(namesOf([viewer, user, admin])).toEqual(expect.arrayContaining(namesOf([viewer])));
  expect(new Set(namesOf([viewer, user, admin])).size).toBe(3);
});

test('shows the warnings of the description', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  const federation = new GcpFederation(stack, 'Reader', { ...PROPS, awsPartition: 'aws-us-gov', grants: [GcpGrant.project('roles/editor')] });
  const warnings = federation.node.metadata.filter(entry => entry.type === '@cdktf/warn').map(entry => entry.data);

  expect(warnings).toEqual([expect.stringContaining("awsPartition 'aws-us-gov'"), expect.stringContaining("'roles/editor'")]);
});

test('changes nothing in the description', () => {
  const grants = Object.freeze([GcpGrant.project('roles/storage.objectViewer')]) as GcpGrant[];
  const props = Object.freeze({ ...PROPS, grants });
  const before = JSON.stringify(props);
  const stack = new TerraformStack(newApp(), 'mine');
  new GcpFederation(stack, 'Reader', props);
  synthesize(stack);

  expect(JSON.stringify(props)).toBe(before);
});
