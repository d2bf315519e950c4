import { EMAIL, PRINCIPAL_SET, PROPS, ROLE_ARN, addresses, newApp, onlyResource, resources, synthesize } from './synthesized';
import { attributeCondition } from '../../lib/federation/attribute-condition';
import { GcpAccess, GcpFederationProps, GcpFederationStack, GcpFederationStackProps, GcpGrant, GcpSubject } from '../../lib/gcp';

const WRITER: GcpFederationProps = {
  ...PROPS,
  roleName: 'gcs-writer',
  access: GcpAccess.impersonation({ serviceAccountId: 'writer-identity' }),
  grants: [GcpGrant.project('roles/storage.objectUser')],
};

const WRITER_SET = PRINCIPAL_SET.replace('gcs-reader', 'gcs-writer');

function newStack(props: GcpFederationStackProps = PROPS): GcpFederationStack {
  return new GcpFederationStack(newApp(), 'gcp', props);
}

test('lets the condition grow', () => {
  const stack = newStack();
  stack.addRole(WRITER);
  const provider = onlyResource(synthesize(stack), 'google_iam_workload_identity_pool_provider');

  expect(provider.attribute_condition).toBe(attributeCondition([ROLE_ARN, ROLE_ARN.replace('gcs-reader', 'gcs-writer')]));
  expect(provider.attribute_condition).toContain('gcs-writer');
  expect(provider.description).toBe('Admits from AWS account 111122223333 the roles gcs-reader, gcs-writer, managed by cdk-gcp-federation');
});

test('adds the members and the service account of the role, and moves nothing', () => {
  const alone = synthesize(newStack());
  const stack = newStack();
  const admitted = stack.addRole(WRITER);
  const both = synthesize(stack);

  expect(addresses(both)).toEqual(expect.arrayContaining(addresses(alone)));
  expect(resources(both, 'google_service_account_iam_member').map(({ service_account_id, member }) => [service_account_id, member])).toEqual(
    expect.arrayContaining([
      [`projects/my-gcp-project/serviceAccounts/${EMAIL}`, PRINCIPAL_SET],
      ['projects/my-gcp-project/serviceAccounts/writer-identity@my-gcp-project.iam.gserviceaccount.com', WRITER_SET],
    ]),
  );
  expect(onlyResource(both, 'google_project_iam_member')).toMatchObject({
    role: 'roles/storage.objectUser', member: 'serviceAccount:writer-identity@my-gcp-project.iam.gserviceaccount.com',
  });
  expect(admitted).toEqual({
    principalSet: WRITER_SET,
    grantee: 'serviceAccount:writer-identity@my-gcp-project.iam.gserviceaccount.com',
    serviceAccountEmail: 'writer-identity@my-gcp-project.iam.gserviceaccount.com',
  });
});

test('takes roles in any order', () => {
  const reader = newStack();
  reader.addRole(WRITER);
  const writer = newStack(WRITER);
  writer.addRole(PROPS);

  expect(addresses(synthesize(writer))).toEqual(addresses(synthesize(reader)));
  expect(onlyResource(synthesize(writer), 'google_iam_workload_identity_pool_provider').attribute_condition)
    .toBe(onlyResource(synthesize(reader), 'google_iam_workload_identity_pool_provider').attribute_condition);
});

test.each([
  ['id', { serviceAccountId: 'gcs-reader-b8ee5d75' }],
  ['email', { serviceAccountEmail: EMAIL }],
])('lets two roles share the created service account by its %s', (_, options) => {
  const stack = newStack();
  stack.addRole({ ...WRITER, access: GcpAccess.impersonation(options) });
  const synthesized = synthesize(stack);

  expect(onlyResource(synthesized, 'google_service_account').description)
    .toBe('Used from AWS account 111122223333 by the roles gcs-reader, gcs-writer, managed by cdk-gcp-federation');
  const members = resources(synthesized, 'google_service_account_iam_member');
  expect(members.map(({ member }) => member).sort()).toEqual([PRINCIPAL_SET, WRITER_SET]);
  for (const member of members) expect(member.depends_on).toContain('google_service_account.service-account-gcs-reader-b8ee5d75');
});

test('mixes direct access with impersonation', () => {
  const stack = newStack();
  const admitted = stack.addRole({ ...WRITER, access: GcpAccess.direct() });

  expect(admitted).toEqual({ principalSet: WRITER_SET, grantee: WRITER_SET, serviceAccountEmail: undefined });
  expect(onlyResource(synthesize(stack), 'google_project_iam_member').member).toBe(WRITER_SET);
});

test('takes as many roles as the condition can hold, and then names the way to split', () => {
  const stack = newStack({ ...PROPS, access: GcpAccess.direct(), roleName: 'r'.repeat(64) });
  const add = (index: number) => stack.addRole({ ...PROPS, access: GcpAccess.direct(), roleName: `r${index}`.padEnd(64, 'x') });
  for (let index = 1; index < 38; index++) add(index);
  const before = JSON.stringify(synthesize(stack));

  expect(() => add(38)).toThrow(/the attribute condition for 39 roles has \d+ characters, Google allows 4096: .* into a further pool for the same account$/);
  expect(JSON.stringify(synthesize(stack))).toBe(before);
  stack.addRole({ ...PROPS, access: GcpAccess.direct(), roleName: 'abc' });
  const provider = onlyResource(synthesize(stack), 'google_iam_workload_identity_pool_provider');
  expect(provider.attribute_condition).toContain('assumed-role/abc\'');
  expect(provider.description.length).toBe(256);
});

test.each<[string, Partial<GcpFederationProps>, RegExp]>([
  ['another project', { gcpProjectId: 'other-project' }, /gcpProjectId 'other-project' differs from 'my-gcp-project'/],
  ['another project number', { gcpProjectNumber: '42' }, /gcpProjectNumber '42' differs from '123456789012'/],
  ['another pool', { poolId: 'other-pool' }, /poolId 'other-pool' differs from 'aws-identity-pool'/],
  ['another provider', { providerId: 'other-provider' }, /providerId 'other-provider' differs from 'aws-provider'.*could forge them/],
  ['another account', { awsAccountId: '444455556666' }, /awsAccountId '444455556666' differs from '111122223333'.*exactly one AWS account/],
  ['another partition', { awsPartition: 'aws-us-gov' }, /awsPartition 'aws-us-gov' differs from 'aws'/],
  ['another mapping', { subject: GcpSubject.userId() }, /subject 'userId' differs from 'arn'/],
  ['a role that is in the pool', { roleName: 'gcs-reader' }, /roleName 'gcs-reader' is in pool 'aws-identity-pool' already: /],
  ['a value outside its grammar', { roleName: 'a/b' }, /roleName 'a\/b' contains a path/],
])('fails, and changes nothing, when the further role has %s', (_, overrides, message) => {
  const stack = newStack();
  const before = JSON.stringify(synthesize(stack));

  expect(() => stack.addRole({ ...WRITER, ...overrides })).toThrow(message);
  expect(JSON.stringify(synthesize(stack))).toBe(before);
});

test('fails, and changes nothing, when the further role makes a grant that its service account has, and names cause and ways out', () => {
  const stack = newStack({ ...PROPS, grants: WRITER.grants });
  const before = JSON.stringify(synthesize(stack));

  expect(() => stack.addRole({ ...WRITER, access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) }))
    .toThrow(`'roles/storage.objectUser' on project 'my-gcp-project' to 'serviceAccount:${EMAIL}' is granted by 'gcp/Default' already, `
      + `since both act as service account '${EMAIL}': give each an account of its own by leaving access out, or remove the grant from one of the two `
      + '(IAM stores it once, so removing either copy later would revoke it for both)');
  expect(JSON.stringify(synthesize(stack))).toBe(before);
});

test('fails when one role creates the service account that another binds as existing', () => {
  const stack = newStack({ ...PROPS, access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) });

  expect(() => stack.addRole({ ...WRITER, access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader-b8ee5d75' }) }))
    .toThrow(/serviceAccountId 'gcs-reader-b8ee5d75' creates an account that another role of the pool binds as existing: /);
});

test('fails when the service account of a further role is created by another federation', () => {
  const app = newApp();
  new GcpFederationStack(app, 'gcp', PROPS);
  const other = new GcpFederationStack(app, 'other', { ...WRITER, poolId: 'other-pool' });

  expect(() => other.addRole({ ...PROPS, poolId: 'other-pool' })).toThrow(/serviceAccountId 'gcs-reader-b8ee5d75' in project 'my-gcp-project' is created by 'gcp\//);
});

describe('service accounts', () => {
  const READS = [GcpGrant.bucket('reports', 'roles/storage.objectViewer')];
  const warningsOf = (stack: GcpFederationStack) => stack.federation.node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);

  test('are one for each role by default, so that no role holds the grants of another', () => {
    const stack = newStack({ ...PROPS, grants: READS });
    const admitted = stack.addRole({ ...WRITER, access: undefined, grants: [GcpGrant.bucket('payroll', 'roles/storage.objectUser')] });
    const synthesized = synthesize(stack);

    expect(admitted.serviceAccountEmail).toBe('gcs-writer-e9427698@my-gcp-project.iam.gserviceaccount.com');
    expect(resources(synthesized, 'google_service_account').map(({ account_id: id }) => id)).toEqual(['gcs-reader-b8ee5d75', 'gcs-writer-e9427698']);
    expect(resources(synthesized, 'google_storage_bucket_iam_member').map(({ bucket, member }) => [bucket, member])).toEqual([
      ['reports', `serviceAccount:${EMAIL}`], ['payroll', `serviceAccount:${admitted.serviceAccountEmail}`],
    ]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('are warned of if roles share one and differ in their grants', () => {
    const stack = newStack({ ...PROPS, grants: READS });
    stack.addRole({ ...WRITER, access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) });
    expect(warningsOf(stack)).toEqual([expect.stringMatching(
      /^role 'gcs-writer' of AWS account 111122223333 acts as service account 'gcs-reader-b8ee5d75@.*', as role 'gcs-reader' of AWS account 111122223333 does, so each of them holds/)]);
  });

  test("are warned of once if a project gets more than Google's default quota", () => {
    const stack = newStack({ ...PROPS, existingProvider: true });
    const add = (index: number) => stack.addRole({ ...PROPS, roleName: `role-${index}` });
    for (let index = 1; index < 100; index++) add(index);
    expect(warningsOf(stack)).toEqual([]);
    add(100);
    add(101);
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^project 'my-gcp-project' gets more than 100 service accounts, Google's default quota: /)]);
  });
});
