import { lanesOf } from '../../../../lib/reports/check/html/lanes';
import { checkReport, stepsUntil } from '../../../proof/report-generator';

test('one lane for each audience, with every workload in exactly one node', () => {
  const lanes = lanesOf(checkReport(100));
  expect(lanes.map(({ roles }) => roles.length)).toEqual([38, 38, 24]);
  const numbers = lanes.flatMap(({ roles }) => roles.flatMap(({ workloads }) => workloads.map(({ number }) => number)));
  expect(numbers.sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
});

test('workloads of one role that fare alike share a node; identities and grants are shared, too', () => {
  const [lane] = lanesOf(checkReport(10, ({ workload }, index) => index === 5 ? { roleArn: checkReport(1).workloads[0].roleArn, workload } : {}));
  expect(lane.roles).toHaveLength(9);
  expect(lane.roles.find(({ workloads }) => workloads.length === 2)!.workloads.map(({ verdict }) => verdict.workload)).toEqual(['Shop/Orders/Server0', 'Shop/Orders/Server5']);
  // Four service accounts, and two roles by direct access.
  expect(lane.identities).toHaveLength(6);
  const reports = lane.identities.find(({ name }) => name.startsWith('reports-reader'))!;
  expect(reports.grants.map(grant => lane.grants[grant].role)).toEqual(['roles/storage.objectViewer', 'roles/bigquery.dataViewer']);
});

test('roles that are not known do not share a node', () => {
  const [lane] = lanesOf(checkReport(3, () => ({ roleArn: undefined, verdict: 'depends', actsAs: undefined })));
  expect(lane.roles).toHaveLength(3);
});

test.each([
  ['audience', false], ['account', false], ['attribute condition', false], ['member', true], ['impersonation', true], ['grants', true],
])('who is refused at %s stops behind the provider: %p', (step, behind) => {
  const [lane] = lanesOf(checkReport(1, () => ({ verdict: 'rejected', actsAs: undefined, steps: stepsUntil(step) })));
  expect(lane.roles[0]).toMatchObject({ stoppedBy: step, passesProvider: behind, identity: undefined });
});

test('the refused come first, and those who share an identity stand together', () => {
  const [lane] = lanesOf(checkReport(20, (_, index) => index === 12 ? { verdict: 'rejected', actsAs: undefined } : {}));
  expect(lane.roles[0].verdict).toBe('rejected');
  const identities = lane.roles.slice(1).map(({ identity }) => identity);
  expect(identities).toEqual([...identities].sort((a, b) => a! - b!));
});

test('direct access is named by its role, whatever the principal looks like', () => {
  const [lane] = lanesOf(checkReport(1, () => ({ actsAs: 'principal://iam.googleapis.com/pool/subject/arn:aws:sts::111122223333:assumed-role/shop-role-0/i-0123456789abcdef0' })));
  expect(lane.identities[0].itself).toBe('arn:aws:sts::111122223333:assumed-role/shop-role-0');
  expect(lanesOf(checkReport(1))[0].identities[0].itself).toBeUndefined();
});
