import { join } from 'node:path';
import { requireAbsent, writeNewFiles } from '../../../lib/cli/init/new-files';
import { temporaryFolder } from '../../proof/temporary-folder';

jest.mock('node:fs', () => ({ ...jest.requireActual('node:fs') }));
const fs = jest.requireMock<typeof import('node:fs')>('node:fs');
const real = jest.requireActual<typeof import('node:fs')>('node:fs');

let temporary: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  temporary = temporaryFolder();
  folder = temporary.path;
});
afterEach(() => {
  jest.restoreAllMocks();
  temporary.remove();
});

function failure(code: string): never {
  throw Object.assign(new Error(code), { code });
}

test('makes the folder and the files, and leaves nothing else behind', () => {
  writeNewFiles(join(folder, 'a/b'), { 'one.ts': '1', 'two.ts': '2' });
  expect(fs.readdirSync(join(folder, 'a/b')).sort()).toEqual(['one.ts', 'two.ts']);
  expect(fs.readFileSync(join(folder, 'a/b/two.ts'), 'utf8')).toBe('2');
});

test('makes none where one has come into being meanwhile', () => {
  requireAbsent(folder, ['one.ts', 'two.ts']);
  fs.writeFileSync(join(folder, 'two.ts'), 'mine');
  expect(() => writeNewFiles(folder, { 'one.ts': '1', 'two.ts': '2' })).toThrow(`'${join(folder, 'two.ts')}' exists and is never overwritten`);
  expect(fs.readdirSync(folder)).toEqual(['two.ts']);
  expect(fs.readFileSync(join(folder, 'two.ts'), 'utf8')).toBe('mine');
});

test('leaves nothing half-written where the disk is full', () => {
  jest.spyOn(fs, 'writeFileSync').mockImplementation((file, ...more) => {
    real.writeFileSync(file, '', ...more.slice(1) as []);
    failure('ENOSPC');
  });
  expect(() => writeNewFiles(folder, { 'one.ts': '1' })).toThrow(`cannot write ${join(folder, 'one.ts')}: ENOSPC`);
  expect(fs.readdirSync(folder)).toEqual([]);
});

describe('on a file system without hard links', () => {
  beforeEach(() => { jest.spyOn(fs, 'linkSync').mockImplementation(() => failure('EPERM')); });

  test('makes the files all the same', () => {
    writeNewFiles(folder, { 'one.ts': '1' });
    expect(fs.readdirSync(folder)).toEqual(['one.ts']);
    expect(fs.readFileSync(join(folder, 'one.ts'), 'utf8')).toBe('1');
  });

  test('never overwrites', () => {
    fs.writeFileSync(join(folder, 'one.ts'), 'mine');
    expect(() => writeNewFiles(folder, { 'one.ts': '1' })).toThrow('exists and is never overwritten');
    expect(fs.readFileSync(join(folder, 'one.ts'), 'utf8')).toBe('mine');
    expect(fs.readdirSync(folder)).toEqual(['one.ts']);
  });

  test('leaves nothing half-written', () => {
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, text, ...more) => typeof file === 'number' ? failure('ENOSPC') : real.writeFileSync(file, text, ...more));
    expect(() => writeNewFiles(folder, { 'one.ts': '1' })).toThrow('cannot write');
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

test('says what is in the way of the folder', () => {
  fs.writeFileSync(join(folder, 'file'), '');
  expect(() => writeNewFiles(join(folder, 'file'), { 'one.ts': '1' })).toThrow(/EEXIST|ENOTDIR/);
});
