import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../lib/cli/run-command-line';
import { RehearsalReport, WorkloadReport } from '../../lib/rehearsal';
import { Output } from '../../lib/reports/output';
import { rehearsalText } from '../../lib/reports/rehearsal/text';
import { temporaryFolder } from '../proof/temporary-folder';
import { Changes, outputs } from '../rehearsal/outputs';

async function command(args: string[], more: Partial<Output> = {}) {
  let written = '';
  let errors = '';
  const code = await runCommandLine(args, {
    write: text => { written += text; }, writeError: text => { errors += text; }, colour: false, ...more,
  });
  return { code, written, errors };
}

async function rehearse(changes: Changes = {}, args: string[] = [], more: Partial<Output> = {}, form = 'loopback') {
  const { aws, gcp, remove } = outputs(changes);
  try {
    return await command(['rehearse', '--aws', aws, '--gcp', gcp, '--form', form, ...args], more);
  } finally {
    remove();
  }
}

test('outputs that fit: a table, the honest notes, and exit code 0', async () => {
  const { code, written, errors } = await rehearse();
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(written).toMatch(/^ok +Stack\/Server +admitted +as gcs-reader-b8ee5d75@my-gcp-project\.iam\.gserviceaccount\.com, listed .* \d+$/m);
  expect(written).toMatch(/^ok +client that speaks IMDSv1 only +rejected +instance metadata, IMDSv2 token: 401 Unauthorized +\d+$/m);
  expect(written).toContain('The two sides match: every workload was admitted and every impostor was rejected (1 admitted, 15 rejected');
  expect(written).toContain('loopback: emulators of both clouds answer on ports of this machine.');
  expect(written).toContain('Not judged:');
  expect(written).not.toContain('\u001b');
});

test('outputs that do not fit: what was told, and exit code 1', async () => {
  const { code, written } = await rehearse({ role: { RoleName: 'other' } });
  expect(code).toBe(1);
  expect(written).toMatch(/^NOT OK +Stack\/Server +rejected +Google STS, attribute condition: The given credential is rejected/m);
  expect(written).toContain('The two sides do not match: 1 of 16');
});

test('writes JSON for programs', async () => {
  const { code, written } = await rehearse({}, ['--json']);
  const report = JSON.parse(written) as RehearsalReport;
  expect(code).toBe(0);
  expect(report).toMatchObject({ matches: true, form: 'loopback' });
  expect(report.workloads[0].attempts).toHaveLength(16);
});

test('keeps to the width of a terminal, and colours it', async () => {
  const { written } = await rehearse({}, [], { columns: 120, colour: true });
  expect(written).toContain('\u001b[32mok');
  const plain = written.split('\n').map(line => line.replaceAll(/\u001b\[\d+m/g, ''));
  expect(Math.max(...plain.filter(line => /^(?:ok|NOT OK| {6,})/.test(line)).map(line => line.length))).toBeLessThanOrEqual(120);
});

test('writes no credential', async () => {
  const { written } = await rehearse({}, ['--json']);
  expect(written).not.toMatch(/ya29\.|ASIA[A-Z2-7]{16}|AKIA[A-Z2-7]{16}|Signature=[0-9a-f]/);
});

test('--log shows every request, with who decided it', async () => {
  const { written } = await rehearse({}, ['--log']);
  expect(written).toMatch(/^ {2}Stack\/Server\n {4}200 instance metadata: PUT \/latest\/api\/token, token TTL$/m);
  expect(written).toMatch(/^ {4}200 AWS STS: .*, arn:aws:sts::111122223333:assumed-role\/gcs-reader\/i-[0-9a-f]{17}$/m);
  expect(written).toMatch(/^ {4}400 Google STS: POST \/v1\/token, attribute condition, /m);
  expect(written).toMatch(/^ {4}200 Cloud Storage: GET /m);
  expect(written).not.toMatch(/ya29\.|ASIA[A-Z2-7]{16}|AKIA[A-Z2-7]{16}|Signature=[0-9a-f]/);
});

test('--keep keeps what a reader may want to look into, and says where', async () => {
  const { written } = await rehearse({}, ['--keep']);
  const [, kept] = /^Kept: (.*)$/m.exec(written)!;
  const files = readdirSync(kept, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['report.json', 'Stack_Server/user-data', 'Stack_Server/client.log', 'Stack_Server/installed/opt/google/credential-config.json']));
  expect(JSON.parse(readFileSync(join(kept, 'report.json'), 'utf8'))).toMatchObject({ matches: true, kept });
  rmSync(kept, { recursive: true });
});

test('--keep keeps nothing where nothing could be rehearsed', async () => {
  const kept = () => readdirSync(tmpdir()).filter(name => name.startsWith('cdk-gcp-federation-kept-'));
  const before = kept();
  expect(await rehearse({ userData: () => '#!/bin/sh' }, ['--keep'])).toMatchObject({ code: 2 });
  expect(kept().filter(name => !before.includes(name))).toEqual([]);
});

describe('the text of a report', () => {
  const report = (changes: Partial<WorkloadReport>, more: Partial<RehearsalReport> = {}) => rehearsalText({
    verdict: 'match', matches: true, form: 'namespace', client: { version: '10.9.1' }, findings: [], workloads: [{ workload: 'Stack/Server', kind: 'ec2-instance', bootMilliseconds: 80, attempts: [], ...changes }], notes: [], notJudged: [], milliseconds: 100, ...more,
  }, { write: () => undefined, writeError: () => undefined, colour: false });

  test.each<[string, Partial<WorkloadReport>, string]>([
    ['ran', { userData: { exitCode: 0, timedOut: false, unreachedHosts: [], lastOutput: ['noise'] } }, 'Stack/Server, ec2-instance\n  user data ran in 80 ms\n\n'],
    ['failed', { userData: { exitCode: 7, timedOut: false, unreachedHosts: [], lastOutput: ['1', '2', '3', '4', '5', '6'] } },
      '  user data ended with exit code 7 after 80 ms; the last that it wrote:\n    2\n    3\n    4\n    5\n    6\n\n'],
    ['did not end', { userData: { exitCode: null, timedOut: true, unreachedHosts: [], lastOutput: [] } }, '  user data was ended after 80 ms, the time limit, and wrote nothing\n\n'],
    ['was killed', { userData: { exitCode: null, timedOut: false, unreachedHosts: [], lastOutput: [] } }, '  user data was ended by a signal after 80 ms and wrote nothing\n\n'],
    ['is no instance', { kind: 'ecs-task' }, 'Stack/Server, ecs-task\n  healthy in 80 ms\n\n'],
  ])('tells how user data %s', (_, changes, text) => {
    expect(report(changes)).toContain(text);
  });

  test('says why it is not the nearest form', () => {
    expect(report({}, { form: 'loopback', fallback: 'it needs Linux' })).toMatch(/Form:\n {2}- loopback: [^]*\n {2}- the namespace form, in which all of the user data runs as it is, cannot run here: it needs Linux/);
  });
});

test('--help says what it does', async () => {
  const { code, written } = await command(['rehearse', '--help']);
  expect(code).toBe(0);
  expect(written).toContain('Usage: cdk-gcp-federation rehearse');
  expect(written).toContain('a Kubernetes manifest');
});

describe('exit code 2 when', () => {
  const empty = temporaryFolder({ 'bad.tf.json': '{', 'template.json': { Resources: {} }, 'empty/cdk.tf.json': {} });
  afterAll(empty.remove);

  test.each<[string, string[], string]>([
    ['an option is unknown', ['rehearse', '--speed'], "'--speed'"],
    ['an argument is too much', ['rehearse', 'cdk.out'], "argument 'cdk.out' is not expected"],
    ['the form is unknown', ['rehearse', '--aws', `${empty.path}/template.json`, '--gcp', `${empty.path}/empty`, '--form', 'docker'], "form 'docker' is unknown"],
    ['the time limit is none', ['rehearse', '--time-limit', '0'], "--time-limit '0' is not a number of seconds: pass 1 to 99999"],
    ['the AWS side is not there', ['rehearse', '--aws', '/nowhere'], 'cannot read /nowhere: there is no such file or folder'],
    ['the Google side is malformed', ['rehearse', '--aws', `${empty.path}/template.json`, '--gcp', empty.path], 'bad.tf.json: malformed JSON'],
  ])('%s', async (_, args, message) => {
    const { code, written, errors } = await command(args);
    expect({ code, written }).toEqual({ code: 2, written: '' });
    expect(errors).toMatch(/^cdk-gcp-federation: .*\n$/);
    expect(errors).toContain(message);
  });
});
