import { Output } from '../../lib/cli/output';
import { runCommandLine } from '../../lib/cli/run-command-line';
import { RehearsalReport } from '../../lib/rehearsal';
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

async function rehearse(changes: Changes = {}, args: string[] = [], more: Partial<Output> = {}) {
  const { aws, gcp, remove } = outputs(changes);
  try {
    return await command(['rehearse', '--aws', aws, '--gcp', gcp, ...args], more);
  } finally {
    remove();
  }
}

test('outputs that fit: a table, the honest notes, and exit code 0', async () => {
  const { code, written, errors } = await rehearse();
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(written).toMatch(/^ok +Stack\/Server +admitted +as gcp-aws-identity@my-gcp-project\.iam\.gserviceaccount\.com, listed .* \d+$/m);
  expect(written).toMatch(/^ok +client that speaks IMDSv1 only +refused +instance metadata, IMDSv2 token: 401 Unauthorized +\d+$/m);
  expect(written).toContain('The two clouds fit: everyone who should get in did, and nobody else (1 admitted, 15 refused');
  expect(written).toContain('loopback: stand-ins for both clouds answer on ports of this machine.');
  expect(written).toContain('Not judged:');
  expect(written).not.toContain('\u001b');
});

test('outputs that do not fit: what was told, and exit code 1', async () => {
  const { code, written } = await rehearse({ role: { RoleName: 'other' } });
  expect(code).toBe(1);
  expect(written).toMatch(/^NOT OK +Stack\/Server +refused +Google STS, attribute condition: The given credential is rejected/m);
  expect(written).toContain('The two clouds do not fit: 1 of 16');
});

test('writes JSON for programs', async () => {
  const { code, written } = await rehearse({}, ['--json']);
  const report = JSON.parse(written) as RehearsalReport;
  expect(code).toBe(0);
  expect(report).toMatchObject({ fits: true, form: 'loopback' });
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

test('--help says what it does', async () => {
  const { code, written } = await command(['--help']);
  expect(code).toBe(0);
  expect(written).toContain('Usage: cdk-gcp-federation rehearse');
});

describe('exit code 2 when', () => {
  const empty = temporaryFolder({ 'bad.tf.json': '{', 'template.json': { Resources: {} } });
  afterAll(empty.remove);

  test.each<[string, string[], string]>([
    ['there is no command', [], 'no command was given: try --help'],
    ['the command is unknown', ['dance'], "command 'dance' is unknown: pass 'rehearse'"],
    ['an option is unknown', ['rehearse', '--speed'], "Unknown option '--speed'"],
    ['an argument is too much', ['rehearse', 'cdk.out'], "argument 'cdk.out' is not expected"],
    ['the AWS side is not there', ['rehearse', '--aws', '/nowhere'], 'cannot read /nowhere: there is no such file or folder'],
    ['the Google side is malformed', ['rehearse', '--aws', `${empty.path}/template.json`, '--gcp', empty.path], 'bad.tf.json: malformed JSON'],
  ])('%s', async (_, args, message) => {
    const { code, written, errors } = await command(args);
    expect({ code, written }).toEqual({ code: 2, written: '' });
    expect(errors).toMatch(/^cdk-gcp-federation: .*\n$/);
    expect(errors).toContain(message);
  });
});
