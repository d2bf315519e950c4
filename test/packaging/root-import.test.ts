import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Modules that a fresh process has loaded after requiring one of ours. */
function loadedBy(module: string): string[] {
  const script = `
    require('ts-node').register({ transpileOnly: true, preferTsExts: true });
    require(${JSON.stringify(join(__dirname, '../..', module))});
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: join(__dirname, '../..') }).trim().split('\n').pop()!);
}

describe('the root import', () => {
  const loaded = loadedBy('lib/index.ts');

  test('loads neither CDKTF nor the Google provider, nor what the command needs', () => {
    expect(loaded.filter(file => /node_modules\/(cdktf|@cdktf|@bufbuild|google-auth-library)\//.test(file))).toEqual([]);
    expect(loaded.filter(file => /\/lib\/(gcp|proof|rehearsal|cli)\//.test(file))).toEqual([]);
  });

  test('touches no service of aws-cdk-lib beyond the lazy index files', () => {
    const touched = loaded.filter(file => /node_modules\/aws-cdk-lib\/aws-[^/]+\/lib\/(?!index\.js$)/.test(file));
    expect(touched).toEqual([]);
  });
});

test('the Google side loads the resources that it uses, not the whole provider', () => {
  const loaded = loadedBy('lib/gcp/index.ts');
  expect(loaded.filter(file => /@cdktf\/provider-google\/lib\/index\.js$/.test(file))).toEqual([]);
  expect(loaded.filter(file => /node_modules\/aws-cdk-lib\//.test(file))).toEqual([]);
});
