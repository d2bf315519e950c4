import { violationsOf } from '../../../lib/proof/plugin/violations';
import { checkReport, element, finding, stepsUntil } from '../report-generator';

test('a finding names its resources of the template, the Google side beside them, its fix, and the run-time error', () => {
  expect(violationsOf(checkReport(5, undefined, { findings: [finding()] }))).toEqual([{
    ruleName: 'condition-refuses-workload',
    description: `${finding().title}. ${finding().detail}. Google side: google_iam_workload_identity_pool_provider.gcp_provider_1 in cdktf.out/stacks/gcp/cdk.tf.json`
      + '. At run time: The given credential is rejected by the attribute condition',
    severity: 'error',
    fix: finding().fix,
    violatingResources: [{ resourceLogicalId: 'OrdersServer3F00BA', templatePath: 'cdk.out/Shop.template.json', locations: [] }],
  }]);
});

test('a finding on the Google side alone names its element as the resource', () => {
  const [, google] = finding().elements;
  expect(violationsOf(checkReport(1, undefined, { findings: [finding({ elements: [google] })] }))[0].violatingResources)
    .toEqual([{ resourceLogicalId: google.address, templatePath: google.file, locations: [] }]);
});

test('a note is information', () => {
  expect(violationsOf(checkReport(1, undefined, { findings: [finding({ severity: 'note', runtimeError: undefined })] }))[0]).toMatchObject({ severity: 'info' });
});

describe('a workload that is not admitted', () => {
  const report = checkReport(5, (_, index) => index === 3 ? { verdict: 'depends', steps: stepsUntil('lifetime', 'depends') } : {});

  test('is a violation of its own where no error names it', () => {
    expect(violationsOf(report)).toEqual([{
      ruleName: 'workload-depends',
      description: "Shop/Reports/Server3 is not certain to be admitted to Google Cloud: depends at step 'lifetime', wanted 'shop-reader-3', found 'shop-role-3'",
      severity: 'error',
      violatingResources: [{ resourceLogicalId: 'ReportsServer3F00BA', templatePath: 'cdk.out/Shop.template.json', locations: [] }],
    }]);
  });

  test('is not told twice', () => {
    const named = finding({ elements: [element('ReportsServer3F00BA')] });
    expect(violationsOf({ ...report, findings: [named] })).toHaveLength(1);
    expect(violationsOf({ ...report, findings: [{ ...named, severity: 'warning' }] })).toHaveLength(2);
    expect(violationsOf({ ...report, findings: [finding({ elements: [element('ReportsServer3F00BA', { file: 'other.json' })] })] })).toHaveLength(2);
  });
});

test('a stranger who is not refused is a violation of its own where no error names the provider', () => {
  const report = checkReport(1);
  const adversaries = report.adversaries.map((adversary, index) => index === 0 ? { ...adversary, verdict: 'admitted' as const, reaches: ['roles/owner on project p'] } : adversary);
  const [violation, ...others] = violationsOf({ ...report, adversaries });
  expect(others).toEqual([]);
  expect(violation).toMatchObject({ ruleName: 'stranger-admitted', severity: 'error', violatingResources: [{ resourceLogicalId: adversaries[0].provider }] });
  expect(violation.description).toContain('reaches roles/owner on project p');
  expect(violationsOf({ ...report, adversaries, findings: [finding()] })).toHaveLength(1);
});

test('where what depends is accepted, it only warns', () => {
  const report = checkReport(2, (_, index) => index === 1 ? { verdict: 'depends' } : { verdict: 'refused', actsAs: undefined });
  expect(violationsOf(report, true).map(({ ruleName, severity }) => [ruleName, severity])).toEqual([['workload-refused', 'error'], ['workload-depends', 'warning']]);
  expect(violationsOf(report, false).map(({ severity }) => severity)).toEqual(['error', 'error']);
});
