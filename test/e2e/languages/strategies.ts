import { GcpAccess, GcpGrant, GcpGrantCondition, GcpSubject } from '../../../lib';

const condition: GcpGrantCondition = { title: 'until-2030', expression: "request.time < timestamp('2030-01-01T00:00:00Z')", description: 'a while' };

/** What `apps/strategies.py` makes, in the same order. */
export const STRATEGIES = [
  GcpAccess.direct(),
  GcpAccess.impersonation({ serviceAccountEmail: 'reader@other-project.iam.gserviceaccount.com' }),
  GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', serviceAccountProject: 'other-project', tokenLifetimeSeconds: 600 }),
  GcpSubject.arn(),
  GcpSubject.userId(),
  GcpGrant.artifactRegistryRepository('images', 'roles/artifactregistry.reader', { location: 'europe-west3' }),
  GcpGrant.bigQueryDataset('sales', 'roles/bigquery.dataViewer', { project: 'other-project' }),
  GcpGrant.bigQueryTable('sales', 'orders', 'roles/bigquery.dataViewer'),
  GcpGrant.bucket('my-reports', 'roles/storage.objectViewer', { condition }),
  GcpGrant.cloudRunService('api', 'roles/run.invoker', { location: 'europe-west3', project: 'other-project' }),
  GcpGrant.folder('123456789', 'roles/viewer'),
  GcpGrant.kmsKey('key', 'roles/cloudkms.cryptoKeyDecrypter', { keyRing: 'ring', location: 'global' }),
  GcpGrant.organization('987654321', 'roles/viewer'),
  GcpGrant.project('roles/storage.objectViewer', { project: 'other-project' }),
  GcpGrant.resource('google_pubsub_schema_iam_member', 'roles/pubsub.viewer', { arguments: { schema: 'orders' } }),
  GcpGrant.secret('token', 'roles/secretmanager.secretAccessor'),
  GcpGrant.serviceAccount('other-reader@my-gcp-project.iam.gserviceaccount.com', 'roles/iam.serviceAccountTokenCreator'),
  GcpGrant.spannerDatabase('instance', 'database', 'roles/spanner.databaseReader'),
  GcpGrant.spannerInstance('instance', 'roles/spanner.viewer'),
  GcpGrant.subscription('orders', 'roles/pubsub.subscriber'),
  GcpGrant.topic('orders', 'roles/pubsub.publisher'),
];
