import { readCases, runCase } from './run-case';

/** Cases that need the set of all callers that a provider admits, which is not decided yet. */
const FAILING: readonly string[] = [
  'a01-cross-role-account-member',
  'a02-extra-role-in-condition',
  'a03-extra-member',
  'a05-middle-wildcard',
  'a07-or-session',
  'a08-session-is-function-name',
  'a08b-userid-session',
  'a12-concat-backdoor',
  'a18-mapping-ternary',
  'b11-forge-nonarn',
  'b13-forge-nested-claim',
  'b15-forge-saml',
  'b17-forge-ternary',
  'b18-forge-condition-reversed',
  'd01-subject-exact-session-lambda',
  'f12-second-pool-same-sa',
  'g01-eks-regex-dot',
  'g03-eks-named-extra',
  'h16-and-not',
  'i03-second-aws-provider-unknown-account',
  'p09b-sysdig-lambda',
  'p14-mcp-roles-list',
];

const CASES = readCases();

describe.each(CASES.map(one => [one.id, one] as const))('%s', (id, one) => {
  (FAILING.includes(id) ? test.failing : test)(one.why, async () => {
    const { exit, words, message } = await runCase(one);
    expect({ exit, words, message }).toMatchObject({ exit: one.exit, ...one.word !== undefined && { words: expect.arrayContaining([one.word]) } });
  });
});

test('every case that fails exists', () => {
  expect(CASES.map(({ id }) => id)).toEqual(expect.arrayContaining([...FAILING]));
});
