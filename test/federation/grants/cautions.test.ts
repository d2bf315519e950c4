import { GcpAccess, GcpGrant } from '../../../lib/federation';
import { resolveFederation } from '../../../lib/federation/federation';
import { EXAMPLE } from '../example-props';
import { messageOf } from '../messages';

function warningsOf(grant: GcpGrant, access?: GcpAccess) {
  return resolveFederation({ ...EXAMPLE, access, grants: [grant] }).warnings;
}

test.each([
  ['basicRole', 'roles/owner'],
  ['basicRole', 'roles/editor'],
  ['poolAdministration', 'roles/iam.workloadIdentityPoolAdmin'],
  ['poolAdministration', 'roles/iam.admin'],
  ['policySetting', 'roles/iam.workforcePoolAdmin'],
  ['basicRole', 'roles/writer'],
  ['unknownRole', 'roles/storage.objectViewr'],
  ['tokenCreation', 'roles/iam.serviceAccountUser'],
  ['tokenCreation', 'roles/cloudbuild.serviceAgent'],
  ['tokenCreation', 'roles/iam.serviceAccountTokenCreator'],
  ['tokenCreation', 'roles/iam.workloadIdentityUser'],
  ['keyCreation', 'roles/iam.serviceAccountKeyAdmin'],
  ['policySetting', 'roles/resourcemanager.projectIamAdmin'],
  ['policySetting', 'roles/iam.securityAdmin'],
  ['policySetting', 'roles/storage.admin'],
  ['policySetting', 'roles/storage.objectAdmin'],
  ['policySetting', 'roles/bigquery.dataOwner'],
])('warns once, of %s, when %s is granted', (id, role) => {
  expect(warningsOf(GcpGrant.project(role))).toEqual([
    { id: `cdk-gcp-federation:${id}`, message: expect.stringMatching(new RegExp(`^grant '${role}' on project 'my-gcp-project' .*; .*`)) },
  ]);
});

test.each(['roles/actions.Admin', 'roles/storage.objectUser', 'roles/bigquery.jobUser', 'roles/browser', 'projects/my-gcp-project/roles/owner', 'roles/iam.serviceAccountViewer', 'organizations/1/roles/storage.objectViewr'])(
  'has nothing to say of %s', role => {
    expect(warningsOf(GcpGrant.project(role))).toEqual([]);
  });

test('names the resource that is concerned', () => {
  expect(warningsOf(GcpGrant.serviceAccount('writer@data-project.iam.gserviceaccount.com', 'roles/iam.serviceAccountTokenCreator'))[0].message)
    .toContain("on service account 'projects/data-project/serviceAccounts/writer@data-project.iam.gserviceaccount.com' lets the identity act as service accounts");
});

const NEEDS_ID_TOKEN: [string, GcpGrant][] = [
  ['roles/run.invoker', GcpGrant.cloudRunService('api', 'roles/run.invoker', { location: 'europe-west1' })],
  ['roles/run.servicesInvoker', GcpGrant.project('roles/run.servicesInvoker')],
  ['roles/cloudfunctions.invoker', GcpGrant.project('roles/cloudfunctions.invoker')],
  ['roles/iap.httpsResourceAccessor', GcpGrant.resource('google_iap_web_iam_member', 'roles/iap.httpsResourceAccessor', { arguments: { project: 'my-gcp-project' } })],
];

test.each(NEEDS_ID_TOKEN)('fails when %s is granted for direct access, which has no ID tokens', (role, grant) => {
  expect(messageOf(() => resolveFederation({ ...EXAMPLE, access: GcpAccess.direct(), grants: [grant] }))).toMatch(
    new RegExp(`^grants hold '${role}' on .*, which direct access cannot use: .* so pass access: GcpAccess\\.impersonation`));
  expect(warningsOf(grant)).toEqual([]);
});

test.each([
  ['roles/run.invoker', 'run jobs, but not call services'],
  ['roles/iam.serviceAccountTokenCreator', 'does not let client libraries sign URLs or mint ID tokens'],
])('warns in direct access of what %s does in part only', (role, message) => {
  const direct = warningsOf(GcpGrant.project(role), GcpAccess.direct()).filter(({ id }) => id === 'cdk-gcp-federation:directAccess');
  expect(direct).toEqual([{ id: 'cdk-gcp-federation:directAccess', message: expect.stringContaining(message) }]);
  expect(warningsOf(GcpGrant.project(role)).some(({ id }) => id === 'cdk-gcp-federation:directAccess')).toBe(false);
});

test('lets direct access run Cloud Run jobs', () => {
  const grant = GcpGrant.resource('google_cloud_run_v2_job_iam_member', 'roles/run.invoker', { arguments: { name: 'nightly', location: 'eu' } });
  expect(() => resolveFederation({ ...EXAMPLE, access: GcpAccess.direct(), grants: [grant] })).not.toThrow();
});
