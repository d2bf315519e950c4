import { GcpGrant, GcpGrantCondition } from '../../../lib/federation';
import { messageOf } from '../messages';

const CONDITION: GcpGrantCondition = { title: 'working hours', expression: 'request.time.getHours() < 18' };

test.each([
  'roles/storage.objectViewer', 'roles/viewer', 'projects/my-gcp-project/roles/myReader', 'organizations/123456789/roles/my_reader',
])('takes the role %s, on the project of the federation', role => {
  expect(GcpGrant.project(role)._bind('my-gcp-project')).toEqual({ resource: 'project', project: 'my-gcp-project', role, condition: undefined });
});

test('takes another project and a condition', () => {
  const grant = GcpGrant.project('roles/storage.objectViewer', { project: 'data-project', condition: CONDITION });
  expect(grant._bind('my-gcp-project')).toEqual({ resource: 'project', project: 'data-project', role: 'roles/storage.objectViewer', condition: CONDITION });
});

test.each([
  'storage.objectViewer', 'roles/', 'role/storage.objectViewer', 'roles/a b', 'roles/a/b', 'projects/1/roles/x', 'projects/my-gcp-project/roles/ab',
  'organizations/my-org/roles/reader', 'roles/viewer\n', '*',
])('fails when the role is %j', role => {
  expect(messageOf(() => GcpGrant.project(role))).toBe(
    `role '${role}' is not a Google Cloud role: pass 'roles/NAME' such as 'roles/storage.objectViewer', 'projects/PROJECT_ID/roles/NAME' or 'organizations/NUMBER/roles/NAME'`);
});

test('fails when the project is a number or outside its grammar', () => {
  expect(() => GcpGrant.project('roles/viewer', { project: '123456' })).toThrow("project '123456' is a project number");
  expect(() => GcpGrant.project('roles/viewer', { project: 'Data' })).toThrow("project 'Data' is not a Google Cloud project id");
});

test.each([
  [{ title: 't'.repeat(101) }, 'has 101 characters: Google allows at most 100'],
  [{ description: 'd'.repeat(257) }, 'has 257 characters: Google allows at most 256'],
  [{ title: '' }, "condition.title '' is empty: write its value out"],
  [{ expression: '' }, "condition.expression '' is empty: write its value out"],
  [{ description: 7 as unknown as string }, 'condition.description 7 is not a string: put it in quotes'],
])('fails when the condition is %j', (change, problem) => {
  expect(messageOf(() => GcpGrant.project('roles/viewer', { condition: { ...CONDITION, ...change } }))).toContain(problem);
});

test('limits of the condition count characters, not UTF-16 units', () => {
  const condition = { ...CONDITION, title: '😀'.repeat(100), description: '😀'.repeat(256) };
  expect(GcpGrant.project('roles/viewer', { condition })._bind('my-gcp-project').condition).toEqual(condition);
});

test('has a JSON form', () => {
  expect(JSON.stringify(GcpGrant.project('roles/viewer'))).toBe('{"project":{"role":"roles/viewer"}}');
  expect(JSON.parse(JSON.stringify(GcpGrant.project('roles/viewer', { project: 'data-project', condition: CONDITION })))).toEqual(
    { project: { role: 'roles/viewer', project: 'data-project', condition: CONDITION } });
});
