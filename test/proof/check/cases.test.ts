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
  'b01-hcl-beside-json',
  'b02-tfvars-json',
  'b04-duplicate-resource-key',
  'b05-override-resource',
  'b06-override-locals-order',
  'b07-module-unread',
  'b08-dynamic-oidc-second-provider',
  'b09-dynamic-condition-expired',
  'b10-second-provider-project-number',
  'b11-forge-nonarn',
  'b13-forge-nested-claim',
  'b15-forge-saml',
  'b17-forge-ternary',
  'b18-forge-condition-reversed',
  'c01-evil-token-url',
  'c04-no-regional-url',
  'c05-region-url-placement-region',
  'c08-imds-off',
  'c12-old-config-commented',
  'c14-ssm-role-name',
  'c15-ssm-audience',
  'c16-stackname-role',
  'c18-param-default',
  'c20-foreach',
  'c21-include-transform',
  'c22-nested-s3',
  'c23-stackset-inline',
  'c24-trust-everyone',
  'c27-trust-service-mismatch',
  'd01-subject-exact-session-lambda',
  'd04-role-id',
  'd07-same-topic-two-projects',
  'd21-for-each-var',
  'd25-deny-policy',
  'e02-mapping-unknown',
  'e03-conditional-account',
  'e04-errored-plan',
  'e06-raw-tfstate',
  'e09-hcl-folder',
  'e10-hcl-file',
  'e13-empty-state',
  'e20-yaml',
  'e21-get-template',
  'e22-get-template-string',
  'e23-sam-globals',
  'e24-sam-no-role',
  'e27-terraform-aws-side',
  'e28-serverless-framework-folder',
  'e29-sam-build-folder',
  'e30-spotfleet',
  'e31-k8s-yaml',
  'f07-domain-sa',
  'f09-sa-key',
  'f10-inline-dataset-access',
  'f12-second-pool-same-sa',
  'g01-eks-regex-dot',
  'g03-eks-named-extra',
  'h16-and-not',
  'i03-second-aws-provider-unknown-account',
  'i07-second-provider-for-each',
  'i09-tfvars-hcl',
  'i10-two-files-one-passed',
  'i12-trust-star-condition',
  'p02-infraswitch-direct',
  'p08-uptycs-for-expression',
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
