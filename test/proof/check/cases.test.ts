import { readCases, runCase } from './run-case';

const CASES = readCases();

describe.each(CASES.map(one => [one.id, one] as const))('%s', (_, one) => {
  test(one.why, async () => {
    const { exit, words, message } = await runCase(one);
    expect({ exit, words, message }).toMatchObject({ exit: one.exit, ...one.word !== undefined && { words: expect.arrayContaining([one.word]) } });
  });
});
