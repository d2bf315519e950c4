import { messageOf } from './messages';
import { GcpAccess, GcpGrant } from '../../lib/federation';

/** What JavaScript and `tsx` let pass, and a type check does not. */
type Untyped = Record<string, (...args: unknown[]) => unknown>;
const grants = GcpGrant as unknown as Untyped;
const access = GcpAccess as unknown as Untyped;

const CONDITION = { title: 'a', expression: 'true' };

test.each<[string, unknown[], string]>([
  ['kmsKey', ['key', 'roles/viewer'], 'options of GcpGrant.kmsKey is missing: pass an object with location, keyRing'],
  ['kmsKey', ['key', 'roles/viewer', { location: 'eu', keyring: 'a' }], "property 'keyring' is unknown: did you mean 'keyRing'? The properties here are location, keyRing, project, condition"],
  ['kmsKey', ['key', 'roles/viewer', { location: 'eu' }], 'keyRing is missing: it is required'],
  ['cloudRunService', ['api', 'roles/run.invoker'], 'options of GcpGrant.cloudRunService is missing: pass an object with location'],
  ['cloudRunService', ['api', 'roles/run.invoker', 'europe-west1'], "options of GcpGrant.cloudRunService is the string 'europe-west1': pass an object with location"],
  ['project', ['roles/viewer', 'data-project'], "options of GcpGrant.project is the string 'data-project': pass an object with project, condition"],
  ['project', ['roles/viewer', { projectId: 'data-project' }], "property 'projectId' is unknown: did you mean 'project'?"],
  ['project', ['roles/viewer', { condition: 'true' }], "condition is the string 'true': pass an object with title, expression"],
  ['project', ['roles/viewer', { condition: { ...CONDITION, titel: 'x' } }], "property 'condition.titel' is unknown: did you mean 'title'?"],
  ['project', ['roles/viewer', { condition: { title: 'a' } }], 'condition.expression is missing: it is required'],
  ['project', ['roles/viewer', { condition: { ...CONDITION, title: 7 } }], 'condition.title 7 is not a string: put it in quotes'],
  ['project', [], 'role is missing: it is required'],
  ['bucket', ['logs', 'roles/viewer', { project: 'data-project' }], "property 'project' is unknown: the properties here are condition"],
  ['bucket', [['logs'], 'roles/viewer'], 'name ["logs"] is not a string'],
  ['bucket', ['logs', ['roles/viewer']], 'role ["roles/viewer"] is not a string'],
  ['topic', ['orders', 'roles/viewer', { condition: CONDITION }], 'condition {"title":"a","expression":"true"} is not taken by a topic: '],
  ['resource', ['google_x_iam_member', 'roles/viewer'], 'options of GcpGrant.resource is missing: pass an object with arguments'],
  ['resource', ['google_x_iam_member', 'roles/viewer', { argument: { name: 'a' } }], "property 'argument' is unknown: did you mean 'arguments'?"],
  ['resource', ['google_x_iam_member', 'roles/viewer', { arguments: { name: 7 } }], 'arguments.name 7 is not a string: put it in quotes'],
])('GcpGrant.%s fails: %#', (method, args, message) => {
  const found = messageOf(() => grants[method](...args));
  expect(found.startsWith(message) ? message : found).toBe(message);
});

test.each<[unknown[], string]>([
  [['gcs-reader'], "options of GcpAccess.impersonation is the string 'gcs-reader': pass an object with serviceAccountId, "],
  [[null], 'options of GcpAccess.impersonation is null: pass an object with '],
  [[{ serviceAccount: 'gcs-reader' }], "property 'serviceAccount' is unknown: did you mean 'serviceAccountId'?"],
  [[{ serviceAccountId: ['gcs-reader'] }], 'serviceAccountId is an array: pass a string'],
  [[{ tokenLifetimeSeconds: '900' }], "tokenLifetimeSeconds is the string '900': pass a number, without quotes"],
])('GcpAccess.impersonation fails when its arguments are %j', (args, message) => {
  const found = messageOf(() => access.impersonation(...args));
  expect(found.startsWith(message) ? message : found).toBe(message);
});
