import { readCases, runCase } from './run-case';

/** Cases that are not decided as wanted yet. */
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
  'b10-second-provider-project-number',
  'b11-forge-nonarn',
  'b13-forge-nested-claim',
  'b15-forge-saml',
  'b17-forge-ternary',
  'b18-forge-condition-reversed',
  'c08-imds-off',
  'c24-trust-everyone',
  'c27-trust-service-mismatch',
  'd01-subject-exact-session-lambda',
  'd04-role-id',
  'd07-same-topic-two-projects',
  'd25-deny-policy',
  'e02-mapping-unknown',
  'e24-sam-no-role',
  'e27-terraform-aws-side',
  'e30-spotfleet',
  'f07-domain-sa',
  'f09-sa-key',
  'f12-second-pool-same-sa',
  'g01-eks-regex-dot',
  'g03-eks-named-extra',
  'h16-and-not',
  'i03-second-aws-provider-unknown-account',
  'i07-second-provider-for-each',
  'i12-trust-star-condition',
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
