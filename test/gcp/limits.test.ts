import { PROPS, newApp } from './synthesized';
import { GcpAccess, GcpFederationProps, GcpFederationStack, GcpGrant } from '../../lib/gcp';

const pool = (index: number) => `pool-${String(index).padStart(3, '0')}`;

/** Roles with names of 20 characters, 60 to a pool, all granted directly on one project. */
function role(index: number, grants: GcpGrant[]): GcpFederationProps {
  return { ...PROPS, poolId: pool(Math.floor(index / 60)), roleName: `role-${index}`.padEnd(20, 'x'), access: GcpAccess.direct(), grants };
}

test('fails at the 1,501st principal of an allow policy, and says how to split', () => {
  const app = newApp();
  const everyone = Array.from({ length: 1500 }, (_, index) => role(index, [GcpGrant.project('roles/browser')]));
  const stacks = GcpFederationStack.forAccounts(app, 'gcp', everyone, { enableApis: false });
  const further = (grant: GcpGrant) => () => stacks[0].addRole({ ...role(0, [grant]), roleName: 'one-more' });

  expect(further(GcpGrant.project('roles/browser'))).toThrow("the allow policy of project 'my-gcp-project' would hold 1501 principals of this app alone, Google allows 1500 "
    + 'in all, repeats counted: grant on narrower resources, or let roles that need the same share a service account');
  expect(further(GcpGrant.project('roles/viewer'))).toThrow('would hold 1501 principals');
  expect(further(GcpGrant.project('roles/browser', { project: 'data-project' }))).not.toThrow();
});

test('counts the repeats of one role', () => {
  const grants = Array.from({ length: 1501 }, (_, index) => GcpGrant.bucket('logs', 'roles/storage.objectViewer', { condition: { title: `${index}`, expression: 'true' } }));
  expect(() => new GcpFederationStack(newApp(), 'gcp', { ...PROPS, grants })).toThrow("the allow policy of bucket 'logs' would hold 1501 principals");
  expect(() => new GcpFederationStack(newApp(), 'gcp', { ...PROPS, grants: grants.slice(1) })).not.toThrow();
});

test('the access list of a BigQuery dataset is no allow policy', () => {
  const grants = Array.from({ length: 1501 }, (_, index) => GcpGrant.bigQueryDataset('sales', `projects/my-gcp-project/roles/reader${index}`));
  expect(() => new GcpFederationStack(newApp(), 'gcp', { ...PROPS, grants })).not.toThrow();
});
