import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readingOutputs } from '../../lib/cli/default-outputs';
import { readJsonObject } from '../../lib/proof/inputs/read-json';
import { temporaryFolder } from '../proof/temporary-folder';

const { path: folder, remove } = temporaryFolder();
const before = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  remove();
});

const reading = (path: string) => () => readingOutputs(() => readJsonObject(path));

test('says how to come by an output that is not where outputs are by default', () => {
  expect(reading('cdk.out')).toThrow('cannot read cdk.out: there is no such file or folder: synthesize the AWS side first, or name its output by --aws');
  expect(reading('cdktf.out')).toThrow('cannot read cdktf.out: there is no such file or folder: synthesize the Google side first, or name its folder by --gcp');
});

test('leaves alone what else is wrong, and what a flag names', () => {
  mkdirSync(join(folder, 'cdk.out'));
  expect(reading('cdk.out')).toThrow(/^cannot read cdk\.out: it is a folder$/);
  expect(reading('gcp')).toThrow(/^cannot read gcp: there is no such file or folder$/);
  expect(() => readingOutputs(() => { throw new Error('something else'); })).toThrow('something else');
  expect(readingOutputs(() => 1)).toBe(1);
});
