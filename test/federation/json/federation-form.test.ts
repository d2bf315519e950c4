import * as fc from 'fast-check';
import { GcpAccess, GcpFederationProps, GcpGrant, GcpSubject } from '../../../lib/federation';
import { resolveFederation } from '../../../lib/federation/federation';
import { anyFederationPropsFromJson, federationPropsFromJson } from '../../../lib/federation/json';
import { resolveKubernetesFederation } from '../../../lib/federation/party/kubernetes';
import { federationProps } from '../arbitraries';
import { EXAMPLE, KUBERNETES_EXAMPLE } from '../example-props';
import { messageOf } from '../messages';
import { kubernetesFederationProps } from '../party/kubernetes/arbitraries';

type Document = Record<string, unknown>;

function write(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

function refusal(change: Document): string {
  return messageOf(() => federationPropsFromJson(write({ ...EXAMPLE, ...change }), 'federation.json'));
}

/** The line of a key in the text, counted from 1. */
function lineOf(key: string, document: unknown): number {
  return write(document).split('\n').findIndex(line => line.includes(`"${key}":`)) + 1;
}

test('what JSON.stringify writes of any description reads as the same federation', () => {
  fc.assert(fc.property(federationProps, fc.constantFrom(0, 2, '\t'), (props, space) => {
    const read = federationPropsFromJson(JSON.stringify(props, null, space), 'federation.json');
    expect(resolveFederation(read)).toEqual(resolveFederation(props));
    expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(props)));
  }));
});

test('reads every strategy', () => {
  const props: GcpFederationProps = {
    ...EXAMPLE,
    access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 900 }),
    subject: GcpSubject.userId(),
    grants: [GcpGrant.project('roles/viewer', { project: 'data-project', condition: { title: 'a', expression: 'true', description: 'b' } })],
  };
  expect(federationPropsFromJson(write({
    ...EXAMPLE,
    access: { impersonation: { serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 900 } },
    subject: 'userId',
    grants: [{ project: { role: 'roles/viewer', project: 'data-project', condition: { title: 'a', expression: 'true', description: 'b' } } }],
  }), 'federation.json')).toEqual(props);
  expect(federationPropsFromJson(write({ ...EXAMPLE, access: 'direct', subject: 'arn' }), 'federation.json')).toEqual(
    { ...EXAMPLE, access: GcpAccess.direct(), subject: GcpSubject.arn() });
});

test('leaves out $schema, and nothing else', () => {
  expect(federationPropsFromJson(write({ $schema: './federation.schema.json', ...EXAMPLE }), 'federation.json')).toEqual(EXAMPLE);
});

test.each<[string, Document, string]>([
  ['gcpProjectId', { gcpProjectId: '123456789012' }, "gcpProjectId '123456789012' is a project number"],
  ['gcpProjectNumber', { gcpProjectNumber: 'my-project' }, "gcpProjectNumber 'my-project' is not a project number"],
  ['awsAccountId', { awsAccountId: '1234' }, "awsAccountId '1234' is not an AWS account id"],
  ['roleName', { roleName: '/path/Reader' }, "roleName '/path/Reader' contains a path"],
  ['awsPartition', { awsPartition: 'aws-cn' }, "awsPartition 'aws-cn' cannot federate"],
  ['poolId', { poolId: '' }, "poolId '' is empty"],
  ['providerId', { providerId: 'gcp-provider' }, "providerId 'gcp-provider' starts with 'gcp-'"],
  ['serviceAccountId', { access: { impersonation: { serviceAccountId: 'X' } } }, "serviceAccountId 'X' is not a service account id"],
  ['serviceAccountEmail', { access: { impersonation: { serviceAccountEmail: 'X' } } }, "serviceAccountEmail 'X' is not the email"],
  ['tokenLifetimeSeconds', { access: { impersonation: { serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 1 } } }, 'tokenLifetimeSeconds 1 is not a lifetime'],
  ['role', { grants: [{ project: { project: 'data-project', role: 'viewer' } }] }, "role 'viewer' is not a Google Cloud role"],
  ['project', { grants: [{ project: { role: 'roles/viewer' } }, { project: { role: 'roles/viewer', condition: 'always' } }] }, "condition is the string 'always'"],
  ['description', { grants: [{ project: { role: 'roles/viewer', condition: { title: 'a', expression: 'b', description: 'd'.repeat(257) } } }] }, 'condition.description'],
  ['grants', { grants: [{ project: { role: 'roles/viewer' } }, { project: { role: 'roles/viewer' } }] }, "grants hold 'roles/viewer'"],
])('fails at the line of %s when a validator refuses it', (key, change, message) => {
  const found = refusal(change);
  const line = Number(/^federation\.json:(\d+):\d+: /.exec(found)![1]);
  expect(found).toContain(message);
  const lines = write({ ...EXAMPLE, ...change }).split('\n');
  expect(lines[line - 1]).toContain(key === 'project' ? '"condition":' : `"${key}":`);
});

test('fails at the second grant when only that is wrong', () => {
  const change = { grants: [{ project: { role: 'roles/viewer' } }, { project: { role: 'viewer' } }] };
  const line = write({ ...EXAMPLE, ...change }).split('\n').findIndex(text => text.includes('"viewer"')) + 1;
  expect(refusal(change)).toContain(`federation.json:${line}:9: role 'viewer'`);
});

test.each<keyof GcpFederationProps>(['gcpProjectId', 'gcpProjectNumber', 'awsAccountId', 'roleName'])('fails when %s is missing', key => {
  const { [key]: _, ...rest } = EXAMPLE;
  expect(messageOf(() => federationPropsFromJson(write(rest), 'federation.json'))).toBe(`federation.json:1:1: ${key} is missing: it is required`);
});

test.each(['gcpProjectNumber', 'awsAccountId', 'roleName'])('fails when %s is a number, and says what numbers lose', key => {
  const text = write(EXAMPLE).replace(new RegExp(`("${key}": )"[^"]*"`), '$112345678901234567890');
  expect(messageOf(() => federationPropsFromJson(text, 'federation.json'))).toMatch(new RegExp(
    `^federation\\.json:${lineOf(key, EXAMPLE)}:\\d+: ${key} 12345678901234567890 is a number: put it in quotes, since numbers lose leading zeros and long ones their last digits$`));
});

test.each<[Document, string]>([
  [{ rolename: 'x' }, "6:3: key 'rolename' is unknown: did you mean 'roleName'? The keys here are $schema, gcpProjectId, gcpProjectNumber, awsAccountId, roleName,"],
  [{ xyz: 'x' }, "6:3: key 'xyz' is unknown: the keys here are $schema, gcpProjectId,"],
  [{ access: { impersonation: { serviceAccount: 'x' } } }, "8:7: key 'serviceAccount' is unknown: did you mean 'serviceAccountId'?"],
  [{ roleName: null }, '5:15: roleName is null: write a string'],
  [{ roleName: ['Reader'] }, '5:15: roleName is an array: write a string'],
  [{ roleName: true }, '5:15: roleName is true: write a string'],
  [{ access: 'Direct' }, "6:13: access 'Direct' is unknown: did you mean 'direct'? Write {\"impersonation\": {...}} or \"direct\""],
  [{ access: 'xyz' }, "6:13: access 'xyz' is unknown: write {\"impersonation\": {...}} or \"direct\""],
  [{ access: 'toString' }, "6:13: access 'toString' is unknown"],
  [{ access: 'impersonation' }, '6:13: access \'impersonation\' needs its options: write {"impersonation": {...}}'],
  [{ access: { direct: {} } }, '6:13: access \'direct\' takes no options: write "direct"'],
  [{ access: {} }, '6:13: access is an object with 0 keys: write {"impersonation": {...}} or "direct"'],
  [{ access: { impersonation: {}, direct: {} } }, '6:13: access is an object with 2 keys'],
  [{ access: 7 }, '6:13: access is the number 7: write {"impersonation": {...}} or "direct"'],
  [{ access: { impersonation: { serviceAccountId: 'gcs-reader', serviceAccountEmail: 'gcs-reader@my-gcp-project.iam.gserviceaccount.com' } } },
    '7:22: GcpAccess.impersonation takes at most one of serviceAccountId and serviceAccountEmail'],
  [{ access: { impersonation: 'x' } }, "7:22: GcpAccess.impersonation is the string 'x': write an object with serviceAccountId,"],
  [{ access: { impersonation: { serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: '900' } } }, "9:31: tokenLifetimeSeconds is the string '900': write a number, without quotes"],
  [{ subject: 'userid' }, "6:14: subject 'userid' is unknown: did you mean 'userId'? Write \"arn\" or \"userId\""],
  [{ grants: {} }, '6:13: grants is an object: write an array'],
  [{ grants: ['roles/viewer'] }, "7:5: grant 'roles/viewer' is unknown: write {\"project\": {...}}"],
  [{ grants: [{ warehouse: {} }] }, "7:5: grant 'warehouse' is unknown: write {\"project\": {...}}"],
  [{ grants: [{ buckets: {} }] }, "7:5: grant 'buckets' is unknown: did you mean 'bucket'?"],
  [{ grants: [{ bucket: {} }] }, '8:17: name is missing: it is required'],
  [{ grants: [{ topic: { name: 'orders', role: 'roles/pubsub.publisher', condition: {} } }] }, "11:9: key 'condition' is unknown"],
  [{ grants: [{ bucket: { name: 'gs://logs', role: 'roles/storage.objectViewer' } }] }, "9:9: name 'gs://logs' is not the name of a bucket"],
  [{ grants: [{ resource: { resourceType: 'google_x_iam_member', role: 'roles/viewer', arguments: { role: 'a' } } }] }, "11:9: arguments 'role' is set by the grant itself"],
  [{ grants: [{ resource: { resourceType: 'google_x_iam_member', role: 'roles/viewer', arguments: { name: 7 } } }] }, '12:19: name 7 is a number'],
  [{ grants: [{ resource: { resourceType: 'google_x_iam_member', role: 'roles/viewer', arguments: [] } }] }, '11:22: arguments is an array: write an object'],
  [{ access: { impersonation: { serviceAccountEmail: 'a-name@my-project.iam.gserviceaccount.com', serviceAccountProject: 'data-project' } } },
    "9:7: serviceAccountProject 'data-project' is set together with serviceAccountEmail"],
  [{ grants: [{ project: {} }] }, '8:18: role is missing: it is required'],
  [{ $schema: 1 }, '6:14: $schema 1 is a number'],
])('fails when the file says %j', (change, message) => {
  expect(refusal(change)).toContain(`federation.json:${message}`);
});

test('fails when the file holds something else', () => {
  expect(messageOf(() => federationPropsFromJson('[]', 'federation.json'))).toContain('federation.json:1:1: the description is an array: write an object with ');
  expect(messageOf(() => federationPropsFromJson('{', 'federation.json'))).toContain('federation.json:1:2: the end of the file');
  expect(messageOf(() => federationPropsFromJson('{"roleName": "a",\n"roleName": "b"}', 'federation.json'))).toBe(
    "federation.json:2:1: key 'roleName' stands twice, first in line 1: remove one");
});

test('tells the descriptions of a role and of a Kubernetes service account apart, and reads both whole', () => {
  fc.assert(fc.property(kubernetesFederationProps, props => {
    const read = anyFederationPropsFromJson(JSON.stringify(props), 'federation.json');
    expect('issuerUri' in read && resolveKubernetesFederation(read)).toEqual(resolveKubernetesFederation(props));
  }));
  expect(anyFederationPropsFromJson(JSON.stringify(EXAMPLE), 'federation.json')).toEqual(EXAMPLE);
  expect(messageOf(() => anyFederationPropsFromJson(write({ ...KUBERNETES_EXAMPLE, kubernetesNamespace: 'A' }), 'federation.json')))
    .toContain(`federation.json:${lineOf('kubernetesNamespace', KUBERNETES_EXAMPLE)}:3: kubernetesNamespace 'A' is not a namespace`);
  expect(messageOf(() => anyFederationPropsFromJson(write({ ...KUBERNETES_EXAMPLE, roleName: 'a' }), 'federation.json'))).toContain("key 'roleName' belongs to GcpFederatedRole: set it there");
});
