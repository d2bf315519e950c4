import { TerraformStack } from 'cdktf';
import { providerSchema } from './provider-schema';
import { PROPS, Block, newApp, onlyResource, resources, synthesize } from './synthesized';
import { GcpAccess, GcpAuditLogs, GcpAwsAccountRestriction, GcpAwsAccountRestrictionProps, GcpFederation, GcpFederationStack } from '../../lib/gcp';

const AUDIT = 'google_project_iam_audit_config';
const POLICY = 'google_org_policy_policy';

const newStack = () => new TerraformStack(newApp(), 'mine');

function writtenArguments({ ['//']: _, depends_on: __, ...written }: Block): string[] {
  return Object.keys(written);
}

/** A new project has no API enabled, which what configures the whole project needs as well. */
test.each<[string, (stack: TerraformStack) => void]>([
  ['one federation', stack => { new GcpFederation(stack, 'Reader', { ...PROPS, auditLogs: true, restrictAwsAccounts: true }); }],
  ['several accounts', stack => { GcpFederation.forAccounts(stack, [PROPS], { auditLogs: true, restrictAwsAccounts: true }); }],
])('what concerns the whole project comes after the APIs, for %s', (_, fill) => {
  const stack = newStack();
  fill(stack);
  const synthesized = synthesize(stack);
  const apis = Object.keys(synthesized.resource.google_project_service).map(name => `google_project_service.${name}`);
  expect(apis).toHaveLength(5);
  for (const { depends_on: before } of [...resources(synthesized, AUDIT), ...resources(synthesized, POLICY)]) expect(before).toEqual(apis);
});

describe('audit logs', () => {
  test('are written for STS and IAM, of every type, in the project of the pool', () => {
    const configs = resources(synthesize(new GcpFederationStack(newApp(), 'gcp', { ...PROPS, auditLogs: true })), AUDIT);
    expect(configs.map(({ project, service }) => [project, service])).toEqual([['my-gcp-project', 'sts.googleapis.com'], ['my-gcp-project', 'iam.googleapis.com']]);
    for (const config of configs) {
      expect(config.audit_log_config).toEqual([{ log_type: 'ADMIN_READ' }, { log_type: 'DATA_READ' }, { log_type: 'DATA_WRITE' }]);
      expect(writtenArguments(config).sort()).toEqual([...providerSchema(AUDIT).required].sort());
    }
  });

  test('are left alone unless asked for', () => {
    expect(resources(synthesize(new GcpFederationStack(newApp(), 'gcp', PROPS)), AUDIT)).toEqual([]);
  });

  test('can be written in the project of a service account', () => {
    const stack = newStack();
    new GcpAuditLogs(stack, 'Logs', { project: 'data-project' });
    expect(resources(synthesize(stack), AUDIT).map(({ project }) => project)).toEqual(['data-project', 'data-project']);
  });

  test('fail when the project is configured already, since the configuration of a service is one whole', () => {
    const stack = newStack();
    new GcpAuditLogs(stack, 'Logs', { project: 'my-gcp-project' });
    const children = stack.node.children.length;
    expect(() => new GcpFederation(stack, 'Reader', { ...PROPS, auditLogs: true })).toThrow("audit logs of project 'my-gcp-project' are configured by 'mine/Logs' already: ");
    expect(() => new GcpAuditLogs(stack, 'Again', { project: 'my-gcp-project' })).toThrow("by 'mine/Logs' already");
    expect(() => new GcpAuditLogs(stack, 'Wrong', { project: '123456' })).toThrow("project '123456' is a project number");
    expect(stack.node.children).toHaveLength(children);
  });

  test('say so in HCL', () => {
    const stack = newStack();
    new GcpAuditLogs(stack, 'Logs', { project: 'data-project' });
    expect(stack.toHclTerraform().hcl).toMatch(/audit_log_config \{\s*log_type = "ADMIN_READ"\s*\}\s*audit_log_config \{/);
  });
});

describe('the restriction of AWS accounts', () => {
  const policiesOf = (props: GcpAwsAccountRestrictionProps) => {
    const stack = newStack();
    new GcpAwsAccountRestriction(stack, 'Accounts', props);
    return resources(synthesize(stack), POLICY).map(({ name, parent, spec }) => [name, parent, spec.rules[0].values.allowed_values]);
  };

  test('allows the account of the federation in its project, before the pool', () => {
    const synthesized = synthesize(new GcpFederationStack(newApp(), 'gcp', { ...PROPS, restrictAwsAccounts: true }));
    const policy = onlyResource(synthesized, POLICY);
    expect(policy).toMatchObject({
      name: 'projects/123456789012/policies/iam.workloadIdentityPoolAwsAccounts',
      parent: 'projects/123456789012',
      spec: { rules: [{ values: { allowed_values: ['111122223333'] } }] },
    });
    expect(providerSchema(POLICY).arguments).toEqual(expect.arrayContaining(writtenArguments(policy)));
    expect(onlyResource(synthesized, 'google_iam_workload_identity_pool').depends_on).toContain(`${POLICY}.${Object.keys(synthesized.resource[POLICY])[0]}`);
  });

  test('allows several accounts, each once, in any order, and other providers by their issuers', () => {
    expect(policiesOf({ parent: 'folders/42', awsAccountIds: ['444455556666', '111122223333', '444455556666'] })).toEqual([
      ['folders/42/policies/iam.workloadIdentityPoolAwsAccounts', 'folders/42', ['111122223333', '444455556666']],
    ]);
    expect(policiesOf({ parent: 'organizations/7', awsAccountIds: ['111122223333'], issuerUris: ['https://token.actions.githubusercontent.com'] })[1]).toEqual(
      ['organizations/7/policies/iam.workloadIdentityPoolProviders', 'organizations/7', ['https://sts.amazonaws.com', 'https://token.actions.githubusercontent.com']]);
    expect(policiesOf({ parent: 'organizations/7', awsAccountIds: ['111122223333'], issuerUris: [] })).toHaveLength(2);
  });

  test.each<[string, Partial<GcpAwsAccountRestrictionProps>, string]>([
    ['a project by its id', { parent: 'projects/my-gcp-project' }, "parent 'projects/my-gcp-project' is not a place for a policy"],
    ['no account', { awsAccountIds: [] }, 'awsAccountIds are empty: name at least one'],
    ['a wrong account', { awsAccountIds: ['1234'] }, "awsAccountId '1234' is not an AWS account id"],
    ['an issuer without https', { issuerUris: ['token.actions.githubusercontent.com'] }, "issuerUris 'token.actions.githubusercontent.com' is not an issuer URI"],
    ['an unresolved issuer', { issuerUris: ['${TfToken[TOKEN.1]}'] }, "issuerUris '${TfToken[TOKEN.1]}' is known only at deployment"],
  ])('fails when it is given %s', (_, change, message) => {
    const stack = newStack();
    expect(() => new GcpAwsAccountRestriction(stack, 'Accounts', { parent: 'folders/42', awsAccountIds: ['111122223333'], ...change })).toThrow(message);
    expect(stack.node.children).toEqual([]);
  });

  test('fails when two federations would each allow their own account alone in one project', () => {
    const app = newApp();
    new GcpFederationStack(app, 'gcp', { ...PROPS, restrictAwsAccounts: true });
    const other = { ...PROPS, awsAccountId: '444455556666', poolId: 'other-pool', access: GcpAccess.direct(), restrictAwsAccounts: true };
    expect(() => new GcpFederationStack(app, 'other', other)).toThrow("AWS accounts of 'projects/123456789012' are restricted by 'gcp/Default/aws-accounts' already: "
      + 'a parent has one policy of a kind, so name all accounts in one GcpAwsAccountRestriction');
    expect(app.node.tryFindChild('other')).toBeUndefined();
  });
});
