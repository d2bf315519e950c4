import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, CheckReport, Verdict } from '../../../lib/proof';

const CORPUS = join(__dirname, '../../fixtures/corpus');

interface Expected {
  readonly about: string;
  readonly matches: boolean;
  readonly workloads: Readonly<Record<string, Verdict>>;
  /** Ids of all findings. */
  readonly findings: readonly string[];
  /** The step that refused, by workload. */
  readonly rejectedBy?: Readonly<Record<string, string>>;
  /** Parts of the words for impostors that get in. */
  readonly admitted?: readonly string[];
}

const CASES = readdirSync(CORPUS).sort().map(name => [name, join(CORPUS, name)] as const);

test.each(CASES)('%s', (_, folder) => {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  const report = check({ aws: join(folder, 'template.json'), gcp: googleSideOf(folder) });
  const { matches, workloads, findings } = expected;
  expect({
    matches: report.matches,
    workloads: Object.fromEntries(report.workloads.map(({ workload, verdict }) => [workload, verdict])),
    findings: [...new Set(report.findings.map(({ id }) => id))].sort(),
    ...expected.rejectedBy && { rejectedBy: rejectedBy(report) },
  }).toEqual({ matches, workloads, findings, ...expected.rejectedBy && { rejectedBy: expected.rejectedBy } });
  const inside = report.callers.filter(({ verdict }) => verdict === 'admitted').map(({ who }) => who);
  if (expected.admitted === undefined) expect(inside).toEqual([]);
  for (const who of expected.admitted ?? []) expect(inside).toContainEqual(expect.stringContaining(who));
});

/** A configuration, or a plan. */
function googleSideOf(folder: string): string {
  const plan = join(folder, 'plan.json');
  return existsSync(plan) ? plan : join(folder, 'main.tf.json');
}

test('is large enough to mean something', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(60);
});

function rejectedBy({ workloads }: CheckReport) {
  return Object.fromEntries(workloads.map(({ workload, steps }) => [workload, steps.find(({ verdict }) => verdict === 'rejected')?.step]));
}
