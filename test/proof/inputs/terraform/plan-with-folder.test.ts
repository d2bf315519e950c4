import { readGoogleConfiguration, Undetermined } from '../../../../lib/proof';
import { temporaryFolder } from '../../temporary-folder';

const folders: { remove: () => void }[] = [];
afterAll(() => folders.forEach(made => made.remove()));

const FOLDER = `
variable "role" {}
resource "google_iam_workload_identity_pool" "pool" {
  project                   = "123456789012"
  workload_identity_pool_id = "aws-pool"
}
resource "google_project_iam_member" "m" {
  project = "p"
  role    = "roles/viewer"
  member  = "principalSet://iam.googleapis.com/\${google_iam_workload_identity_pool.pool.name}/attribute.aws_role/\${var.role}"
}
`;

const address = (type: string, name: string) => ({ address: `${type}.${name}`, mode: 'managed', type, name });
const POOL = address('google_iam_workload_identity_pool', 'pool');
const MEMBER = address('google_project_iam_member', 'm');

/** A first plan: what Google answers is not known yet. */
const PLAN = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  variables: { role: { value: 'planned' } },
  planned_values: {
    root_module: {
      resources: [
        { ...POOL, values: { project: '123456789012', workload_identity_pool_id: 'aws-pool' } }, { ...MEMBER, values: { project: 'p', role: 'roles/viewer' } },
      ],
    },
  },
  resource_changes: [
    { ...POOL, change: { actions: ['create'], after_unknown: { name: true } } }, { ...MEMBER, change: { actions: ['create'], after_unknown: { member: true } } },
  ],
  configuration: { root_module: { resources: [POOL, MEMBER] } },
};

function read(files: Record<string, unknown>, ...paths: string[]) {
  const made = temporaryFolder(files);
  folders.push(made);
  return readGoogleConfiguration(paths.map(path => `${made.path}/${path}`));
}

const KNOWN = 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/attribute.aws_role/planned';

test('a first plan alone leaves the member open', () => {
  expect(read({ 'plan.json': PLAN }, 'plan.json').projectGrants).toMatchObject([{ member: expect.any(Undetermined) }]);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['passed next to it', { 'plan.json': PLAN, 'tf/main.tf': FOLDER }, ['plan.json', 'tf']],
  ['that it lies in', { 'tf/plan.json': PLAN, 'tf/main.tf': FOLDER }, ['tf/plan.json']],
])('the folder %s tells it, with the values of the plan', (_, files, paths) => {
  const { projectGrants, pools } = read(files, ...paths);
  expect(projectGrants.map(({ member }) => member)).toEqual([KNOWN]);
  expect(pools).toHaveLength(1);
});

test('a folder of something else is a configuration of its own', () => {
  const other = 'resource "google_project_iam_member" "x" {\n  project = "p"\n  role = "r"\n  member = "other"\n}';
  expect(read({ 'plan.json': PLAN, 'tf/main.tf': other }, 'plan.json', 'tf').projectGrants.map(({ member }) => member)).toEqual([expect.any(Undetermined), 'other']);
});

test('a plan that ended in an error is told as unread', () => {
  expect(read({ 'plan.json': { ...PLAN, errored: true } }, 'plan.json').unread).toMatchObject([{ code: 'incomplete' }]);
});

test('a stored state is read like a shown one', () => {
  const state = { version: 4, terraform_version: '1.11.4', resources: [{ ...MEMBER, instances: [{ index_key: 'a', attributes: { project: 'p', role: 'r', member: 'm' } }] }] };
  expect(read({ 's.tfstate': state }, 's.tfstate').projectGrants).toMatchObject([{ address: 'google_project_iam_member.m["a"]', member: 'm' }]);
});
