import { violationsOf } from '../../../lib/proof/plugin/violations';
import { checkReport, finding } from '../report-generator';

test('a finding names its resources of the template, the Google side beside them, its fix, and the run-time error', () => {
  expect(violationsOf(checkReport(5, undefined, { findings: [finding()] }))).toEqual([{
    ruleName: 'condition-rejects-workload',
    description: `${finding().title}. ${finding().detail}. Google side: google_iam_workload_identity_pool_provider.gcp_provider_1 in cdktf.out/stacks/gcp/cdk.tf.json`
      + '. At run time: 400 unauthorized_client: The given credential is rejected by the attribute condition',
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

test('what depends fails synthesis, unless it is accepted', () => {
  const depends = finding({ id: 'conditional-grant', severity: 'depends' });
  expect(violationsOf(checkReport(1, undefined, { findings: [depends] }))[0]).toMatchObject({ ruleName: 'conditional-grant', severity: 'error' });
  expect(violationsOf(checkReport(1, undefined, { findings: [{ ...depends, accepted: true }] }))[0]).toMatchObject({ severity: 'warning' });
});
