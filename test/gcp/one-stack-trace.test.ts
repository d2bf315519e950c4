import { withOneStackTrace } from '../../lib/gcp/one-stack-trace';

function captured(): string {
  const holder = { stack: '' };
  Error.captureStackTrace(holder);
  return holder.stack;
}

describe('one stack trace for all', () => {
  test('is that of the call, whoever captures one, and however deep the stack is', () => {
    const deep = (depth: number): string => depth > 0 ? deep(depth - 1) : captured();
    const [first, second] = withOneStackTrace(() => [captured(), deep(30)]);
    expect(first).toBe(second);
    expect(first).toContain('one-stack-trace.test.ts');
    expect(first).not.toContain('at deep');
  });

  test('names the line of the user, more than ten calls above', () => {
    const usersCode = (depth: number): string => depth > 0 ? (() => usersCode(depth - 1))() : withOneStackTrace(captured);
    expect(usersCode(20).match(/at usersCode/g)!.length).toBeGreaterThan(20);
  });

  test('leaves errors their own', () => {
    const thrown = withOneStackTrace(function failing() { return new Error('own'); });
    expect(thrown.stack).toContain('failing');
  });

  test('ends with the work, even where that throws', () => {
    const { captureStackTrace, stackTraceLimit } = Error;
    expect(() => withOneStackTrace(() => { throw new Error('no'); })).toThrow('no');
    expect(Error.captureStackTrace).toBe(captureStackTrace);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
