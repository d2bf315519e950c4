import { EMAIL, PRINCIPAL_SET, PROPS, ROLE_ARN, addresses, newApp, onlyResource, resources, synthesize } from './synthesized';
import { attributeCondition } from '../../lib/federation/attribute-condition';
import { GcpAccess, GcpFederationProps, GcpFederationStack, GcpGrant, GcpSubject } from '../../lib/gcp';

const WRITER: GcpFederationProps = {
  ...PROPS,
  roleName: 'gcs-writer',
  access: GcpAccess.impersonation({ serviceAccountId: 'writer-identity' }),
  grants: [GcpGrant.project('roles/storage.objectUser')],
};

const WRITER_SET = PRINCIPAL_SET.replace('gcs-reader', 'gcs-writer');

function newStack(props = PROPS): GcpFederationStack {
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
  ['id', { serviceAccountId: 'gcp-aws-identity' }],
  ['email', { serviceAccountEmail: EMAIL }],
])('lets two roles share the created service account by its %s', (_, options) => {
  const stack = newStack();
  stack.addRole({ ...WRITER, access: GcpAccess.impersonation(options) });
  const synthesized = synthesize(stack);

  expect(onlyResource(synthesized, 'google_service_account').description)
    .toBe('Used from AWS account 111122223333 by the roles gcs-reader, gcs-writer, managed by cdk-gcp-federation');
  const members = resources(synthesized, 'google_service_account_iam_member');
  expect(members.map(({ member }) => member).sort()).toEqual([PRINCIPAL_SET, WRITER_SET]);
  for (const member of members) expect(member.depends_on).toContain('google_service_account.service-account-gcp-aws-identity');
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

  expect(() => add(38)).toThrow(/^the attribute condition for 39 roles has \d+ characters, Google allows 4096: .* into a further pool for the same account$/);
  expect(JSON.stringify(synthesize(stack))).toBe(before);
  stack.addRole({ ...PROPS, access: GcpAccess.direct(), roleName: 'abc' });
  const provider = onlyResource(synthesize(stack), 'google_iam_workload_identity_pool_provider');
  expect(provider.attribute_condition).toContain('assumed-role/abc\'');
  expect(provider.description.length).toBe(256);
});

test.each<[string, Partial<GcpFederationProps>, RegExp]>([
  ['another project', { gcpProjectId: 'other-project' }, /^gcpProjectId 'other-project' differs from 'my-gcp-project'/],
  ['another project number', { gcpProjectNumber: '42' }, /^gcpProjectNumber '42' differs from '123456789012'/],
  ['another pool', { poolId: 'other-pool' }, /^poolId 'other-pool' differs from 'aws-identity-pool'/],
  ['another provider', { providerId: 'other-provider' }, /^providerId 'other-provider' differs from 'aws-provider'.*could forge them/],
  ['another account', { awsAccountId: '444455556666' }, /^awsAccountId '444455556666' differs from '111122223333'.*exactly one AWS account/],
  ['another partition', { awsPartition: 'aws-us-gov' }, /^awsPartition 'aws-us-gov' differs from 'aws'/],
  ['another mapping', { subject: GcpSubject.userId() }, /^subject 'userId' differs from 'arn'/],
  ['a role that is in the pool', { roleName: 'gcs-reader' }, /^roleName 'gcs-reader' is in pool 'aws-identity-pool' already: /],
  ['a value outside its grammar', { roleName: 'a/b' }, /^roleName 'a\/b' contains a path/],
])('fails, and changes nothing, when the further role has %s', (_, overrides, message) => {
  const stack = newStack();
  const before = JSON.stringify(synthesize(stack));

  expect(() => stack.addRole({ ...WRITER, ...overrides })).toThrow(message);
  expect(JSON.stringify(synthesize(stack))).toBe(before);
});

test('fails, and changes nothing, when the further role makes a grant that its service account has', () => {
  const stack = newStack({ ...PROPS, grants: WRITER.grants });
  const before = JSON.stringify(synthesize(stack));

  expect(() => stack.addRole({ ...WRITER, access: undefined }))
    .toThrow(`'roles/storage.objectUser' on project 'my-gcp-project' to 'serviceAccount:${EMAIL}' is granted by 'gcp/Default' already: `);
  expect(JSON.stringify(synthesize(stack))).toBe(before);
});

test('fails when one role creates the service account that another binds as existing', () => {
  const stack = newStack({ ...PROPS, access: GcpAccess.impersonation({ serviceAccountEmail: EMAIL }) });

  expect(() => stack.addRole({ ...WRITER, access: undefined })).toThrow(/^serviceAccountId 'gcp-aws-identity' creates an account that another role of the pool binds as existing: /);
});

test('fails when the service account of a further role is created by another federation', () => {
  const app = newApp();
  new GcpFederationStack(app, 'gcp', PROPS);
  const other = new GcpFederationStack(app, 'other', { ...WRITER, poolId: 'other-pool' });

  expect(() => other.addRole({ ...PROPS, poolId: 'other-pool' })).toThrow(/^serviceAccountId 'gcp-aws-identity' in project 'my-gcp-project' is created by 'gcp\//);
});
