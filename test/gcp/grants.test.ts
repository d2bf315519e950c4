import { TerraformStack } from 'cdktf';
import { providerSchema } from './provider-schema';
import { EMAIL, PRINCIPAL_SET, PROPS, Block, newApp, resources, synthesize } from './synthesized';
import { GcpAccess, GcpFederation, GcpFederationProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';
import { CONDITION, EVERY_KIND } from '../federation/grants/every-kind';

const MEMBER = `serviceAccount:${EMAIL}`;

/** The Terraform resource of each kind, as the provider's documentation writes it. */
const EXPECTED: Record<string, [type: string, named: Block]> = {
  project: ['google_project_iam_member', { project: 'data-project', role: 'roles/viewer', condition: CONDITION }],
  folder: ['google_folder_iam_member', { folder: 'folders/123', role: 'roles/browser', condition: CONDITION }],
  organization: ['google_organization_iam_member', { org_id: '456', role: 'roles/browser', condition: CONDITION }],
  bucket: ['google_storage_bucket_iam_member', { bucket: 'my-data.example.com', role: 'roles/storage.objectViewer', condition: CONDITION }],
  bigQueryTable: ['google_bigquery_table_iam_member',
    { project: 'data-project', dataset_id: 'sales', table_id: 'orders-2024', role: 'roles/bigquery.dataViewer' }],
  topic: ['google_pubsub_topic_iam_member', { project: 'data-project', topic: 'orders', role: 'roles/pubsub.publisher' }],
  subscription: ['google_pubsub_subscription_iam_member', { project: 'data-project', subscription: 'orders', role: 'roles/pubsub.subscriber' }],
  secret: ['google_secret_manager_secret_iam_member',
    { project: 'data-project', secret_id: 'token', role: 'roles/secretmanager.secretAccessor', condition: CONDITION }],
  kmsKey: ['google_kms_crypto_key_iam_member', {
    crypto_key_id: 'projects/data-project/locations/eu/keyRings/ring/cryptoKeys/key', role: 'roles/cloudkms.cryptoKeyDecrypter', condition: CONDITION,
  }],
  cloudRunService: ['google_cloud_run_v2_service_iam_member',
    { project: 'data-project', location: 'europe-west1', name: 'api', role: 'roles/run.viewer' }],
  artifactRegistryRepository: ['google_artifact_registry_repository_iam_member',
    { project: 'data-project', location: 'eu', repository: 'images', role: 'roles/artifactregistry.reader' }],
  serviceAccount: ['google_service_account_iam_member', {
    service_account_id: 'projects/data-project/serviceAccounts/writer@data-project.iam.gserviceaccount.com', role: 'roles/iam.serviceAccountViewer',
  }],
  spannerInstance: ['google_spanner_instance_iam_member',
    { project: 'data-project', instance: 'orders', role: 'roles/spanner.viewer', condition: CONDITION }],
  spannerDatabase: ['google_spanner_database_iam_member',
    { project: 'data-project', instance: 'orders', database: 'eu', role: 'roles/spanner.databaseReader', condition: CONDITION }],
  resource: ['google_bigtable_instance_iam_member',
    { project: 'data-project', instance: 'orders', role: 'roles/bigtable.reader', condition: CONDITION }],
};

const DATASET = 'google_bigquery_dataset_access';

function granted(grants: GcpGrant[], overrides: Partial<GcpFederationProps> = {}) {
  return synthesize(new GcpFederationStack(newApp(), 'gcp', { ...PROPS, grants, ...overrides }));
}

/** The blocks of a type that are grants of the user, without what every grant has. */
function grantsOf(synthesized: ReturnType<typeof granted>, type: string): Block[] {
  return resources(synthesized, type).filter(block => block.role !== 'roles/iam.workloadIdentityUser').map(({ depends_on, lifecycle, ['//']: _, ...block }) => {
    expect(lifecycle).toEqual({ create_before_destroy: true });
    expect(depends_on).toEqual(expect.arrayContaining(['google_iam_workload_identity_pool.pool', 'google_iam_workload_identity_pool_provider.provider']));
    return block;
  });
}

describe.each(EVERY_KIND.filter(([kind]) => kind !== 'bigQueryDataset'))('%s', (kind, grant) => {
  const [type, block] = EXPECTED[kind];

  test('becomes the additive resource of its kind', () => {
    expect(grantsOf(granted([grant]), type)).toEqual([{ ...block, member: MEMBER }]);
  });

  test('is granted to the principal set in direct access', () => {
    expect(grantsOf(granted([grant], { access: GcpAccess.direct() }), type)).toEqual([{ ...block, member: PRINCIPAL_SET }]);
  });

  test('has the arguments that the provider knows, and all that it requires', () => {
    const schema = providerSchema(type);
    const written = Object.keys(grantsOf(granted([grant]), type)[0]);
    expect(schema.arguments).toEqual(expect.arrayContaining(written));
    expect(written).toEqual(expect.arrayContaining([...schema.required]));
  });
});

test('the project is that of the federation unless another is named', () => {
  expect(grantsOf(granted([GcpGrant.topic('orders', 'roles/pubsub.publisher')]), 'google_pubsub_topic_iam_member')[0].project).toBe('my-gcp-project');
});

describe('a BigQuery dataset', () => {
  const grant = GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer');
  const block = { project: 'my-gcp-project', dataset_id: 'sales', role: 'roles/bigquery.dataViewer' };

  test('gets one entry of its access list, never the resource that rewrites the list', () => {
    expect(grantsOf(granted([grant]), DATASET)).toEqual([{ ...block, user_by_email: EMAIL }]);
    expect(JSON.stringify(granted([grant]))).not.toContain('google_bigquery_dataset_iam');
  });

  test('names a principal set as IAM member', () => {
    expect(grantsOf(granted([grant], { access: GcpAccess.direct() }), DATASET)).toEqual([{ ...block, iam_member: PRINCIPAL_SET }]);
  });

  test('has arguments that the provider knows', () => {
    expect(providerSchema(DATASET).arguments).toEqual(expect.arrayContaining([...Object.keys(block), 'user_by_email', 'iam_member']));
  });
});

test('all kinds together have addresses of their own, which no other grant moves', () => {
  const all = granted(EVERY_KIND.map(([, grant]) => grant));
  for (const [kind, grant] of EVERY_KIND) {
    const type = EXPECTED[kind]?.[0] ?? DATASET;
    const own = Object.keys(granted([grant]).resource[type]);
    expect(Object.keys(all.resource[type])).toEqual(expect.arrayContaining(own));
  }
});

test('text that Terraform would take for a template is escaped, in names too', () => {
  const grant = GcpGrant.resource('google_compute_disk_iam_member', 'roles/viewer', { arguments: { name: 'a-${var.b}-%{c}' } });
  expect(grantsOf(granted([grant]), 'google_compute_disk_iam_member')[0].name).toBe('a-$${var.b}-%%{c}');
});

test('fails when a name has what Terraform does not carry', () => {
  expect(() => granted([GcpGrant.resource('google_compute_disk_iam_member', 'roles/viewer', { arguments: { name: 'a\rb' } })])).toThrow(/name '.*' has a carriage return/s);
});

test('a grant on a service account waits for the federation of the stack that creates it', () => {
  const stack = new GcpFederationStack(newApp(), 'gcp', PROPS);
  new GcpFederation(stack, 'Second', {
    ...PROPS,
    poolId: 'second-pool',
    access: GcpAccess.impersonation({ serviceAccountId: 'second-identity' }),
    grants: [GcpGrant.serviceAccount(EMAIL, 'roles/iam.serviceAccountTokenCreator')],
  });
  const [chained] = resources(synthesize(stack), 'google_service_account_iam_member').filter(({ role }) => role === 'roles/iam.serviceAccountTokenCreator');
  expect(chained.depends_on).toContain('google_service_account.service-account-gcs-reader-b8ee5d75');
});

test('says the same in HCL', () => {
  const stack = new TerraformStack(newApp(), 'mine');
  new GcpFederation(stack, 'Reader', { ...PROPS, grants: EVERY_KIND.map(([, grant]) => grant) });
  const { hcl } = stack.toHclTerraform();
  expect(hcl).toMatch(/resource "google_storage_bucket_iam_member" "[\w-]+" \{[^}]*bucket = "my-data\.example\.com"/);
  expect(hcl).toMatch(/condition \{[^}]*title += "until 2030"/);
  expect(hcl).toMatch(/resource "google_bigquery_dataset_access" "[\w-]+" \{[^}]*user_by_email/);
});
