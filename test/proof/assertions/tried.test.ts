import { readGoogleConfiguration } from '../../../lib/proof';
import { triedEverywhere } from '../../../lib/proof/assertions/tried';
import { Changes, outputs } from '../../rehearsal/outputs';

function tried(arn: string, changes: Changes = {}) {
  const { gcp, remove } = outputs(changes);
  try {
    return triedEverywhere(readGoogleConfiguration(gcp), arn);
  } finally {
    remove();
  }
}

const ROLE = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';
const EMAIL = 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com';
const PROVIDER = 'google_iam_workload_identity_pool_provider.provider';

test('the federated role reaches its service account', () => {
  expect(tried(`${ROLE}/i-0123456789abcdef0`)).toEqual([{
    provider: PROVIDER,
    verdict: 'admitted',
    reason: '',
    reaches: [`service account ${EMAIL}`, `roles/storage.objectViewer on project my-gcp-project, as ${EMAIL}`],
  }]);
});

test.each([
  ['a role that starts alike', `${ROLE}-admin/i-0`, 'attribute condition'],
  ['another account', 'arn:aws:sts::999988887777:assumed-role/gcs-reader/i-0', 'account'],
  ['a user whose path looks like the role', 'arn:aws:iam::111122223333:user/assumed-role/gcs-reader/eve', 'attribute condition'],
  ['a federated user', 'arn:aws:sts::111122223333:federated-user/assumed-role', 'attribute condition'],
  ['root', 'arn:aws:iam::111122223333:root', 'attribute condition'],
])('%s is rejected, with the step', (_, arn, step) => {
  expect(tried(arn)).toEqual([{ provider: PROVIDER, verdict: 'rejected', reason: expect.stringContaining(`${step}: `), reaches: [] }]);
});

test('a condition that is too wide lets others pass, and a narrow member stops them', () => {
  const wide: Changes = { provider: { attribute_condition: "assertion.arn.contains('gcs-reader')" } };
  expect(tried(`${ROLE}-admin/i-0`, wide)).toEqual([{ provider: PROVIDER, verdict: 'rejected', reason: 'the provider admits it, but no member stands for it', reaches: [] }]);
  const open: Changes = { ...wide, binding: { member: 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/*' } };
  expect(tried(`${ROLE}-admin/i-0`, open)[0]).toMatchObject({ verdict: 'admitted', reaches: expect.arrayContaining([`service account ${EMAIL}`]) });
});

test('a condition that is not known before deployment is left open', () => {
  expect(tried(`${ROLE}/i-0`, { provider: { attribute_condition: '${var.condition}' } })).toEqual([
    { provider: PROVIDER, verdict: 'depends', reason: expect.stringContaining('attribute condition: '), reaches: expect.arrayContaining([`service account ${EMAIL}`]) },
  ]);
});

test('a member that is not known before deployment is left open', () => {
  expect(tried(`${ROLE}/i-0`, { binding: { member: '${var.member}' } })).toEqual([
    { provider: PROVIDER, verdict: 'depends', reason: 'the member of google_service_account_iam_member.user is not known before deployment', reaches: [] },
  ]);
});

test('a provider that is disabled admits nobody', () => {
  expect(tried(`${ROLE}/i-0`, { provider: { disabled: true } })).toEqual([{ provider: PROVIDER, verdict: 'rejected', reason: 'the provider is disabled', reaches: [] }]);
});

test.each([
  ['is no ARN', 'gcs-reader'],
  ['is the ARN of a role, which no caller has', 'arn:aws:iam::111122223333:role/gcs-reader'],
  ['has an account of another length', 'arn:aws:sts::1111:assumed-role/gcs-reader/i-0'],
])('fails when the identity %s', (_, arn) => {
  expect(() => tried(arn)).toThrow(`identity '${arn}' is not an ARN that AWS STS reports of a caller: pass arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`);
});

test('fails when an assumed role has no session', () => {
  expect(() => tried(ROLE)).toThrow(`identity '${ROLE}' has no session`);
});
