import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundledCommand, BundledCommand } from './bundled-command';
import { version } from '../../package.json';

let command: BundledCommand;
beforeAll(async () => { command = await bundledCommand(); });
afterAll(() => command.remove());

/** Runs the command, and gives what it wrote and the files beside its own that it loaded. */
function run(...args: string[]) {
  const preload = join(dirname(command.program), 'preload.js');
  writeFileSync(preload, "process.on('exit', () => console.error(JSON.stringify(Object.keys(require.cache))));");
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', preload, command.program, ...args], { encoding: 'utf8' });
  const loaded: string[] = JSON.parse(stderr.trim().split('\n').at(-1)!);
  return { status, stdout, loaded: loaded.filter(file => ![preload, command.program].includes(file)).map(file => file.replace(/^.*\/build\//, '')) };
}

test.each([['--version'], ['--help']])('%s loads nothing but the command itself', option => {
  expect(run(option)).toMatchObject({ status: 0, loaded: [] });
});

test('a sub-command loads what it needs', () => {
  expect(run('check', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: cdk-gcp-federation check'), loaded: ['proof/index.js', 'federation/shared.js'] });
});

test('the version is that of the manifest beside the bundle', () => {
  expect(run('--version').stdout).toBe(`${version}\n`);
});

test.each([['init'], ['check'], ['rehearse'], ['explain'], ['terraform']])('%s is in the bundle', name => {
  expect(run(name, '--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(new RegExp(`^Usage: cdk-gcp-federation ${name} `)) });
});
