import { TerraformStack } from 'cdktf';
import { providerSchema } from './provider-schema';
import { POOL, PRINCIPAL_SET, PROPS, ROLE_ARN, Block, Synthesized, newApp, onlyResource, resources, synthesize } from './synthesized';
import { describeWithTerraform, unframed, withTerraform } from './terraform';
import { attributeMapping } from '../../lib/federation/attribute-mapping';
import { GcpAccess, GcpFederation, GcpFederationConstructProps, GcpFederationStack, GcpGrant, GcpSubject } from '../../lib/gcp';

const POOL_DATA = 'data.google_iam_workload_identity_pool.pool';
const PROVIDER_DATA = 'data.google_iam_workload_identity_pool_provider.provider';

function stackOf(options: Partial<GcpFederationConstructProps>): GcpFederationStack {
  return new GcpFederationStack(newApp(), 'gcp', { ...PROPS, ...options });
}

const warningsOf = (stack: GcpFederationStack) => stack.federation.node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);

describe('in an existing pool', () => {
  test('creates the provider, looks the pool up, and leaves the APIs to its owner', () => {
    const synthesized = synthesize(stackOf({ existingPool: true }));

    expect(resources(synthesized, 'google_iam_workload_identity_pool')).toEqual([]);
    expect(synthesized.data!.google_iam_workload_identity_pool.pool).toMatchObject({ project: 'my-gcp-project', workload_identity_pool_id: 'aws-identity-pool' });
    expect(onlyResource(synthesized, 'google_iam_workload_identity_pool_provider').depends_on).toEqual([POOL_DATA]);
    expect(resources(synthesized, 'google_project_service')).toEqual([]);
    expect(onlyResource(synthesized, 'google_service_account_iam_member').depends_on).toContain(POOL_DATA);
  });

  test('warns of other providers, which could forge its members', () => {
    expect(warningsOf(stackOf({ existingPool: true }))).toEqual([expect.stringContaining("has no provider beside 'aws-provider'")]);
  });

  test('takes further roles', () => {
    const stack = stackOf({ existingPool: true });
    stack.addRole({ ...PROPS, roleName: 'gcs-writer' });
    expect(onlyResource(synthesize(stack), 'google_iam_workload_identity_pool_provider').attribute_condition).toContain('gcs-writer');
  });
});

describe('with an existing provider', () => {
  test('grants, and creates neither pool nor provider', () => {
    const stack = stackOf({ existingProvider: true, grants: [GcpGrant.bucket('logs', 'roles/storage.objectViewer')] });
    const synthesized = synthesize(stack);

    expect(Object.keys(synthesized.resource).sort()).toEqual(
      ['google_service_account', 'google_service_account_iam_member', 'google_storage_bucket_iam_member']);
    expect(onlyResource(synthesized, 'google_service_account_iam_member')).toMatchObject({ member: PRINCIPAL_SET, depends_on: expect.arrayContaining([POOL_DATA, PROVIDER_DATA]) });
    expect(stack.federation.audience).toBe(`//iam.googleapis.com/${POOL}/providers/aws-provider`);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('takes more roles than a condition of ours would hold, since the condition is another\'s', () => {
    const stack = stackOf({ existingProvider: true, access: GcpAccess.direct() });
    for (let index = 0; index < 60; index++) stack.addRole({ ...PROPS, access: GcpAccess.direct(), roleName: `${index}`.padEnd(64, 'x') });
    const [{ assert: [assertion] }] = Object.values(synthesize(stack).check!);
    expect(assertion.condition).toContain(`assumed-role/${'59'.padEnd(64, 'x')}`);
  });

  test.each(['pool', 'provider'] as const)('tells that %s is no resource of the stack', what => {
    expect(() => stackOf({ existingProvider: true }).federation[what]).toThrow(
      `${what} of 'gcp/Default' is not a resource of this stack: it is managed elsewhere or forgotten, so use ${what}Name`);
  });

  test('reads only what the provider package knows', () => {
    for (const [type, named] of Object.entries(synthesize(stackOf({ existingProvider: true })).data!)) {
      const { depends_on: _, lifecycle: __, ['//']: ___, ...written } = Object.values(named)[0];
      expect(providerSchema(`data.${type}`).arguments).toEqual(expect.arrayContaining(Object.keys(written)));
      expect(Object.keys(written)).toEqual(expect.arrayContaining([...providerSchema(`data.${type}`).required]));
    }
  });
});

test('creates the service account in the project of its resources, and enables what it needs there once', () => {
  const stack = stackOf({ access: GcpAccess.impersonation({ serviceAccountId: 'data-identity', serviceAccountProject: 'data-project' }) });
  stack.addRole({ ...PROPS, roleName: 'gcs-writer', access: GcpAccess.impersonation({ serviceAccountId: 'other-identity', serviceAccountProject: 'data-project' }) });
  stack.addRole({ ...PROPS, roleName: 'gcs-lister' });
  const synthesized = synthesize(stack);

  expect(resources(synthesized, 'google_service_account').map(({ project, account_id: id }) => [project, id])).toEqual([
    ['data-project', 'data-identity'], ['data-project', 'other-identity'], ['my-gcp-project', 'gcs-lister-4a543eb2'],
  ]);
  const elsewhere = synthesized.resource.google_project_service;
  expect(Object.keys(elsewhere).filter(name => name.endsWith('data-project'))).toEqual(['api-iam-data-project', 'api-iamcredentials-data-project']);
  expect(synthesized.resource.google_service_account['service-account-data-identity-data-project'].depends_on)
    .toEqual(expect.arrayContaining(['google_project_service.api-iam-data-project', 'google_project_service.api-iam']));
  expect(resources(synthesized, 'google_service_account_iam_member').map(({ service_account_id: id }) => id))
    .toContain('projects/data-project/serviceAccounts/data-identity@data-project.iam.gserviceaccount.com');
});

test('enables no API elsewhere when told not to', () => {
  const access = GcpAccess.impersonation({ serviceAccountId: 'data-identity', serviceAccountProject: 'data-project' });
  expect(resources(synthesize(stackOf({ access, enableApis: false })), 'google_project_service')).toEqual([]);
});

test('comes after what it is told to', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  const before = new GcpFederation(stack, 'Before', { ...PROPS, poolId: 'before-pool', access: GcpAccess.direct() });
  new GcpFederation(stack, 'After', { ...PROPS, access: GcpAccess.direct(), dependsOn: [before.pool] });
  const pools = resources(synthesize(stack), 'google_iam_workload_identity_pool');
  expect(pools.find(({ workload_identity_pool_id: id }) => id === 'aws-identity-pool')!.depends_on).toContainEqual(expect.stringMatching(/^google_iam_workload_identity_pool\.Before_pool/));
});

/** What Google would answer of a pool and a provider as this library makes them. */
const FOUND = {
  pool: { name: POOL, state: 'ACTIVE', disabled: false },
  provider: {
    state: 'ACTIVE',
    disabled: false,
    aws: [{ account_id: '111122223333' }],
    attribute_mapping: attributeMapping(GcpSubject.arn()._bind()) as Block | null,
    attribute_condition: `attribute.aws_role == '${ROLE_ARN}'` as string | null,
  },
};

/** The data sources and the check with Terraform's built-in resource in place of Google's answers. */
function answered({ data, check }: Synthesized, found: typeof FOUND): object {
  const local = (text: string) => text
    .replace(/self\.(\w+)/g, 'self.output.$1')
    .replaceAll(PROVIDER_DATA, 'terraform_data.provider.output');
  const resource = (block: Block, input: object) => ({ input, lifecycle: JSON.parse(local(JSON.stringify(block.lifecycle))) });
  return {
    resource: {
      terraform_data: {
        pool: resource(data!.google_iam_workload_identity_pool.pool, found.pool),
        provider: resource(data!.google_iam_workload_identity_pool_provider.provider, found.provider),
      },
    },
    check: JSON.parse(local(JSON.stringify(check))),
  };
}

describeWithTerraform('the real Terraform, of an existing pool and provider', () => {
  const synthesized = () => synthesize(stackOf({ existingProvider: true }));
  const apply = (found: typeof FOUND) => withTerraform(answered(synthesized(), found), terraform => {
    const { status, text } = terraform('apply', '-auto-approve', '-input=false', '-no-color');
    return { status, text: unframed(text) };
  });

  test.each<[string, typeof FOUND]>([
    ['as this library makes them', FOUND],
    ['with the role in other words', { ...FOUND, provider: { ...FOUND.provider, attribute_condition: `assertion.arn.startsWith("${ROLE_ARN}/")` } }],
    ['with Google\'s default mapping, which is none', { ...FOUND, provider: { ...FOUND.provider, attribute_mapping: null } }],
  ])('goes on %s, without a warning', (_, found) => {
    expect(apply(found)).toEqual({ status: 0, text: expect.not.stringContaining('Warning') });
  });

  test.each<[string, typeof FOUND, string]>([
    ['the pool is another project\'s', { ...FOUND, pool: { ...FOUND.pool, name: POOL.replace('123456789012', '42') } }, 'gcpProjectNumber 123456789012 is not the number of project'],
    ['the pool is deleted', { ...FOUND, pool: { ...FOUND.pool, state: 'DELETED' } }, 'The pool aws-identity-pool is disabled or deleted: restore or enable it first.'],
    ['the provider is disabled', { ...FOUND, provider: { ...FOUND.provider, disabled: true } }, 'The provider aws-provider is disabled or deleted'],
    ['the provider trusts another account', { ...FOUND, provider: { ...FOUND.provider, aws: [{ account_id: '444455556666' }] } }, 'does not trust AWS account 111122223333'],
    ['the provider trusts no account', { ...FOUND, provider: { ...FOUND.provider, aws: [] } }, 'does not trust AWS account 111122223333'],
    ['the mapping differs', { ...FOUND, provider: { ...FOUND.provider, attribute_mapping: { 'google.subject': 'assertion.arn', 'attribute.aws_role': 'assertion.account' } } },
      'maps attribute.aws_role otherwise than this federation'],
    ['the mapping lacks the attribute', { ...FOUND, provider: { ...FOUND.provider, attribute_mapping: { 'google.subject': 'assertion.arn' } } },
      'maps attribute.aws_role otherwise than this federation'],
  ])('ends when %s', (_, found, message) => {
    expect(apply(found)).toEqual({ status: 1, text: expect.stringContaining(message) });
  });

  test.each([[`attribute.aws_role == '${ROLE_ARN.replace('reader', 'other')}'`], [`attribute.aws_role == '${ROLE_ARN}-admin'`], [null]])('warns, and goes on, when the condition is %s', condition => {
    expect(apply({ ...FOUND, provider: { ...FOUND.provider, attribute_condition: condition } })).toEqual({
      status: 0, text: expect.stringContaining(`The condition of the existing provider does not name ${ROLE_ARN}: whoever manages the provider has to admit them.`),
    });
  });
});

test.each<[string, Partial<GcpFederationConstructProps>, RegExp]>([
  ['existingProvider without its pool', { existingProvider: true, existingPool: false }, /existingPool false contradicts existingProvider: /],
  ['an existing pool to take over', { existingPool: true, takeOver: { pool: true } }, /takeOver\.pool true contradicts existingPool: /],
  ['a pool to take over under an existing provider', { existingProvider: true, takeOver: { pool: true } }, /takeOver\.pool true contradicts existingPool: /],
  ['an existing provider to take over', { existingProvider: true, takeOver: { provider: true } }, /takeOver\.provider true contradicts existingProvider: /],
  ['something to forget and to take over', { forget: true, takeOver: { provider: true } }, /forget true contradicts takeOver: /],
  ['something to forget and to protect', { forget: true, deletionProtection: true }, /forget true contradicts deletionProtection: /],
])('fails, and leaves nothing behind, when options name %s', (_, options, message) => {
  const app = newApp();
  expect(() => new GcpFederationStack(app, 'gcp', { ...PROPS, ...options })).toThrow(message);
  expect(app.node.children).toEqual([]);
});

test('offers the resources that it manages, so that others can come after them', () => {
  const { federation } = stackOf({});
  expect(federation.provider.terraformResourceType).toBe('google_iam_workload_identity_pool_provider');
  expect(federation.pool.terraformResourceType).toBe('google_iam_workload_identity_pool');
});

test('looks an existing pool up in HCL, too', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  new GcpFederation(stack, 'Reader', { ...PROPS, existingPool: true });
  expect(stack.toHclTerraform().hcl).toMatch(/data "google_iam_workload_identity_pool" "[\w-]+" \{[^}]*workload_identity_pool_id = "aws-identity-pool"/);
});
