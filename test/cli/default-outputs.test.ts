import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_OUTPUTS, requireDefaultOutputs } from '../../lib/cli/default-outputs';
import { temporaryFolder } from '../proof/temporary-folder';

const { path: folder, remove } = temporaryFolder();
const before = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  remove();
});

test('says how to come by what no flag names, side by side, and leaves what a flag names to those who read it', () => {
  expect(() => requireDefaultOutputs(DEFAULT_OUTPUTS)).toThrow('cannot read cdk.out: there is no such file or folder: synthesize the AWS side first, or name its output by --aws');
  mkdirSync(join(folder, 'cdk.out'));
  expect(() => requireDefaultOutputs(DEFAULT_OUTPUTS)).toThrow('cannot read cdktf.out: there is no such file or folder: synthesize the Google side first, or name its folder by --gcp');
  expect(() => requireDefaultOutputs({ ...DEFAULT_OUTPUTS, gcp: ['gcp'] })).not.toThrow();
  mkdirSync(join(folder, 'cdktf.out'));
  expect(() => requireDefaultOutputs(DEFAULT_OUTPUTS)).not.toThrow();
});
