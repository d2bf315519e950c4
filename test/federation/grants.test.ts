import { messageOf } from './messages';
import { GcpGrant } from '../../lib/federation';
import { distinctGrants, grantKey, grantWarnings } from '../../lib/federation/grants';

function bind(...grants: GcpGrant[]) {
  return grants.map(grant => grant._bind('my-gcp-project'));
}

test('keeps grants that differ in role, project or condition', () => {
  const grants = bind(
    GcpGrant.project('roles/viewer'),
    GcpGrant.project('roles/browser'),
    GcpGrant.project('roles/viewer', { project: 'data-project' }),
    GcpGrant.project('roles/viewer', { condition: { title: 'a', expression: 'true' } }),
    GcpGrant.project('roles/viewer', { condition: { title: 'b', expression: 'true' } }),
  );
  expect(distinctGrants(grants)).toEqual(grants);
  expect(new Set(grants.map(grantKey)).size).toBe(grants.length);
});

test('fails when a grant stands twice, also where one names the project that the other implies', () => {
  expect(messageOf(() => distinctGrants(bind(GcpGrant.project('roles/viewer'), GcpGrant.project('roles/viewer', { project: 'my-gcp-project' }))))).toBe(
    "grants hold 'roles/viewer' on project 'my-gcp-project' twice: remove one, since removing either later would end both");
});

test.each(['roles/owner', 'roles/editor', 'roles/viewer'])('warns of the basic role %s', role => {
  expect(grantWarnings(bind(GcpGrant.project(role), GcpGrant.project('roles/storage.objectViewer')))).toEqual([
    { id: 'cdk-gcp-federation:basicRole', message: expect.stringContaining(`grant '${role}' on project 'my-gcp-project' is a basic role`) },
  ]);
});
