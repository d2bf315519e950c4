import { PROPS } from './configurations';
import { GcpGrant } from '../../lib/gcp';

/** With what Terraform and IAM could misread. */
const CONDITION = { title: '${office} hours', expression: 'request.time.getHours("Europe/Berlin") < 18 && "%{a}" != "${b}"', description: 'Until "evening"' };

const project = PROPS.gcpProjectId;
const location = 'europe-west1';

/** A grant of every kind, with a condition wherever the kind takes one, and the resource that it is on, as `API/NAME`. */
export const GRANTS: readonly (readonly [kind: string, resource: string, grant: GcpGrant])[] = [
  ['project', `cloudresourcemanager/projects/${project}`, GcpGrant.project('roles/storage.objectViewer', { condition: CONDITION })],
  ['folder', 'cloudresourcemanager/folders/234567890123', GcpGrant.folder('234567890123', 'roles/browser', { condition: CONDITION })],
  ['organization', 'cloudresourcemanager/organizations/345678901234', GcpGrant.organization('345678901234', 'roles/browser', { condition: CONDITION })],
  ['bucket', 'storage/b/reports', GcpGrant.bucket('reports', 'roles/storage.objectViewer', { condition: CONDITION })],
  ['BigQuery dataset', `bigquery/projects/${project}/datasets/sales`, GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer')],
  ['BigQuery table', `bigquery/projects/${project}/datasets/sales/tables/orders`, GcpGrant.bigQueryTable('sales', 'orders', 'roles/bigquery.dataViewer')],
  ['topic', `pubsub/projects/${project}/topics/orders`, GcpGrant.topic('orders', 'roles/pubsub.publisher')],
  ['subscription', `pubsub/projects/${project}/subscriptions/orders`, GcpGrant.subscription('orders', 'roles/pubsub.subscriber')],
  ['secret', `secretmanager/projects/${project}/secrets/api-key`, GcpGrant.secret('api-key', 'roles/secretmanager.secretAccessor', { condition: CONDITION })],
  ['KMS key', `cloudkms/projects/${project}/locations/${location}/keyRings/ring/cryptoKeys/key`,
    GcpGrant.kmsKey('key', 'roles/cloudkms.cryptoKeyDecrypter', { location, keyRing: 'ring', condition: CONDITION })],
  ['Cloud Run service', `run/projects/${project}/locations/${location}/services/api`, GcpGrant.cloudRunService('api', 'roles/run.viewer', { location })],
  ['Artifact Registry repository', `artifactregistry/projects/${project}/locations/${location}/repositories/images`,
    GcpGrant.artifactRegistryRepository('images', 'roles/artifactregistry.reader', { location })],
  ['service account', `iam/projects/${project}/serviceAccounts/deployer@${project}.iam.gserviceaccount.com`,
    GcpGrant.serviceAccount(`deployer@${project}.iam.gserviceaccount.com`, 'roles/iam.serviceAccountUser')],
  ['Spanner instance', `spanner/projects/${project}/instances/main`, GcpGrant.spannerInstance('main', 'roles/spanner.viewer', { condition: CONDITION })],
  ['Spanner database', `spanner/projects/${project}/instances/main/databases/shop`, GcpGrant.spannerDatabase('main', 'shop', 'roles/spanner.databaseReader', { condition: CONDITION })],
  ['anything else', `pubsub/projects/${project}/schemas/order`,
    GcpGrant.resource('google_pubsub_schema_iam_member', 'roles/pubsub.viewer', { arguments: { project, schema: 'order' } })],
];

export const ALL_GRANTS = GRANTS.map(([,, grant]) => grant);
