import { keptOutput } from './command';
import { withProgress } from '../../lib/cli/progress';

const TERMINAL = { errorTerminal: { colour: false, columns: 20 } };
const CLEAR = '\r\u001b[K';

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

test('a line that says what is done, for how long, and is gone in the end', async () => {
  const output = keptOutput(TERMINAL);
  const result = await withProgress(output, false, 'reading', async say => {
    jest.advanceTimersByTime(2000);
    say('trying');
    return 7;
  });
  jest.advanceTimersByTime(5000);
  expect(result).toBe(7);
  expect(output.kept).toEqual({ written: '', errors: ['reading ...', 'reading ... 1 s', 'reading ... 2 s', 'trying ... 2 s', ''].map(line => CLEAR + line).join('') });
});

test('is gone as well when the work fails', async () => {
  const output = keptOutput(TERMINAL);
  await expect(withProgress(output, false, 'reading', () => { throw new Error('not there'); })).rejects.toThrow('not there');
  expect(output.kept.errors).toBe(`${CLEAR}reading ...${CLEAR}`);
  expect(process.listeners('exit').filter(({ name }) => name.includes('clear'))).toEqual([]);
});

test('never wraps', async () => {
  const output = keptOutput(TERMINAL);
  await withProgress(output, false, 'reading a/long/path/to/some/file', () => undefined);
  expect(output.kept.errors).toBe(`${CLEAR}reading a/long/path${CLEAR}`);
});

test.each<[string, object, boolean]>([['the standard error is no terminal', {}, false], ['nobody looks', TERMINAL, true]])('is silent when %s', async (_, changes, silent) => {
  const output = keptOutput(changes);
  expect(await withProgress(output, silent, 'reading', say => {
    say('trying');
    return 7;
  })).toBe(7);
  expect(output.kept).toEqual({ written: '', errors: '' });
});
