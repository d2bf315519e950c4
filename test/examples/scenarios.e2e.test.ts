import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, commandLine, commandsOf, outputsOf, ROOT, synthesisOf, synthesize } from './run';
import { check } from '../../lib/proof';
import type { RehearsalReport } from '../../lib/rehearsal';
import { temporaryFolder } from '../proof/temporary-folder';

/** The workloads of each example, and as what Google admits them. */
const SCENARIOS: Readonly<Record<string, readonly (readonly [kind: string, as: string])[]>> = {
  'ec2.ts': [['ec2-instance', account('gcs-reader-b8ee5d75')]],
  'auto-scaling.ts': [['auto-scaling-group', account('order-workers-a8d0e2a9')]],
  'lambda.ts': [['lambda-function', account('gcs-reader-b8ee5d75')]],
  'fargate.ts': [['ecs-task', account('gcs-reader-b8ee5d75')]],
  'existing-role.ts': [['ec2-instance', account('reports')]],
  'many-accounts.ts': ['reader-dev', 'writer-dev', 'reader-prod', 'writer-prod'].map(name => ['ec2-instance', account(`reports-${name}`)]),
  'direct-bigquery.ts': [['ec2-instance', expect.stringMatching(/^principal:.*:assumed-role\/sales-analyst\//)]],
  'two-teams/aws.ts': [['ec2-instance', account('gcs-reader')]],
  'eks-oidc.ts': [['kubernetes-pod', account('gcs-reader-203f6413')]],
  'eks-pod-identity.ts': [['kubernetes-pod', account('gcs-reader-b8ee5d75')]],
};

function account(id: string): string {
  return `${id}@my-gcp-project.iam.gserviceaccount.com`;
}

/** They print manifests for kubectl; the first has no AWS CDK. */
const MANIFESTS = ['eks-oidc.ts', 'eks-pod-identity.ts'];
const APPS = Object.keys(SCENARIOS).filter(example => !MANIFESTS.includes(example));

const folder = temporaryFolder();
const manifestsOf = (example: string) => join(folder.path, example, 'manifests.json');
beforeAll(async () => {
  synthesize(APPS, folder.path);
  for (const example of MANIFESTS) {
    mkdirSync(join(folder.path, example));
    writeFileSync(manifestsOf(example), synthesize([example], folder.path));
  }
  const args = argumentsOf(commandsOf('two-teams/aws.ts')[1]);
  await commandLine([...args.slice(0, -1), outputsOf('two-teams/aws.ts', folder.path).gcp]);
}, 60_000);
afterAll(() => folder.remove());

const rehearsed = new Map<string, RehearsalReport['workloads']>();

describe.each(Object.entries(SCENARIOS))('%s', (example, admitted) => {
  const { aws: assembly, gcp } = outputsOf(example, folder.path);
  const outputs = () => [assembly, manifestsOf(example)].filter(existsSync);

  test('its workloads are admitted, and nobody else', () => {
    const { matches, findings, workloads } = check({ aws: outputs(), gcp });
    expect(workloads.map(({ kind, verdict, actsAs }) => [kind, verdict, actsAs])).toEqual(admitted.map(([kind, as]) => [kind, 'admitted', as]));
    expect({ matches, findings }).toEqual({ matches: true, findings: [] });
  });

  test('a real client gets in, and impostors do not', async () => {
    const { workloads } = JSON.parse(await commandLine(['rehearse', '--form', 'loopback', ...outputs().flatMap(path => ['--aws', path]), '--gcp', gcp, '--json'])) as RehearsalReport;
    expect(workloads.map(({ attempts }) => attempts[0]).map(({ outcome, as }) => [outcome, as])).toEqual(admitted.map(([, as]) => ['admitted', as]));
    rehearsed.set(example, workloads);
    for (const { attempts } of workloads) expect(attempts.filter(({ outcome }) => outcome === 'rejected').length).toBeGreaterThan(10);
  }, 60_000);
});

test('README shows what the rehearsals showed (UPDATE_README=1 writes it)', () => {
  expect([...rehearsed.keys()]).toEqual(Object.keys(SCENARIOS));
  const count = (reports: RehearsalReport['workloads'], wanted: string) => reports.flatMap(({ attempts }) => attempts).filter(({ outcome }) => outcome === wanted).length;
  const rows = [...rehearsed].map(([example, reports]) => {
    const kinds = [...new Set(reports.map(({ kind }) => kind))].join(', ');
    return `| ${example} | ${kinds} | ${count(reports, 'admitted')} of ${reports.length} | ${count(reports, 'rejected')} of ${count(reports, 'rejected') + count(reports, 'depends')} |`;
  });
  const table = ['| example | workload | admitted | impostors rejected |', '|---|---|---|---|', ...rows].join('\n');
  const readme = join(ROOT, 'README.md');
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split('<!-- rehearsed -->\n');
  const after = rest.slice(rest.indexOf('\n\n'));
  const updated = `${before}<!-- rehearsed -->\n${table}${after}`;
  if (process.env.UPDATE_README) writeFileSync(readme, updated);
  expect(readFileSync(readme, 'utf8')).toBe(updated);
});

test('no example is untested, and the index shows each with its command', () => {
  const files = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  expect(files.sort()).toEqual(Object.keys(SCENARIOS).sort());
  for (const example of APPS) expect(commandsOf(example)[0]).toBe(synthesisOf(example));
  const index = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');
  for (const file of files) expect(index).toContain(`](${file})`);
});
