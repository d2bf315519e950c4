import { EXAMPLE, KUBERNETES_EXAMPLE } from './example-props';
import { GcpAccess, GcpFederationProps, GcpGrant } from '../../lib/federation';
import { resolveFederation } from '../../lib/federation/federation';
import { resolveKubernetesFederation } from '../../lib/federation/party/kubernetes';
import { registerAccountUser } from '../../lib/federation/shared-accounts';

const SHARED = { access: GcpAccess.impersonation({ serviceAccountId: 'shared-identity' }) };
const READS = { grants: [GcpGrant.bucket('reports', 'roles/storage.objectViewer')] };
const WRITES = { grants: [GcpGrant.bucket('payroll', 'roles/storage.objectAdmin')] };

/** The warnings of roles that are added to one tree one after the other. */
function warningsOf(...roles: Partial<GcpFederationProps>[]): string[][] {
  const root = {};
  return roles.map((role, index) => {
    const federation = resolveFederation({ ...EXAMPLE, roleName: `role-${index}`, ...role });
    return registerAccountUser(root, federation).map(({ message }) => message);
  });
}

test('roles that leave access out share nothing', () => {
  expect(warningsOf(READS, WRITES)).toEqual([[], []]);
});

test('roles that name one account and differ in their grants are told what each of them holds', () => {
  const [first, second] = warningsOf({ ...SHARED, ...READS }, { ...SHARED, ...WRITES });
  expect(first).toEqual([]);
  expect(second).toEqual(["role 'role-1' of AWS account 012345678901 acts as service account 'shared-identity@my-gcp-project.iam.gserviceaccount.com', as role 'role-0' of AWS account 012345678901 does, "
    + "so each of them holds all grants of the account: 'roles/storage.objectViewer' on bucket 'reports', 'roles/storage.objectAdmin' on bucket 'payroll'; "
    + 'to separate them, leave access out, which gives each a service account of its own, or pass a different serviceAccountId']);
});

test.each<[string, Partial<GcpFederationProps>, number]>([
  ['the same account by its email', { access: GcpAccess.impersonation({ serviceAccountEmail: 'shared-identity@my-gcp-project.iam.gserviceaccount.com' }) }, 1],
  ['the account without grants', { ...SHARED, grants: [] }, 1],
  ['the same grants', { ...SHARED, ...READS }, 0],
  ['an account of the same id in a different project', { access: GcpAccess.impersonation({ serviceAccountId: 'shared-identity', serviceAccountProject: 'data-project' }) }, 0],
  ['direct access', { access: GcpAccess.direct(), ...WRITES }, 0],
  ['the same role, described again', { roleName: 'role-0', ...SHARED, ...WRITES }, 0],
])('a role next to one that reads through a shared account has %s', (_, role, warnings) => {
  expect(warningsOf({ ...SHARED, ...READS }, role)[1]).toHaveLength(warnings);
});

test('names all roles, and not more than five grants', () => {
  const grants = (count: number) => Array.from({ length: count }, (_, index) => GcpGrant.bucket(`bucket-${index}`, 'roles/storage.objectViewer'));
  const [, , third] = warningsOf({ ...SHARED, grants: grants(1) }, { ...SHARED, grants: grants(3) }, { ...SHARED, grants: grants(7) });
  expect(third[0]).toContain("as role 'role-0' of AWS account 012345678901 and role 'role-1' of AWS account 012345678901 do, so each of them holds all grants of the account: ");
  expect(third[0]).toContain("'roles/storage.objectViewer' on bucket 'bucket-4' and 2 more; ");
});

test('a role and a Kubernetes service account share like two roles; two trees share nothing', () => {
  const role = resolveFederation({ ...EXAMPLE, ...SHARED, ...READS });
  const pod = resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, ...SHARED, ...WRITES });
  const root = {};
  registerAccountUser(root, role);
  expect(registerAccountUser({}, pod)).toEqual([]);
  expect(registerAccountUser(root, pod)).toEqual([
    { id: 'cdk-gcp-federation:sharedServiceAccount', message: expect.stringMatching(/^service account 'reports\/gcs-reader' of Kubernetes cluster https:\S+ acts as .* as role 'Reader' of AWS account 012345678901 does/) },
  ]);
});
