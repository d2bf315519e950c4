import { InputError, readGoogleConfiguration, Undetermined } from '../../../../lib/proof';
import { temporaryFolder } from '../../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

function folder(files: Record<string, unknown>): string {
  const made = temporaryFolder(files);
  folders.push(made);
  return made.path;
}

function read(resource: object, more: object = {}) {
  return readGoogleConfiguration(folder({ 'main.tf.json': { resource, ...more } }));
}

const POOL = { google_iam_workload_identity_pool: { pool: { project: 'my-gcp-project', workload_identity_pool_id: 'aws-identity-pool' } } };

test('reads the output folder of CDKTF, a folder of Terraform JSON, and one file', () => {
  const cdktf = folder({ 'manifest.json': {}, 'stacks/one/cdk.tf.json': { resource: POOL }, 'stacks/two/cdk.tf.json': { resource: POOL } });
  expect(readGoogleConfiguration(cdktf).pools).toHaveLength(2);
  expect(readGoogleConfiguration(`${cdktf}/stacks/one`).pools).toHaveLength(1);
  expect(readGoogleConfiguration(`${cdktf}/stacks/one/cdk.tf.json`).pools).toMatchObject([{ poolId: 'aws-identity-pool', disabled: false }]);
});

test('follows references that the configuration determines, across the files of a folder', () => {
  const { awsProviders, serviceAccounts, serviceAccountBindings, projectGrants } = readGoogleConfiguration(folder({
    'a.tf.json': {
      provider: { google: [{ project: '${var.project}' }, { alias: 'other', project: 'elsewhere' }] },
      variable: { project: { default: 'my-gcp-project' }, number: {} },
      locals: { account: '111122223333', name: 'gcs-reader' },
      resource: POOL,
    },
    'b.tf.json': {
      resource: [{
        google_iam_workload_identity_pool_provider: {
          provider: {
            workload_identity_pool_id: '${google_iam_workload_identity_pool.pool.workload_identity_pool_id}',
            workload_identity_pool_provider_id: 'aws-provider',
            aws: [{ account_id: '${local.account}' }],
            attribute_mapping: { 'google.subject': 'assertion.arn' },
            attribute_condition: "assertion.arn.matches('^$${x}%%{y}$')",
            disabled: true,
          },
        },
        google_service_account: { account: { account_id: '${local.name}' } },
        google_service_account_iam_member: {
          user: { service_account_id: '${google_service_account.account.name}', role: 'roles/iam.workloadIdentityUser', member: 'principalSet://${var.number}' },
        },
        google_project_iam_member: {
          viewer: { project: '${google_service_account.account.project}', role: 'roles/viewer', member: '${google_service_account.account.member}' },
        },
      }],
    },
  }));
  expect(awsProviders).toMatchObject([{
    project: 'my-gcp-project',
    poolId: 'aws-identity-pool',
    accountId: '111122223333',
    disabled: true,
    attributeCondition: "assertion.arn.matches('^${x}%{y}$')",
  }]);
  expect([...awsProviders[0].attributeMapping]).toEqual([['google.subject', 'assertion.arn']]);
  const email = 'gcs-reader@my-gcp-project.iam.gserviceaccount.com';
  expect(serviceAccounts).toMatchObject([{ email, disabled: false }]);
  expect(serviceAccountBindings).toMatchObject([{ serviceAccount: email, member: expect.any(Undetermined) }]);
  expect(projectGrants).toMatchObject([{ project: 'my-gcp-project', member: `serviceAccount:${email}` }]);
});

test("takes Google's default mapping where none is written", () => {
  const { awsProviders } = read({
    google_iam_workload_identity_pool_provider: {
      provider: { project: 'p', workload_identity_pool_id: 'pool', workload_identity_pool_provider_id: 'prov', aws: { account_id: '1' } },
    },
  });
  expect([...awsProviders[0].attributeMapping.keys()]).toEqual(['google.subject', 'attribute.aws_role']);
  expect(awsProviders[0].attributeCondition).toBeUndefined();
});

test('reads every member of a binding, and grants on other resources', () => {
  const { serviceAccountBindings, resourceGrants } = read({
    google_service_account_iam_binding: { b: { service_account_id: 'projects/-/serviceAccounts/a@b.iam.gserviceaccount.com', role: 'r', members: ['one', 'two'] } },
    google_storage_bucket_iam_member: { m: { bucket: 'b', role: 'roles/storage.objectViewer', member: 'three' } },
  });
  expect(serviceAccountBindings.map(({ serviceAccount, member }) => [serviceAccount, member]))
    .toEqual([['a@b.iam.gserviceaccount.com', 'one'], ['a@b.iam.gserviceaccount.com', 'two']]);
  expect(resourceGrants).toMatchObject([{ address: 'google_storage_bucket_iam_member.m', member: 'three' }]);
});

test.each([
  ['a function of the engine', '${uuid()}'],
  ['a function that it does not know', '${cidrhost("10.0.0.0/8", 1)}'],
  ['a variable without default', '${var.unset}'],
  ['a data source', '${data.google_project.p.number}'],
  ['a directive', '%{if var.unset}x%{endif}'],
  ['a cycle', '${local.cycle}'],
  ['what Google makes up', '${google_service_account.account.unique_id}'],
  ['a pool by number', '${google_iam_workload_identity_pool.pool.name}'],
])('does not guess %s', (_, member) => {
  const { projectGrants } = read(
    { ...POOL, google_service_account: { account: { account_id: 'some-account', project: 'p' } }, google_project_iam_member: { m: { project: 'p', role: 'r', member } } },
    { variable: { unset: {} }, locals: { cycle: '${local.other}', other: '${local.cycle}' } },
  );
  expect(projectGrants[0].member).toBeInstanceOf(Undetermined);
});

test('a condition that is not known is not taken for no condition', () => {
  const { awsProviders, projectGrants } = read({
    google_iam_workload_identity_pool_provider: {
      p: { project: 'p', workload_identity_pool_id: 'pool', workload_identity_pool_provider_id: 'prov', aws: { account_id: '1' }, attribute_condition: '${var.x}' },
    },
    google_project_iam_member: { m: { project: 'p', role: 'r', member: 'm', condition: [{ expression: '${var.x}' }] } },
  });
  expect(awsProviders[0].attributeCondition).toBeInstanceOf(Undetermined);
  expect(projectGrants[0].condition).toBeInstanceOf(Undetermined);
});

test('what Terraform itself refuses is told with its reason', () => {
  const path = folder({ 'a.tf.json': { resource: POOL }, 'b.tf.json': { resource: POOL } });
  expect(readGoogleConfiguration(path)).toMatchObject({
    pools: [{ poolId: 'aws-identity-pool' }],
    refused: [{ file: `${path}/b.tf.json`, reason: 'duplicate resource: google_iam_workload_identity_pool.pool is declared twice' }],
  });
});

describe('fails when', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['JSON is malformed', { 'main.tf.json': '{"resource": ' }, /main\.tf\.json: malformed JSON/],
    ['a file is empty', { 'main.tf.json': '' }, /main\.tf\.json: the file is empty/],
    ['a file holds no object', { 'main.tf.json': '[]' }, /it holds JSON, but not an object/],
    ['a resource is no object', { 'main.tf.json': { resource: { google_service_account: { a: 1 } } } }, /google_service_account\.a is not an object/],
    ['resources are no object', { 'main.tf.json': { resource: 'x' } }, /'resource' is not an object/],
    ['the folder has no Terraform', { 'main.txt': '' }, /it holds no Terraform configuration/],
    ['the folder declares nothing of Google Cloud', { 'main.tf': '' }, /it declares no resource of Google Cloud/],
    ['HCL is malformed', { 'main.tf': 'locals {}\nresource "a" "b" {' }, /main\.tf: it is not valid HCL \(line 2: unclosed configuration block\)/],
    ['a plan is in the binary form', { 'plan.json': 'PK\u0003\u0004' }, /pass the output of terraform show -json plan\.json/],
    ['a plan is the log of its making', { 'plan.json': '{"@level":"info"}\n{}' }, /pass the output of terraform plan -out=PLAN/],
    ['a state is empty', { 'terraform.tfstate': { version: 4, terraform_version: '1.11.4', resources: [] } }, /the state is empty/],
    ['no stack was synthesized', { 'stacks/readme.txt': '' }, /synthesize the Google side first/],
  ])('%s', (_, files, message) => {
    const path = folder(files);
    expect(() => readGoogleConfiguration(path)).toThrow(InputError);
    expect(() => readGoogleConfiguration(path)).toThrow(message);
  });

  test('there is nothing at the path', () => {
    expect(() => readGoogleConfiguration('/nowhere/cdktf.out')).toThrow('cannot read /nowhere/cdktf.out: there is no such file or folder');
  });
});
