import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnknownRole, findPredefinedRole, isUnknownRole } from '../../../lib/federation/grants';
import { predefinedRolesModule, TARGET } from '../../../tools/google-roles';

const ROWS = readFileSync(join(__dirname, '../../../tools/google-roles.tsv'), 'utf8').trim().split('\n').slice(1).map(row => row.split('\t'));

test('the list is what "npx projen google-roles" generates', () => {
  expect(readFileSync(TARGET, 'utf8')).toBe(predefinedRolesModule());
});

test('finds every role of the source, with what is sensitive in it', () => {
  expect(ROWS.length).toBeGreaterThan(2000);
  const found = ROWS.map(([role]) => [role, [...findPredefinedRole(role)?.reach ?? ['unknown']].sort()]);
  expect(found).toEqual(ROWS.map(([role, , reach = '']) => [role, reach.split(',').filter(word => word !== '').sort()]));
});

test.each([
  'roles/storage.objectViewr', 'roles/storage', 'roles/objectViewer', 'roles/storage.', 'roles/.admin', 'roles/storage.objectViewer!', 'roles/toString', 'roles/storage:',
])('does not know %s', role => {
  expect(isUnknownRole(role)).toBe(true);
  expect(findPredefinedRole(role)).toBeUndefined();
});

test.each(['projects/my-gcp-project/roles/reader', 'organizations/1/roles/reader', 'roles/browser', 'roles/owner', 'roles/storage.objectViewer'])(
  'takes %s for no unknown role', role => {
    expect(isUnknownRole(role)).toBe(false);
  });

test.each([
  ['roles/storage.objectViewr', 'roles/storage.objectViewer'],
  ['roles/storage.objectviewer', 'roles/storage.objectViewer'],
  ['roles/storage.object.viewer', 'roles/storage.objectViewer'],
  ['roles/storge.objectViewer', 'roles/storage.objectViewer'],
  ['roles/bigquery.jobuser', 'roles/bigquery.jobUser'],
  ['roles/bigQuery.dataViewer', 'roles/bigquery.dataViewer'],
  ['roles/pubsub.publish', 'roles/pubsub.publisher'],
  ['roles/secretmanager.accessor', 'roles/secretmanager.secretAccessor'],
  ['roles/Owner', 'roles/owner'],
  ['roles/iam.workloadIdentityUsers', 'roles/iam.workloadIdentityUser'],
])('names what is near %s', (role, meant) => {
  expect(describeUnknownRole(role)).toMatch(new RegExp(`^is not among Google's predefined roles of 2026-08-22; did you mean .*'${meant}'.*\\?$`));
});

test('proposes nothing if nothing is near', () => {
  expect(describeUnknownRole('roles/zzqqxx')).toBe("is not among Google's predefined roles of 2026-08-22");
});
