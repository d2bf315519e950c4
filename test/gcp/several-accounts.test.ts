import { TerraformStack } from 'cdktf';
import { PROPS, addresses, newApp, onlyResource, resources, synthesize } from './synthesized';
import { attributeCondition } from '../../lib/federation/attribute-condition';
import { GcpAccess, GcpFederation, GcpFederationProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const ACCOUNTS = Array.from({ length: 50 }, (_, index) => String(100000000001 + index));

/** One role of one account, with a service account and a grant of its own. */
function role(awsAccountId: string, index: number, overrides: Partial<GcpFederationProps> = {}): GcpFederationProps {
  return {
    ...PROPS,
    awsAccountId,
    poolId: `aws-${awsAccountId}`,
    roleName: `team-role-${index}`,
    access: GcpAccess.impersonation({ serviceAccountId: `aws-${awsAccountId.slice(-3)}-role-${index}` }),
    grants: [GcpGrant.bucket(`data-${awsAccountId}-${index}`, 'roles/storage.objectViewer')],
    ...overrides,
  };
}

const roles = (accounts: readonly string[], count: number) => (
  accounts.flatMap(account => Array.from({ length: count }, (_, index) => role(account, index)))
);

test('makes one pool with one provider for each account, in one stack', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  const federations = GcpFederation.forAccounts(stack, roles(ACCOUNTS.slice(0, 3), 2));
  const synthesized = synthesize(stack);

  expect(federations.map(({ node }) => node.id)).toEqual(['aws-100000000001', 'aws-100000000002', 'aws-100000000003']);
  const pools = resources(synthesized, 'google_iam_workload_identity_pool');
  expect(pools.map(({ workload_identity_pool_id: id }) => id)).toEqual(federations.map(({ node }) => node.id));
  expect(resources(synthesized, 'google_iam_workload_identity_pool_provider').map(({ aws, attribute_condition: condition }) => [aws.account_id, condition])).toEqual(
    ACCOUNTS.slice(0, 3).map(account => [account, attributeCondition([0, 1].map(index => `arn:aws:sts::${account}:assumed-role/team-role-${index}`))]),
  );
  expect(resources(synthesized, 'google_storage_bucket_iam_member')).toHaveLength(6);
  expect(Object.keys(synthesized.output)).toContain('aws-100000000002_audience');
});

test.each(['111122223333', '-pool', 'constructor'])('takes a pool id that no name of Terraform or of a construct could be: %s', poolId => {
  const stack = new TerraformStack(newApp(), 'mine');
  const [{ node }] = GcpFederation.forAccounts(stack, [role(ACCOUNTS[0], 0, { poolId })]);
  expect(node.id).toBe(`_${poolId}`);
  expect(resources(synthesize(stack), 'google_iam_workload_identity_pool')[0].workload_identity_pool_id).toBe(poolId);
});

test('makes what a project has once only once, and before every pool', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  GcpFederation.forAccounts(stack, roles(ACCOUNTS.slice(0, 3), 1), { auditLogs: true, restrictAwsAccounts: true });
  const synthesized = synthesize(stack);

  expect(resources(synthesized, 'google_project_service')).toHaveLength(5);
  expect(resources(synthesized, 'google_project_iam_audit_config')).toHaveLength(2);
  const policy = onlyResource(synthesized, 'google_org_policy_policy');
  expect(policy.spec.rules[0].values.allowed_values).toEqual(ACCOUNTS.slice(0, 3));
  for (const pool of resources(synthesized, 'google_iam_workload_identity_pool')) {
    expect(pool.depends_on.filter((address: string) => address.startsWith('google_project_service.'))).toHaveLength(5);
    expect(pool.depends_on.filter((address: string) => address.startsWith('google_org_policy_policy.'))).toHaveLength(1);
  }
});

test('no account moves another, and neither does their order', () => {
  const of = (accounts: readonly string[]) => {
    const stack = new TerraformStack(newApp(), 'mine');
    GcpFederation.forAccounts(stack, roles(accounts, 2));
    return addresses(synthesize(stack));
  };
  const three = ACCOUNTS.slice(0, 3);

  expect(of([...three].reverse())).toEqual(of(three));
  expect(of(three)).toEqual(expect.arrayContaining(of(three.slice(1))));
});

test('makes one stack for each account', () => {
  const app = newApp();
  const stacks = GcpFederationStack.forAccounts(app, 'gcp', roles(ACCOUNTS.slice(0, 3), 2), { googleProviderVersion: '~> 6.50' });

  expect(stacks.map(({ node }) => node.id)).toEqual(['gcp-aws-100000000001', 'gcp-aws-100000000002', 'gcp-aws-100000000003']);
  for (const stack of stacks) {
    const synthesized = synthesize(stack);
    expect(resources(synthesized, 'google_iam_workload_identity_pool')).toHaveLength(1);
    expect(resources(synthesized, 'google_service_account_iam_member')).toHaveLength(2);
    expect(synthesized.terraform.required_providers.google.version).toBe('~> 6.50');
  }
});

test('splits the roles of one account over further pools', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  const longNames = Array.from({ length: 70 }, (_, index) => role(ACCOUNTS[0], index, { poolId: index < 35 ? 'first-pool' : 'second-pool', roleName: `${index}`.padEnd(64, 'x') }));
  expect(GcpFederation.forAccounts(stack, longNames)).toHaveLength(2);
});

test.each<[string, GcpFederationProps[], RegExp]>([
  ['one pool has roles of two accounts', [role(ACCOUNTS[0], 0), role(ACCOUNTS[1], 0, { poolId: `aws-${ACCOUNTS[0]}` })],
    /poolId 'aws-100000000001' is the pool of AWS account 100000000001 and of AWS account 100000000002: .* such as 'aws-100000000002'$/],
  ['two projects have pools of one name', [role(ACCOUNTS[0], 0), role(ACCOUNTS[0], 0, { gcpProjectId: 'other-project', gcpProjectNumber: '42' })],
    /poolId 'aws-100000000001' is a pool of project 'my-gcp-project' and of 'other-project': /],
  ['a role is described twice', [role(ACCOUNTS[0], 0), role(ACCOUNTS[0], 0)], /roleName 'team-role-0' is in pool 'aws-100000000001' already: /],
  ['there is no role', [], /federations are empty: /],
  ['a description is wrong', [role('1234', 0)], /awsAccountId '1234' is not an AWS account id: /],
])('fails when %s', (_, federations, message) => {
  expect(() => GcpFederation.forAccounts(new TerraformStack(newApp(), 'mine'), federations)).toThrow(message);
  expect(() => GcpFederationStack.forAccounts(newApp(), 'gcp', federations)).toThrow(message);
});

test.each(['auditLogs', 'restrictAwsAccounts'])('fails when each of several stacks would set %s for the whole project', option => {
  expect(() => GcpFederationStack.forAccounts(newApp(), 'gcp', roles(ACCOUNTS, 1), { [option]: true })).toThrow(new RegExp(`^gcp: ${option} true concerns a whole project`));
});

test('synthesizes 50 accounts with 20 roles each in seconds', () => {
  const federations = roles(ACCOUNTS, 20);
  const start = performance.now();
  const stack = new TerraformStack(newApp(), 'mine');
  GcpFederation.forAccounts(stack, federations);
  const synthesized = synthesize(stack);
  const seconds = (performance.now() - start) / 1000;

  expect(resources(synthesized, 'google_iam_workload_identity_pool')).toHaveLength(50);
  expect(resources(synthesized, 'google_service_account')).toHaveLength(1000);
  expect(resources(synthesized, 'google_storage_bucket_iam_member')).toHaveLength(1000);
  expect(seconds).toBeLessThan(30);
});
