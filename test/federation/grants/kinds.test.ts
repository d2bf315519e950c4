import { EVERY_KIND, CONDITION } from './every-kind';
import { GcpGrant } from '../../../lib/federation';
import { describeResource, distinctGrants, KINDS } from '../../../lib/federation/grants';
import { federationPropsFromJson } from '../../../lib/federation/json';
import { FACTORIES } from '../arbitraries';
import { EXAMPLE } from '../example-props';
import { messageOf } from '../messages';

/** What TypeScript does not let pass, but JavaScript does. */
const anyOptions = (options: object): never => options as never;

test('there is an example of every factory method, and a method for every kind', () => {
  const methods = Object.getOwnPropertyNames(GcpGrant).filter(name => !name.startsWith('_') && typeof Object.getOwnPropertyDescriptor(GcpGrant, name)!.value === 'function');
  expect(EVERY_KIND.map(([kind]) => kind)).toEqual(methods);
  expect(FACTORIES).toEqual(methods);
  expect([...Object.keys(KINDS), 'resource']).toEqual(methods);
});

test.each(EVERY_KIND)('%s: messages name the resource whole', (_, grant, resource) => {
  expect(describeResource(grant._bind('my-gcp-project'))).toBe(resource);
});

test.each(EVERY_KIND)('%s: its JSON form reads as the same grant', (kind, grant) => {
  const json = JSON.stringify({ ...EXAMPLE, grants: [grant] });
  expect(Object.keys(JSON.parse(json).grants[0])).toEqual([kind]);
  expect(federationPropsFromJson(json, 'federation.json').grants).toEqual([grant]);
});

test.each(EVERY_KIND)('%s: is refused twice', (_, grant, resource) => {
  const bound = grant._bind('my-gcp-project');
  expect(messageOf(() => distinctGrants([bound, { ...bound }]))).toBe(
    `grants hold '${bound.role}' on ${resource} twice: remove one, since removing either later would end both`);
});

test('equal names of different kinds, and of different parents, are different resources', () => {
  const grants = [
    GcpGrant.topic('orders', 'roles/viewer'), GcpGrant.subscription('orders', 'roles/viewer'), GcpGrant.spannerInstance('orders', 'roles/viewer'),
    GcpGrant.topic('orders', 'roles/viewer', { project: 'data-project' }),
    GcpGrant.kmsKey('key', 'roles/viewer', { location: 'eu', keyRing: 'a' }), GcpGrant.kmsKey('key', 'roles/viewer', { location: 'eu', keyRing: 'b' }),
    GcpGrant.spannerDatabase('orders', 'eu', 'roles/viewer'), GcpGrant.spannerDatabase('orders2', 'eu', 'roles/viewer'),
  ].map(grant => grant._bind('my-gcp-project'));
  expect(distinctGrants(grants)).toEqual(grants);
});

test('the order of the arguments of another resource makes no difference', () => {
  const one = GcpGrant.resource('google_x_iam_member', 'roles/viewer', { arguments: { a: '1', b: '2' } })._bind('p');
  const other = GcpGrant.resource('google_x_iam_member', 'roles/viewer', { arguments: { b: '2', a: '1' } })._bind('p');
  expect(() => distinctGrants([one, other])).toThrow('twice');
});

test.each<[string, () => GcpGrant, string]>([
  ['a folder by its name', () => GcpGrant.folder('folders/1', 'roles/viewer'), "id 'folders/1' is not a number of a folder or organization"],
  ['an organization by its domain', () => GcpGrant.organization('example.com', 'roles/viewer'), "id 'example.com' is not a number"],
  ['a bucket by its URL', () => GcpGrant.bucket('gs://logs', 'roles/viewer'), "name 'gs://logs' is not the name of a bucket"],
  ['a dataset with its project', () => GcpGrant.bigQueryDataset('p.sales', 'roles/viewer'), "id 'p.sales' is not the id of a BigQuery dataset"],
  ['a wildcard table', () => GcpGrant.bigQueryTable('sales', 'orders_*', 'roles/viewer'), "table 'orders_*' is not the id of a BigQuery table"],
  ['a topic by its resource name', () => GcpGrant.topic('projects/p/topics/t', 'roles/viewer'), "name 'projects/p/topics/t' is not the name of a Pub/Sub"],
  ['a reserved subscription', () => GcpGrant.subscription('google', 'roles/viewer'), "name 'google' is not the name of a Pub/Sub resource"],
  ['a secret with its version', () => GcpGrant.secret('token/versions/1', 'roles/viewer'), "id 'token/versions/1' is not the id of a secret"],
  ['a key without key ring', () => GcpGrant.kmsKey('key', 'roles/viewer', anyOptions({ location: 'eu' })), 'keyRing is missing: it is required'],
  ['a location with a zone', () => GcpGrant.kmsKey('key', 'roles/viewer', { location: 'EU', keyRing: 'r' }), "location 'EU' is not a location"],
  ['a service by its URL', () => GcpGrant.cloudRunService('api.run.app', 'roles/viewer', { location: 'eu' }), "name 'api.run.app' is not the name of a Cloud Run"],
  ['a service without location', () => GcpGrant.cloudRunService('api', 'roles/viewer', anyOptions({})), 'location is missing: it is required'],
  ['a repository with its host', () => GcpGrant.artifactRegistryRepository('eu-docker.pkg.dev/p/r', 'roles/viewer', { location: 'eu' }), "name 'eu-docker"],
  ['a default service account', () => GcpGrant.serviceAccount('1-compute@developer.gserviceaccount.com', 'roles/viewer'), 'is a default account'],
  ['a Spanner instance of one letter', () => GcpGrant.spannerInstance('a', 'roles/viewer'), "name 'a' is not the id of a Spanner instance"],
  ['a Spanner database in capitals', () => GcpGrant.spannerDatabase('orders', 'EU', 'roles/viewer'), "database 'EU' is not the id of a Spanner database"],
  ['a token', () => GcpGrant.bucket('${TfToken[TOKEN.1]}', 'roles/viewer'), "name '${TfToken[TOKEN.1]}' is known only at deployment"],
  ['a project number', () => GcpGrant.secret('token', 'roles/viewer', { project: '123456' }), "project '123456' is a project number"],
  ['a role of no form', () => GcpGrant.topic('orders', 'publisher'), "role 'publisher' is not a Google Cloud role"],
])('fails when it is given %s', (_, make, message) => {
  expect(messageOf(make)).toContain(message);
});

test.each<[string, () => GcpGrant]>([
  ['BigQuery dataset', () => GcpGrant.bigQueryDataset('sales', 'roles/viewer', anyOptions({ condition: CONDITION }))],
  ['BigQuery table', () => GcpGrant.bigQueryTable('sales', 'orders', 'roles/viewer', anyOptions({ condition: CONDITION }))],
  ['Cloud Run service', () => GcpGrant.cloudRunService('api', 'roles/viewer', anyOptions({ location: 'eu', condition: CONDITION }))],
  ['topic', () => GcpGrant.topic('orders', 'roles/viewer', anyOptions({ condition: CONDITION }))],
  ['subscription', () => GcpGrant.subscription('orders', 'roles/viewer', anyOptions({ condition: CONDITION }))],
  ['Artifact Registry repository', () => GcpGrant.artifactRegistryRepository('images', 'roles/viewer', anyOptions({ location: 'eu', condition: CONDITION }))],
])('fails when a %s is given a condition, which Google would not take', (noun, make) => {
  expect(messageOf(make)).toMatch(new RegExp(`^condition \\{.*\\} is not taken by a ${noun}: grant the role on its project`));
});

test.each<[string, string, Record<string, string>, string]>([
  ['has a method of its own', 'google_storage_bucket_iam_member', { bucket: 'a' }, 'use GcpGrant.bucket'],
  ['is the first generation of one with a method', 'google_cloud_run_service_iam_member', { service: 'a' }, 'use GcpGrant.cloudRunService'],
  ['would rewrite the access list of a dataset', 'google_bigquery_dataset_iam_member', { dataset_id: 'a' }, 'use GcpGrant.bigQueryDataset'],
  ['is authoritative for a role', 'google_compute_disk_iam_binding', { name: 'a' }, "is authoritative: it removes what others granted: use 'google_compute_disk_iam_member'"],
  ['is authoritative for a resource', 'google_compute_disk_iam_policy', { name: 'a' }, "use 'google_compute_disk_iam_member'"],
  ['is no grant', 'google_storage_bucket', { name: 'a' }, 'is not the Terraform type of an additive grant'],
  ['has no arguments', 'google_compute_disk_iam_member', {}, 'arguments are missing'],
  ['names its own member', 'google_compute_disk_iam_member', { name: 'a', member: 'allUsers' }, "arguments 'member' is set by the grant itself"],
  ['has a meta-argument', 'google_compute_disk_iam_member', { name: 'a', for_each: 'x' }, "arguments 'for_each' is set by the grant itself or by Terraform"],
  ['has an argument in camel case', 'google_compute_disk_iam_member', { diskName: 'a' }, "arguments 'diskName' is not the name of a Terraform argument"],
  ['has an unresolved argument', 'google_compute_disk_iam_member', { name: '${TfToken[TOKEN.1]}' }, "arguments.name '${TfToken[TOKEN.1]}' is known only at deployment"],
])('fails when another resource %s', (_, type, values, message) => {
  expect(messageOf(() => GcpGrant.resource(type, 'roles/viewer', { arguments: values }))).toContain(message);
});
