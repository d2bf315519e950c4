import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, CheckReport, Verdict } from '../../../lib/proof';

const CORPUS = join(__dirname, '../../fixtures/corpus');

interface Expected {
  readonly about: string;
  readonly fits: boolean;
  readonly workloads: Readonly<Record<string, Verdict>>;
  /** Ids of all findings. */
  readonly findings: readonly string[];
  /** The step that refused, by workload. */
  readonly refusedBy?: Readonly<Record<string, string>>;
  /** Parts of the words for strangers that get in. */
  readonly admitted?: readonly string[];
}

const CASES = readdirSync(CORPUS).sort().map(name => [name, join(CORPUS, name)] as const);

test.each(CASES)('%s', (_, folder) => {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  const report = check({ aws: join(folder, 'template.json'), gcp: join(folder, 'main.tf.json') });
  const { fits, workloads, findings } = expected;
  expect({
    fits: report.fits,
    workloads: Object.fromEntries(report.workloads.map(({ workload, verdict }) => [workload, verdict])),
    findings: [...new Set(report.findings.map(({ id }) => id))].sort(),
    ...expected.refusedBy && { refusedBy: refusedBy(report) },
  }).toEqual({ fits, workloads, findings, ...expected.refusedBy && { refusedBy: expected.refusedBy } });
  const inside = report.adversaries.filter(({ verdict }) => verdict === 'admitted').map(({ who }) => who);
  if (expected.admitted === undefined) expect(inside).toEqual([]);
  for (const who of expected.admitted ?? []) expect(inside).toContainEqual(expect.stringContaining(who));
});

test('is large enough to mean something', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60);
});

function refusedBy({ workloads }: CheckReport) {
  return Object.fromEntries(workloads.map(({ workload, steps }) => [workload, steps.find(({ verdict }) => verdict === 'refused')?.step]));
}
