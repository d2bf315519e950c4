import { WorkloadVerdict } from '../../../../lib/proof/check/check-report';
import { sharedAccountFindings } from '../../../../lib/proof/check/findings/shared-account-findings';
import { GooglePolicy } from '../../../../lib/proof/policy';
import { configuration, EMAIL, MEMBER, POOL } from '../../policy/configuration';
import { ROLE_ARN } from '../../policy/providers';

const OTHER = MEMBER.replace('gcs-reader', 'gcs-writer');
const SET = `principalSet://iam.googleapis.com/${POOL}`;

function detailsOf(members: readonly string[], workloads: readonly Partial<WorkloadVerdict>[] = [], changes: object = {}): string[] {
  const serviceAccountBindings = members.map((member, index) => ({
    address: `google_service_account_iam_member.user_${index}`, serviceAccount: EMAIL, role: 'roles/iam.workloadIdentityUser', member, ...changes,
  }));
  const policy = new GooglePolicy(configuration({ serviceAccountBindings }));
  return sharedAccountFindings(policy, workloads as WorkloadVerdict[]).map(({ detail }) => detail);
}

const HELD = 'each of them holds roles/storage.objectViewer on project my-gcp-project';
const READER = 'role gcs-reader of AWS account 111122223333';
const WRITER = 'role gcs-writer of AWS account 111122223333';

test.each<[string, string[], Partial<WorkloadVerdict>[], string[]]>([
  ['one role', [MEMBER], [], []],
  ['two roles', [MEMBER, OTHER], [], [`${READER} and ${WRITER} act as ${EMAIL}; ${HELD}`]],
  ['one role in two pools', [MEMBER, MEMBER.replace('aws-identity-pool', 'other-pool')], [], []],
  ['two sessions of one role', [1, 2].map(session => `principal://iam.googleapis.com/${POOL}/subject/${ROLE_ARN}/i-0000000000000000${session}`), [], []],
  ['the same role in two accounts', [MEMBER, MEMBER.replace('111122223333', '444455556666')], [], [expect.stringContaining('gcs-reader of AWS account 444455556666')]],
  ['a role and a Kubernetes service account', [MEMBER, `principal://iam.googleapis.com/${POOL}/subject/system:serviceaccount:a:b`], [],
    [expect.stringContaining(`${READER} and system:serviceaccount:a:b act as`)]],
  ['two accounts as a whole', [`${SET}/attribute.account/111122223333`, `${SET}/attribute.account/444455556666`], [], [expect.stringContaining('attribute.account/444455556666 act as')]],
  ['one account as a whole', [`${SET}/attribute.account/111122223333`], [], []],
  ['one role next to its whole pool', [MEMBER, `${SET}/*`], [], []],
  ['a whole pool through which two workloads act', [`${SET}/*`], ['gcs-reader', 'gcs-writer'].map(role => ({ actsAs: EMAIL, roleArn: ROLE_ARN.replace('gcs-reader', role) })),
    [`${READER} and ${WRITER} act as ${EMAIL}; ${HELD}`]],
  ['a whole pool through which two workloads of one role act', [`${SET}/*`], [{ actsAs: EMAIL, roleArn: ROLE_ARN }, { actsAs: EMAIL, roleArn: ROLE_ARN }], []],
  ['people, who are not federated', [MEMBER, 'user:somebody@example.com'], [], []],
])('an account of %s', (_, members, workloads, details) => {
  expect(detailsOf(members, workloads)).toEqual(details);
});

test('a member that opens no tokens, or that is removed again, shares nothing', () => {
  expect(detailsOf([MEMBER, OTHER], [], { role: 'roles/iam.serviceAccountViewer' })).toEqual([]);
  expect(detailsOf([MEMBER, OTHER], [], { overwrittenBy: 'google_service_account_iam_policy.all' })).toEqual([]);
});

test('says that an account is granted nothing, and lists at most ten roles', () => {
  const members = Array.from({ length: 12 }, (_, index) => MEMBER.replace('gcs-reader', `role-${index}`));
  expect(detailsOf(members)).toEqual([expect.stringMatching(/role role-9 of AWS account 111122223333 and 2 more act as/)]);
  const policy = new GooglePolicy(configuration({
    projectGrants: [],
    serviceAccountBindings: members.slice(0, 2).map(member => ({ address: 'a.b', serviceAccount: EMAIL, role: 'roles/iam.workloadIdentityUser', member })),
  }));
  expect(sharedAccountFindings(policy, [])[0].detail).toMatch(/; each of them holds what serviceAccount:.* is granted, which is nothing in these files$/);
});
