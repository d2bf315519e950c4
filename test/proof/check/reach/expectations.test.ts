import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExpectations } from '../../../../lib/cli/read-expectations';
import { check, parseExpectation } from '../../../../lib/proof';

const CASES = join(__dirname, '../../../fixtures/cases/check');
const ADMIN = 'arn:aws:sts::111122223333:assumed-role/legacy-admin';
const ACCOUNT = 'reader@my-gcp-project.iam.gserviceaccount.com';

function idsOf(id: string, ...expect: string[]): { matches: boolean; ids: string[] } {
  const report = check({ aws: join(CASES, id, 'template.json'), gcp: join(CASES, id, 'tf') }, { expect: expect.map(one => parseExpectation(one)) });
  return { matches: report.matches, ids: report.findings.map(({ id: one }) => one) };
}

test.each([
  ['assumed-role ARN', ADMIN],
  ['role ARN with a path', 'arn:aws:iam::111122223333:role/team/legacy-admin'],
  ['role, for one service account', `${ADMIN}=${ACCOUNT}`],
  ['member', `principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-pool/attribute.aws_role/${ADMIN}`],
])('a named caller is expected by its %s', (_, expected) => {
  expect(idsOf('a03-extra-member').ids).toContain('named-without-workload');
  expect(idsOf('a03-extra-member', expected)).toEqual({ matches: true, ids: ['shared-service-account'] });
});

test('an expectation for another service account settles nothing, and is said to be unused', () => {
  const { matches, ids } = idsOf('a03-extra-member', `${ADMIN}=other@my-gcp-project.iam.gserviceaccount.com`);
  expect(matches).toBe(false);
  expect(ids).toEqual(expect.arrayContaining(['named-without-workload', 'unused-expectation']));
});

test('an expectation of one caller does not excuse others', () => {
  expect(idsOf('a10-or-prefix', 'arn:aws:iam::111122223333:role/batch-a').ids).toContain('unintended-caller');
});

test('fails when an expectation has none of the forms, or a line of a file gives no reason', () => {
  expect(() => parseExpectation('legacy-admin')).toThrow(/none of the forms/);
  const folder = mkdtempSync(join(tmpdir(), 'expectations-'));
  try {
    const file = join(folder, 'expected.txt');
    writeFileSync(file, `# reviewed\n\n${ADMIN} nightly export\n`);
    expect(readExpectations([file])).toMatchObject([{ caller: { kind: 'role', arn: ADMIN }, reason: 'nightly export' }]);
    writeFileSync(file, `${ADMIN}\n`);
    expect(() => readExpectations([file])).toThrow(/line 1 gives no reason/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
