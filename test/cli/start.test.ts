import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundledCommand, BundledCommand } from './bundled-command';
import { version } from '../../package.json';

let command: BundledCommand;
beforeAll(async () => { command = await bundledCommand(); });
afterAll(() => command.remove());

/** Runs the command, and gives what it wrote, the files beside its own that it loaded, and how many threads it started. */
function run(...args: string[]) {
  const preload = join(dirname(command.program), 'preload.js');
  writeFileSync(preload, `
    let threads = 0;
    process.on('worker', () => { threads++; });
    process.on('exit', () => console.error(JSON.stringify({ files: Object.keys(require.cache), threads })));`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', preload, command.program, ...args], { encoding: 'utf8' });
  const { files, threads }: { files: string[]; threads: number } = JSON.parse(stderr.trim().split('\n').at(-1)!);
  const loaded = files.filter(file => ![preload, command.program].includes(file)).map(file => file.replace(/^.*\/build\//, ''));
  return { status, stdout, loaded, threads };
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

test('every command of the help is in the bundle', () => {
  const [, listed] = /^Commands:\n([^]*?)\n\n/m.exec(run('--help').stdout)!;
  const names = [...listed.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);

  expect(names).toEqual(expect.arrayContaining(['init', 'check', 'rehearse', 'explain', 'doctor', 'keys', 'terraform', 'gcloud', 'export']));
  for (const name of names) {
    expect(run(name, '--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(new RegExp(`^Usage: cdk-gcp-federation ${name} `)) });
  }
});

test('check leaves the parser of HCL alone where no expression of Terraform has to be evaluated', () => {
  const folder = dirname(command.program);
  const [federation, google, template] = ['federation.json', 'google', 'template.json'].map(name => join(folder, name));
  const role = { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', roleName: 'reader' };
  writeFileSync(federation, JSON.stringify(role));
  writeFileSync(template, JSON.stringify({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'reader' } } } }));
  expect(run('terraform', federation, '--out', google)).toMatchObject({ status: 0 });
  expect(readFileSync(join(google, 'cdk-gcp-federation.tf.json'), 'utf8')).toContain('"${self.name == ');

  expect(run('check', '--aws', template, '--gcp', google)).toMatchObject({ stdout: expect.stringContaining('reader'), threads: 0 });
});
