import { spawnSync } from 'node:child_process';
import { errorLine } from '../../../lib/rehearsal/client/error-line';

const stderr = (script: string) => spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stderr;

test('is the error, not the version that Node.js writes below it', () => {
  expect(errorLine(stderr("require('/nowhere/google-client.js')"))).toBe("Error: Cannot find module '/nowhere/google-client.js'");
  expect(errorLine(stderr("throw new TypeError('not a host')"))).toBe('TypeError: not a host');
});

test('is the last line if none names an error', () => {
  expect(errorLine('one\n  two\n\n')).toBe('two');
  expect(errorLine('sh: node: not found\n\nNode.js v20.20.2\n')).toBe('sh: node: not found');
  expect(errorLine('')).toBe('');
});
