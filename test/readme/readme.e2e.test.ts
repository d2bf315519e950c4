import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { RosettaTabletReader, TargetLanguage, UnknownSnippetMode } from 'jsii-rosetta';
import { compile } from './compile';
import { ENTRY_POINTS, ROOT, samples } from './samples';
import { GcpFederatedRole } from '../../lib';

const { named, fragments } = samples('README.md');
const scripts = named.filter(({ file }) => file.endsWith('.ts'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, text } of named) writeFileSync(join(folder, file), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a sample as a user's project would, with the package found in this checkout. */
function run(file: string): string {
  const preload = join(folder, 'preload.js');
  writeFileSync(preload, `
    const Module = require('module');
    const resolve = Module._resolveFilename;
    const ours = ${JSON.stringify(ENTRY_POINTS)};
    Module._resolveFilename = (request, ...rest) => resolve(ours[request] ? ${JSON.stringify(ROOT)} + '/' + ours[request] : request, ...rest);
    require('ts-node').register({ transpileOnly: true, preferTsExts: true, compilerOptions: { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', esModuleInterop: true } });`);
  mkdirSync(join(folder, 'out'), { recursive: true });
  const { status, stderr, stdout } = spawnSync(process.execPath, ['-r', preload, join(folder, file)], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, CDK_OUTDIR: join(folder, 'cdk.out'), CDK_VALIDATION: 'false' },
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return stdout;
}

test('every code block says which file it is, so that none escapes these tests', () => {
  expect(fragments).toEqual([]);
  expect(scripts.length).toBeGreaterThan(4);
});

test('jsii-pacmak leaves every code block as it is, in the README of every language', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = (text: string) => text.match(/^```\w[^]*?^```$/gm);
  const reader = new RosettaTabletReader({ unknownSnippets: UnknownSnippetMode.TRANSLATE });
  const api = { api: 'moduleReadme', moduleFqn: 'cdk-gcp-federation' } as const;
  for (const language of Object.values(TargetLanguage)) {
    expect(blocks(reader.translateSnippetsInMarkdown(api, readme, language, false))).toEqual(blocks(readme));
  }
});

test('the samples compile strictly', () => {
  expect(compile(scripts.map(({ file }) => join(folder, file)))).toEqual([]);
});

test.each(scripts.map(({ file }) => file))('%s runs', file => { run(file); });

test('the two sides of the first sample are written', () => {
  run('aws.ts');
  run('gcp.ts');
  expect(readFileSync(join(folder, 'cdk.out/reports.template.json'), 'utf8')).toContain('"RoleName": "gcs-reader"');
  expect(existsSync(join(folder, 'cdktf.out/stacks/gcp/cdk.tf.json'))).toBe(true);
});

test('the JSON file is one that the construct takes', () => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333' } });
  expect(GcpFederatedRole.fromJsonFile(stack, 'Reader', join(folder, 'federation.json')).credentialConfig).toContain('gcs-reader@my-gcp-project');
});

test('the commands that it names exist', () => {
  const { scripts: npmScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const commands = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npm run (\w+)/g)].map(([, name]) => name);
  expect(commands.filter(name => !(name in npmScripts))).toEqual([]);
});
