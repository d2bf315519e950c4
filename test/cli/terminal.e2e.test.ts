import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledCommand, bundledCommand } from './bundled-command';
import { federationIn } from './init/evaluate';
import { FLAGS } from './init/init';
import { describeOnTerminal, onTerminal } from './pseudo-terminal';
import { temporaryFolder } from '../proof/temporary-folder';

const CORPUS = join(__dirname, '../fixtures/corpus');
const COLOUR = /\u001b\[\d+m/;
const CLEARED = '\r\u001b[K';

/** Shell words that start the command, and a check that fails. */
let [program, failingCheck] = ['', ''];
let bundle: BundledCommand;
beforeAll(async () => {
  bundle = await bundledCommand();
  program = `${process.execPath} ${bundle.program}`;
  failingCheck = `${program} check --aws ${CORPUS}/member-role-name/template.json --gcp ${CORPUS}/member-role-name/main.tf.json`;
});
afterAll(() => bundle.remove());

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  temporary = temporaryFolder({ 'node_modules/.keep': '' });
  folder = temporary.path;
});
afterEach(() => temporary.remove());

describeOnTerminal('on a terminal', () => {
  test('a check is coloured, keeps to its width, and says before that it is at work', async () => {
    const { seen, code } = await onTerminal(failingCheck, { folder });
    expect(code).toBe(1);
    expect(seen).toMatch(/^\r\u001b\[K\u001b\[2mchecking /);
    expect(seen).toContain('\u001b[31mrejected');
    expect(seen).toContain('\u001b[32mok');
    const lines = seen.slice(seen.lastIndexOf(CLEARED) + CLEARED.length).replaceAll(new RegExp(COLOUR, 'g'), '').split('\n');
    expect(lines.filter(line => /^ {2}(?:ok|REJECTED|found|fix|answer)/.test(line) && line.length > 100)).toEqual([]);
  });

  test('NO_COLOR takes the colours away, and leaves a text that says it all', async () => {
    const { seen } = await onTerminal(failingCheck, { folder, environment: { NO_COLOR: '1' } });
    expect(seen).not.toMatch(COLOUR);
    expect(seen).toMatch(/^ {2}REJECTED {2}member /m);
    expect(seen).toContain('The two sides do not match');
  });

  test.each([['--json'], ['--sarif -']])('%s is JSON and nothing else on the standard output', async option => {
    const { seen } = await onTerminal(`${failingCheck} ${option} 2> errors`, { folder });
    expect(() => JSON.parse(seen)).not.toThrow();
    expect(readFileSync(join(folder, 'errors'), 'utf8')).toBe('');
  });

  test('init asks, and writes what was answered', async () => {
    const { seen, code } = await onTerminal(`${program} init ${FLAGS.slice(0, 6).join(' ')}`, {
      folder,
      environment: { NO_COLOR: '1' },
      typing: [['account of the role: ', '12\n'], ['account of the role: ', '111122223333\n'], ['Service account [gcs-reader-b8ee5d75]: ', '\n'], ['for nothing yet: ', '\n'], ['[y/N]: ', 'n\n']],
    });
    expect(code).toBe(0);
    expect(seen.replaceAll(/\s+/g, ' ')).toContain("awsAccountId '12' is not an AWS account id: pass its 12 digits");
    expect(seen).toContain('Wrote federation.ts.');
    expect(federationIn(readFileSync(join(folder, 'federation.ts'), 'utf8'))).toMatchObject({ roleName: 'gcs-reader', awsAccountId: '111122223333' });
  });

  test.each([['Ctrl+C', '\u0003', 130, 'Nothing was written.'], ['Ctrl+D', '\u0004', 2, 'nothing was written']])('%s ends init, which then has written nothing', async (_, key, expected, message) => {
    const { seen, code } = await onTerminal(`${program} init ${FLAGS.slice(0, 6).join(' ')}`, { folder, typing: [['account of the role: ', key]] });
    expect(code).toBe(expected);
    expect(seen).toContain(message);
    expect(readdirSync(folder)).toEqual(['node_modules']);
  });

  test('init asks nothing where only the answers, and not the questions, have a terminal', async () => {
    const { code } = await onTerminal(`${program} init 2> errors`, { folder });
    expect(code).toBe(2);
    expect(readFileSync(join(folder, 'errors'), 'utf8')).toContain('nobody can be asked here');
  });
});

const inShell = (words: string, environment: NodeJS.ProcessEnv = {}) =>
  spawnSync('bash', ['-c', words], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder, ...environment } });

(existsSync('/bin/bash') ? describe : describe.skip)('in a pipe', () => {
  test('there are neither colours nor progress', () => {
    const { stdout, stderr } = inShell(failingCheck);
    expect(stdout).toContain('The two sides do not match');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  test('FORCE_COLOR brings the colours, but not into JSON', () => {
    expect(inShell(failingCheck, { FORCE_COLOR: '1' }).stdout).toMatch(COLOUR);
    expect(inShell(`${failingCheck} --json`, { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });

  test('a reader that has seen enough changes no exit code, and hears no complaint', () => {
    const { stdout, stderr } = inShell(`${failingCheck} --json | true; echo "\${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' });
  });

  test('terraform reads from the standard input', () => {
    const { stdout, stderr, status } = inShell(`${program} init ${FLAGS.join(' ')} --json --out - | ${program} terraform - --out -`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(JSON.parse(stdout)).toHaveProperty('resource.google_iam_workload_identity_pool');
  });

  test('and says where in it something is wrong', () => {
    expect(inShell(`echo '{"gcpProjectId": 1}' | ${program} terraform - --out -`)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^cdk-gcp-federation: standard input:1:/) });
  });
});
