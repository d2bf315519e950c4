import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { instanceWith } from './app';
import { evaluate } from './evaluate';
import { FLAGS, init } from './init';
import { nextStepsInput, stackWithSteps } from './stack-with-steps';
import { GOOGLE_PEERS, nextSteps, NextStepsInput } from '../../../lib/cli/init/next-steps';
import * as google from '../../../lib/gcp';
import { check } from '../../../lib/proof';
import { temporaryFolder } from '../../proof/temporary-folder';
import { ROOT } from '../../readme/samples';
import { command } from '../command';

const temporary = temporaryFolder();
const folder = temporary.path;
afterAll(temporary.remove);

const INPUT: NextStepsInput = nextStepsInput(folder);

beforeAll(async () => {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  expect(await init([...FLAGS, '--gcp', '--grant', 'bucket:reports:roles/storage.objectViewer'], { folder })).toMatchObject({ code: 0, errors: '' });
  expect(await init([...FLAGS, '--json', '--grant', 'bucket:reports:roles/storage.objectViewer'], { folder })).toMatchObject({ code: 0, errors: '' });
});

test('both sides are synthesized from it, by the construct or by the command, and fit', async () => {
  const source = (name: string) => readFileSync(join(folder, name), 'utf8');
  const federation = evaluate(source('federation.ts'));

  // An instance that has a role of its own, to which the lines are added.
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const { ReportsStack } = evaluate(stackWithSteps(folder, 'of an instance'), { './federation': federation }) as { ReportsStack: new (...args: ConstructorParameters<typeof Stack>) => any };
  const stack = new ReportsStack(app, 'Reports', { env: { account: '111122223333', region: 'eu-central-1' } });
  const role = new iam.Role(stack, 'Role', { roleName: 'gcs-reader', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  stack.addTo(instanceWith(stack, 'Host', role), role);
  app.synth();

  process.env.CDKTF_OUTDIR = join(folder, 'cdktf.out');
  evaluate(source('gcp.ts'), { './federation': federation, 'cdk-gcp-federation/gcp': google });
  expect(await command(['terraform', join(folder, 'federation.json'), '--out', join(folder, 'gcp')])).toMatchObject({ code: 0, errors: '' });

  for (const gcp of ['cdktf.out/stacks/gcp', 'gcp']) {
    expect(check({ aws: join(folder, 'cdk.out'), gcp: join(folder, gcp) })).toMatchObject({
      matches: true,
      workloads: [{ verdict: 'admitted', roleArn: 'arn:aws:sts::111122223333:assumed-role/gcs-reader', roles: [{ role: 'roles/storage.objectViewer', resource: 'bucket reports' }] }],
    });
  }
});

test('names the packages that the project lacks, in the versions that this one is built with', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const [name, version] of Object.entries(GOOGLE_PEERS)) expect(version).toBe(`^${devDependencies[name]}`);
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  for (const needed of [...Object.entries(GOOGLE_PEERS).map(([name, version]) => `${name}@${version}`), 'tsx@4', 'aws-cdk@2']) expect(readme).toMatch(new RegExp(`npm install --save-dev[^\n]* ${needed.replace(/[.^]/g, '\\$&')}`));
  const commands = () => nextSteps(INPUT).at(-1)!.lines;
  expect(commands().slice(0, 2)).toEqual(['npm install cdk-gcp-federation', `npm install --save-dev cdktf@${GOOGLE_PEERS.cdktf} @cdktf/provider-google@${GOOGLE_PEERS['@cdktf/provider-google']} aws-cdk@2 tsx@4`]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { 'cdk-gcp-federation': '1' }, devDependencies: { 'cdktf': '1', '@cdktf/provider-google': '1', 'aws-cdk': '2' } }));
  expect(commands().slice(0, 2)).toEqual(['npm install --save-dev tsx@4', 'npx cdk synth && npx tsx gcp.ts']);
});

test.each([
  ['new', true, "GcpFederatedRole.fromJsonFile(this, 'Gcp', 'federation.json');", 'append `, { role: host.role }` to the arguments.'],
  ['new', false, "new GcpFederatedRole(this, 'Gcp', federation);", 'write `{ ...federation, role: host.role }` above.'],
  ['of an instance', true, "GcpFederatedRole.fromJsonFile(this, 'Gcp', 'federation.json', { role: instance.role });", undefined],
  ['of the app', true, "GcpFederatedRole.fromJsonFile(this, 'Gcp', 'federation.json', { role });", undefined],
] as const)('a role that exists is passed on (%s, as JSON: %s)', (role, json, made, existing) => {
  const text = nextSteps({ ...INPUT, role, json })[0].lines.join('\n');
  expect(text).toContain(made);
  // Outputs tell of no role whose name AWS generates, so that the lines for a new one say what to do with such a one.
  expect(text.includes('role: gcp.role')).toBe(existing !== undefined);
  expect(text).toContain(existing ?? '');
});

describe('an app in Python', () => {
  test.each([
    ['new', 'gcp = GcpFederatedRole.from_json_file(self, "Gcp", "stacks/federation.json")', true],
    ['of an instance', 'gcp = GcpFederatedRole.from_json_file(self, "Gcp", "stacks/federation.json", role=instance.role)', false],
    ['of the app', 'gcp = GcpFederatedRole.from_json_file(self, "Gcp", "stacks/federation.json", role=role)', false],
  ] as const)('has its lines in Python (role: %s)', (role, made, passed) => {
    const [{ title, lines }, { lines: commands }] = nextSteps({ ...INPUT, out: 'stacks', json: true, role, command: 'python3 app.py' });
    expect(title).toBe('Add to the stack of the workload');
    expect(lines.slice(0, 3)).toEqual(['from cdk_gcp_federation import GcpFederatedRole', '', made]);
    expect(lines.at(-1)).toMatch(/^gcp\.add_to_instance\(instance\) {2}# or /);
    expect(lines.some(line => line.startsWith('#') && line.includes('`role=gcp.role`'))).toBe(passed);
    expect(lines.join()).not.toMatch(/\/\/|const |;/);
    expect(commands).toEqual([
      'pip install cdk-gcp-federation',
      'npx cdk synth',
      'cdk-gcp-federation terraform stacks/federation.json --out gcp',
      'cdk-gcp-federation check --gcp gcp',
    ]);
  });

  test.each(['python app.py', '.venv/bin/python3.12 app.py', '.venv\\Scripts\\python.exe app.py', 'poetry run python app.py'])('is known by %s', started => {
    expect(nextSteps({ ...INPUT, json: true, command: started })[0].lines[0]).toMatch(/^from /);
  });

  test.each([undefined, 'mvn -e -q compile exec:java', 'go run app.go', 'dotnet run --project src/Pythonic.csproj', 'npx tsx bin/python-stack.ts'])('is not started by %s', started => {
    const [{ lines }, { lines: commands }] = nextSteps({ ...INPUT, json: true, command: started });
    expect(lines[0]).toMatch(/^const gcp = GcpFederatedRole\.fromJsonFile/);
    expect(commands.at(-1)).toBe('npx cdk-gcp-federation check --gcp gcp');
  });
});
