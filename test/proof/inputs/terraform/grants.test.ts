import { GooglePolicy, readGoogleConfiguration, Undetermined } from '../../../../lib/proof';
import { temporaryFolder } from '../../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

function read(resource: object, more: object = {}) {
  const made = temporaryFolder({ 'main.tf.json': { resource, ...more } });
  folders.push(made);
  return readGoogleConfiguration(made.path);
}

const ACCOUNT = 'runner@my-project.iam.gserviceaccount.com';
const NAME = `projects/-/serviceAccounts/${ACCOUNT}`;
const USER = 'roles/iam.workloadIdentityUser';

test.each<[string, object, string, string]>([
  ['google_project_iam_member', { project: 'projects/my-project' }, 'project', 'my-project'],
  ['google_folder_iam_binding', { folder: 'folders/1' }, 'folder', 'folders/1'],
  ['google_organization_iam_member', { org_id: '2' }, 'organization', '2'],
  ['google_service_account_iam_member', { service_account_id: NAME }, 'service account', ACCOUNT],
  ['google_storage_bucket_iam_member', { bucket: 'b/data' }, 'bucket', 'data'],
  ['google_bigquery_table_iam_member', { project: 'p', dataset_id: 'd', table_id: 't' }, 'BigQuery table', 'd/t'],
  ['google_kms_crypto_key_iam_member', { crypto_key_id: 'k' }, 'KMS key', 'k'],
  ['google_bigtable_instance_iam_member', { project: 'p', instance: 'i' }, 'bigtable instance', 'i'],
  // As plans and states have them.
  ['google_bigquery_table_iam_member', { project: 'p', dataset_id: 'd', table_id: 'projects/p/datasets/d/tables/t' }, 'BigQuery table', 'd/t'],
  ['google_pubsub_topic_iam_member', { project: 'p', topic: 'projects/p/topics/t' }, 'topic', 't'],
  ['google_cloud_run_v2_service_iam_member', { project: 'p', location: 'l', name: 'projects/p/locations/l/services/s' }, 'Cloud Run service', 's'],
  ['google_kms_crypto_key_iam_member', { crypto_key_id: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' }, 'KMS key',
    'projects/p/locations/l/keyRings/r/cryptoKeys/k'],
])('reads %s', (type, named, kind, name) => {
  const members = type.endsWith('binding') ? { members: ['user:one@example.com'] } : { member: 'user:one@example.com' };
  const { holdings } = new GooglePolicy(read({ [type]: { one: { role: 'roles/viewer', ...named, ...members } } }));
  expect(holdings.all).toMatchObject([{ on: { kind, name }, grant: { address: `${type}.one`, member: 'user:one@example.com', role: 'roles/viewer' } }]);
});

test('reads the access list of a dataset', () => {
  const { resourceGrants } = read({
    google_bigquery_dataset_access: {
      set: { dataset_id: 'd', role: 'READER', iam_member: 'iamMember:principalSet://x' },
      mail: { dataset_id: 'd', role: 'roles/bigquery.dataOwner', user_by_email: ACCOUNT },
      view: { dataset_id: 'd', view: [{}] },
      state: { dataset_id: 'd', role: 'READER', iam_member: '', user_by_email: ACCOUNT },
    },
  });
  expect(resourceGrants).toMatchObject([
    { member: 'principalSet://x', role: 'roles/bigquery.dataViewer', resource: { kind: 'BigQuery dataset', name: 'd' } },
    { member: `serviceAccount:${ACCOUNT}`, role: 'roles/bigquery.dataOwner' },
    { member: `serviceAccount:${ACCOUNT}`, role: 'roles/bigquery.dataViewer' },
  ]);
});

describe('an authoritative element removes the members of others', () => {
  const member = (more: object = {}) => ({ google_service_account_iam_member: { one: { service_account_id: NAME, role: USER, member: 'one', ...more } } });
  const overwrittenBy = (resource: object, more: object = {}) => read(resource, more).serviceAccountBindings
    .find(({ address }) => address.endsWith('_member.one'))?.overwrittenBy;
  const binding = (changes: object = {}) => ({ google_service_account_iam_binding: { all: { service_account_id: NAME, role: USER, members: ['two'], ...changes } } });

  test('a binding those of its role on its resource', () => {
    expect(overwrittenBy({ ...member(), ...binding() })).toBe('google_service_account_iam_binding.all');
  });

  test.each<[string, object]>([
    ['of another role', { role: 'roles/iam.serviceAccountUser' }],
    ['of another account', { service_account_id: 'projects/-/serviceAccounts/other@my-project.iam.gserviceaccount.com' }],
    ['that lists the member', { members: ['two', 'one'] }],
    ['under a condition', { condition: [{ expression: 'true' }] }],
    ['of members that are not known', { members: '${var.members}' }],
  ])('not a binding %s', (_, changes) => {
    expect(overwrittenBy({ ...member(), ...binding(changes) })).toBeUndefined();
  });

  test.each<[string, string | undefined]>([['two', 'google_service_account_iam_policy.all'], ['one', undefined]])('a policy that lists %s', (listed, owner) => {
    const policy = { google_service_account_iam_policy: { all: { service_account_id: NAME, policy_data: '${data.google_iam_policy.p.policy_data}' } } };
    const data = { google_iam_policy: { p: { binding: [{ role: USER, members: [listed] }] } } };
    expect(overwrittenBy({ ...member(), ...policy }, { data })).toBe(owner);
  });

  test('a policy in JSON', () => {
    const text = JSON.stringify({ bindings: [{ role: USER, members: ['one'], condition: { expression: 'x' } }] });
    const { serviceAccountBindings } = read({ google_service_account_iam_policy: { all: { service_account_id: NAME, policy_data: text } } });
    expect(serviceAccountBindings).toMatchObject([{ serviceAccount: ACCOUNT, role: USER, member: 'one', condition: 'x', authority: 'policy' }]);
  });

  test('a policy that is not known leaves open what it holds', () => {
    const { serviceAccountBindings } = read({ google_service_account_iam_policy: { all: { service_account_id: NAME, policy_data: '${var.policy}' } } });
    expect(serviceAccountBindings).toMatchObject([{ member: expect.any(Undetermined) }]);
  });
});

describe('repetition', () => {
  const grants = (changes: object) => read({ google_project_iam_member: { many: { project: 'p', role: 'roles/viewer', member: 'm', ...changes } } }).projectGrants;

  test.each<[string, object, [string, unknown][]]>([
    ['a set', { for_each: '${toset(["roles/a", "roles/b", "roles/a"])}', role: '${each.value}' }, [['["roles/a"]', 'roles/a'], ['["roles/b"]', 'roles/b']]],
    ['a map', { for_each: { x: 'roles/a' }, role: '${each.value}', member: '${each.key}' }, [['["x"]', 'roles/a']]],
    ['a map of objects', { for_each: { x: { role: 'roles/a' } }, role: '${each.value.role}' }, [['["x"]', 'roles/a']]],
    ['a count', { count: 2, role: 'roles/${count.index}' }, [['[0]', 'roles/0'], ['[1]', 'roles/1']]],
    ['a count of none', { count: 0 }, []],
  ])('of %s', (_, changes, expected) => {
    expect(grants(changes).map(({ address, role }) => [address.replace('google_project_iam_member.many', ''), role])).toEqual(expected);
  });

  test.each<[string, object]>([
    ['a set that is not literal', { for_each: '${toset(var.roles)}' }],
    ['a set with templates', { for_each: '${toset(["${var.x}"])}' }],
    ['a count that is not literal', { count: '${var.on ? 1 : 0}' }],
  ])('of %s is not known', (_, changes) => {
    expect(grants(changes)).toMatchObject([{ existence: expect.any(Undetermined) }]);
  });
});

test('takes the project of the provider that a resource names', () => {
  const { pools } = read({
    google_iam_workload_identity_pool: { one: { workload_identity_pool_id: 'pool', provider: 'google.other' }, two: { workload_identity_pool_id: 'pool', provider: 'google-beta' } },
  }, { provider: { 'google': [{ project: 'first' }, { alias: 'other', project: 'second' }], 'google-beta': { project: 'third' } } });
  expect(pools.map(({ project }) => project)).toEqual(['second', 'third']);
});

test('reads OIDC providers, accounts that are looked up, and what CDKTF notes', () => {
  const { otherProviders, serviceAccountBindings } = read({
    google_iam_workload_identity_pool_provider: {
      oidc: { project: 'p', workload_identity_pool_id: 'pool', workload_identity_pool_provider_id: 'x', oidc: [{ issuer_uri: 'https://issuer' }] },
    },
    google_service_account_iam_member: {
      one: {
        'service_account_id': '${data.google_service_account.known.name}',
        'role': USER,
        'member': 'one',
        '//': { metadata: { path: 'gcp/one', stackTrace: ['new GoogleResource (/app/node_modules/cdktf/x.js:1:1)', 'new MyStack (/app/main.ts:12:3)'] } },
      },
    },
  }, { data: { google_service_account: { known: { account_id: ACCOUNT, project: 'my-project' } } } });
  expect(otherProviders).toMatchObject([{ kind: 'oidc', issuer: 'https://issuer' }]);
  expect(serviceAccountBindings).toMatchObject([{ serviceAccount: ACCOUNT, constructPath: 'gcp/one', source: '/app/main.ts:12:3' }]);
});
