import { GcpGrant, GcpGrantCondition } from '../../../lib/federation';

export const CONDITION: GcpGrantCondition = { title: 'until 2030', expression: "request.time < timestamp('2030-01-01T00:00:00Z')" };

/** One example of each factory method, in a project of its own where the kind lives in one: the grant, and what messages call its resource. */
export const EVERY_KIND: readonly [kind: string, grant: GcpGrant, resource: string][] = [
  ['project', GcpGrant.project('roles/viewer', { project: 'data-project', condition: CONDITION }), "project 'data-project'"],
  ['folder', GcpGrant.folder('123', 'roles/browser', { condition: CONDITION }), "folder 'folders/123'"],
  ['organization', GcpGrant.organization('456', 'roles/browser', { condition: CONDITION }), "organization 'organizations/456'"],
  ['bucket', GcpGrant.bucket('my-data.example.com', 'roles/storage.objectViewer', { condition: CONDITION }), "bucket 'my-data.example.com'"],
  ['bigQueryDataset', GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer', { project: 'data-project' }),
    "BigQuery dataset 'projects/data-project/datasets/sales'"],
  ['bigQueryTable', GcpGrant.bigQueryTable('sales', 'orders-2024', 'roles/bigquery.dataViewer', { project: 'data-project' }),
    "BigQuery table 'projects/data-project/datasets/sales/tables/orders-2024'"],
  ['topic', GcpGrant.topic('orders', 'roles/pubsub.publisher', { project: 'data-project' }), "topic 'projects/data-project/topics/orders'"],
  ['subscription', GcpGrant.subscription('orders', 'roles/pubsub.subscriber', { project: 'data-project' }),
    "subscription 'projects/data-project/subscriptions/orders'"],
  ['secret', GcpGrant.secret('token', 'roles/secretmanager.secretAccessor', { project: 'data-project', condition: CONDITION }),
    "secret 'projects/data-project/secrets/token'"],
  ['kmsKey', GcpGrant.kmsKey('key', 'roles/cloudkms.cryptoKeyDecrypter', { project: 'data-project', location: 'eu', keyRing: 'ring', condition: CONDITION }),
    "KMS key 'projects/data-project/locations/eu/keyRings/ring/cryptoKeys/key'"],
  ['cloudRunService', GcpGrant.cloudRunService('api', 'roles/run.viewer', { project: 'data-project', location: 'europe-west1' }),
    "Cloud Run service 'projects/data-project/locations/europe-west1/services/api'"],
  ['artifactRegistryRepository', GcpGrant.artifactRegistryRepository('images', 'roles/artifactregistry.reader', { project: 'data-project', location: 'eu' }),
    "Artifact Registry repository 'projects/data-project/locations/eu/repositories/images'"],
  ['serviceAccount', GcpGrant.serviceAccount('writer@data-project.iam.gserviceaccount.com', 'roles/iam.serviceAccountViewer'),
    "service account 'projects/data-project/serviceAccounts/writer@data-project.iam.gserviceaccount.com'"],
  ['spannerInstance', GcpGrant.spannerInstance('orders', 'roles/spanner.viewer', { project: 'data-project', condition: CONDITION }),
    "Spanner instance 'projects/data-project/instances/orders'"],
  ['spannerDatabase', GcpGrant.spannerDatabase('orders', 'eu', 'roles/spanner.databaseReader', { project: 'data-project', condition: CONDITION }),
    "Spanner database 'projects/data-project/instances/orders/databases/eu'"],
  ['resource', GcpGrant.resource('google_bigtable_instance_iam_member', 'roles/bigtable.reader', {
    arguments: { project: 'data-project', instance: 'orders' }, condition: CONDITION,
  }), 'google_bigtable_instance_iam_member \'{"instance":"orders","project":"data-project"}\''],
];
