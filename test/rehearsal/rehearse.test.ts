import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Changes, outputs } from './outputs';
import { GcpAccess } from '../../lib/federation/access';
import { GcpSubject } from '../../lib/federation/subject';
import { readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { LoopbackForm, rehearse, RehearsalReport } from '../../lib/rehearsal';

const EMAIL = 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com';
const ROLE_ARN = 'arn:aws:sts::111122223333:assumed-role/gcs-reader';

async function rehearsal(changes: Changes = {}): Promise<RehearsalReport> {
  const { aws, gcp, remove } = outputs(changes);
  try {
    return await rehearse({ aws: readAwsConfiguration(aws), awsPaths: [aws], google: readGoogleConfiguration(gcp), form: () => new LoopbackForm() });
  } finally {
    remove();
  }
}

function own(report: RehearsalReport) {
  return report.workloads[0].attempts[0];
}

function admittedImpostors(report: RehearsalReport): string[] {
  return report.workloads[0].attempts.slice(1).filter(attempt => attempt.outcome !== 'rejected').map(attempt => attempt.who);
}

function scratchFolders(): string[] {
  return readdirSync(tmpdir()).filter(name => name.startsWith('cdk-gcp-federation-'));
}

test('outputs that fit: the instance gets in as the service account, everybody else is refused by the part that ought to', async () => {
  const before = scratchFolders();
  const report = await rehearsal();
  expect(own(report)).toMatchObject({ who: 'Stack/Server', outcome: 'admitted', as: EMAIL, listed: ['hello-from-google-cloud.txt'] });
  expect(report).toMatchObject({ matches: true, form: 'loopback', notes: [] });
  expect(report.workloads[0]).toMatchObject({ role: ROLE_ARN });
  const refusals = report.workloads[0].attempts.slice(1).map(({ who, outcome, standIn, step }) => [who, outcome, standIn, step]);
  expect(refusals).toEqual([
    ["another role 'unrelated'", 'rejected', 'Google STS', 'attribute condition'],
    ["role that starts alike 'gcs-reader-x'", 'rejected', 'Google STS', 'attribute condition'],
    ["role that ends alike 'x-gcs-reader'", 'rejected', 'Google STS', 'attribute condition'],
    ["role in other letter case 'GCS-READER'", 'rejected', 'Google STS', 'attribute condition'],
    ["role 'assumed-role'", 'rejected', 'Google STS', 'attribute condition'],
    ['same role name in account 999988887777', 'rejected', 'Google STS', 'account'],
    ['user with path /assumed-role/ROLE/', 'rejected', 'Google STS', 'attribute condition'],
    ["user named 'assumed-role'", 'rejected', 'Google STS', 'attribute condition'],
    ["federated user 'assumed-role'", 'rejected', 'Google STS', 'attribute condition'],
    ['root of the account', 'rejected', 'Google STS', 'attribute condition'],
    ['client that names another audience', 'rejected', 'Google STS', 'audience'],
    ['request signed for another audience', 'rejected', 'Google STS', 'target resource'],
    ['forged signature', 'rejected', 'Google STS', 'AWS STS'],
    ['signature 20 minutes old', 'rejected', 'Google STS', 'AWS STS'],
    ['client that speaks IMDSv1 only', 'rejected', 'instance metadata', 'IMDSv2 token'],
  ]);
  // Other suites make such folders at the same time, and remove them: one that was left behind stays.
  const made = scratchFolders().filter(name => !before.includes(name));
  for (let tries = 0; tries < 60 && made.some(name => scratchFolders().includes(name)); tries++) await setTimeout(500);
  expect(made.filter(name => scratchFolders().includes(name))).toEqual([]);
});

test('direct access: the principal itself lists the bucket', async () => {
  const report = await rehearsal({ props: { access: GcpAccess.direct(), subject: GcpSubject.userId() } });
  expect(own(report)).toMatchObject({
    outcome: 'admitted', as: expect.stringMatching(/^principal:\/\/iam\.googleapis\.com\/projects\/123456789012\/.*\/subject\/AROA\w+:i-/), listed: expect.any(Array),
  });
  expect(report.matches).toBe(true);
});

test('a weak condition alone lets nobody in: the member still refuses', async () => {
  const report = await rehearsal({ provider: { attribute_condition: "assertion.arn.contains('assumed-role')" } });
  expect(report.matches).toBe(true);
  expect(report.workloads[0].attempts.filter(attempt => attempt.standIn === 'IAM credentials').length).toBeGreaterThan(4);
});

test('a weak member alone lets nobody in: the condition still refuses', async () => {
  const report = await rehearsal({
    binding: { member: 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/*' },
  });
  expect(report.matches).toBe(true);
});

test.each<[string, Changes, string[]]>([
  ['a prefix without its slash admits a role that starts alike', {
    provider: {
      attribute_condition: `assertion.arn.startsWith('${ROLE_ARN}')`,
    },
    binding: { member: 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/*' },
  }, ["role that starts alike 'gcs-reader-x'"]],
  ['contains admits a user whose path looks like the role', {
    provider: {
      attribute_condition: "assertion.arn.contains('assumed-role/gcs-reader/')",
      attribute_mapping: { 'google.subject': 'assertion.arn', 'attribute.role_name': "assertion.arn.extract('assumed-role/{role}/')" },
    },
    binding: {
      member: 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/attribute.role_name/gcs-reader',
    },
  }, ['user with path /assumed-role/ROLE/']],
  ['a member for the whole pool, without condition, admits the account', {
    provider: { attribute_condition: null },
    binding: { member: 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/*' },
  }, [
    "another role 'unrelated'", "role that starts alike 'gcs-reader-x'", "role that ends alike 'x-gcs-reader'", "role in other letter case 'GCS-READER'",
    "role 'assumed-role'", 'user with path /assumed-role/ROLE/', "user named 'assumed-role'", "federated user 'assumed-role'", 'root of the account',
  ]],
])('%s', async (_, changes, impostors) => {
  const report = await rehearsal(changes);
  expect(own(report).outcome).toBe('admitted');
  expect(admittedImpostors(report)).toEqual(impostors);
  expect(report.matches).toBe(false);
});

test('direct access without condition is found out although the impostor cannot list', async () => {
  const member = 'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/*';
  const report = await rehearsal({ props: { access: GcpAccess.direct() }, provider: { attribute_condition: null }, grant: { member, role: 'roles/pubsub.publisher' } });
  expect(admittedImpostors(report)).toContain("another role 'unrelated'");
  expect(report.matches).toBe(false);
});

// Every one of these differs from outputs that fit in one string.
test.each<[string, Changes, object]>([
  ['the role has another name', { role: { RoleName: 'other' } }, { standIn: 'Google STS', step: 'attribute condition' }],
  ['the provider names another account', { provider: { aws: { account_id: '999988887777' } } }, { standIn: 'Google STS', step: 'account' }],
  ['the stack is in another account', { environment: 'aws://999988887777/eu-west-1' }, { standIn: 'Google STS', step: 'account' }],
  ['the stack is in another partition', { environment: 'aws://111122223333/us-gov-west-1' }, { standIn: 'Google STS', step: 'attribute condition' }],
  ['the provider has another id', { provider: { workload_identity_pool_provider_id: 'other-provider' } }, { step: 'audience' }],
  ['the provider is disabled', { provider: { disabled: true } }, { step: 'audience', reason: expect.stringContaining('disabled or deleted') }],
  ['the condition names another role', { provider: { attribute_condition: `attribute.aws_role == '${ROLE_ARN}x'` } }, { step: 'attribute condition' }],
  ['the mapping is another', { provider: { attribute_mapping: { 'google.subject': 'assertion.arn', 'attribute.aws_role': 'assertion.account' } } }, { step: 'attribute condition' }],
  ['the mapping cannot be evaluated', { provider: { attribute_mapping: { 'google.subject': 'assertion.nope' } } }, { step: 'attribute mapping' }],
  ['the configuration names the project by id', { config: text => text.replace('projects/123456789012', 'projects/my-gcp-project') }, { reason: 'Invalid value for "audience".' }],
  ['the configuration names another project number', { config: text => text.replace('projects/123456789012', 'projects/999999999999') }, { step: 'audience' }],
  ['the configuration names another account', { config: text => text.replace('gcs-reader-b8ee5d75@', 'other-account@') }, { standIn: 'IAM credentials', step: 'member' }],
  ['the configuration lacks the IMDSv2 URL', { config: text => text.replace('imdsv2_session_token_url', 'x') }, { standIn: 'instance metadata', step: 'IMDSv2 token' }],
  [
    'the member names another role',
    { binding: { member: `principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/attribute.aws_role/${ROLE_ARN}x` } },
    { standIn: 'IAM credentials', step: 'member', reason: expect.stringContaining("Permission 'iam.serviceAccounts.getAccessToken' denied") },
  ],
])('does not fit when %s', async (_, changes, refusal) => {
  const report = await rehearsal(changes);
  expect(own(report)).toMatchObject({ expected: 'admitted', outcome: 'rejected', ...refusal });
  expect(report.matches).toBe(false);
});

test.each<[string, Changes, RegExp]>([
  ['the user data leaves no configuration behind', { userData: block => `#!/bin/sh\n${block.replaceAll('/opt/google/credential-config.json', '/etc/environment/config.json')}` }, /exports no GOOGLE_APPLICATION_CREDENTIALS/],
  ['the configuration is cut off', { config: text => text.slice(0, 100) }, /the credential configuration is not JSON/],
  ['the configuration sends tokens elsewhere', { config: text => text.replace('https://sts.googleapis.com/v1/token', 'https://sts.example.com/v1/token') }, /no stand-in answers for https:\/\/sts\.example\.com/],
])('does not fit, and asks nobody, when %s', async (_, changes, reason) => {
  const report = await rehearsal(changes);
  expect(report.workloads[0].attempts).toMatchObject([{ outcome: 'depends', reason: expect.stringMatching(reason) }]);
  expect(report.matches).toBe(false);
});

test('commands of others in the user data do not run, and are counted', async () => {
  const { path, remove } = { path: `${tmpdir()}/must-not-exist-${process.pid}`, remove: () => undefined };
  const report = await rehearsal({ userData: block => `#!/bin/bash\nset -eu\ntouch ${path}\n${block}\ntouch ${path}\n` });
  remove();
  expect(report.matches).toBe(true);
  expect(existsSync(path)).toBe(false);
  expect(report.notes).toEqual(['Stack/Server: 3 other lines of the user data did not run']);
});

test('says what was assumed', async () => {
  const report = await rehearsal({
    props: {
      // A name as CloudFormation generates it from stack and logical id.
      roleName: 'Stack-Role-A1B2C3D4E5F6',
      access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader-b8ee5d75', tokenLifetimeSeconds: 7200 }),
    },
    environment: 'aws://unknown-account/unknown-region',
    role: { RoleName: undefined },
    grant: null,
  });
  expect(report.matches).toBe(true);
  expect(own(report)).toMatchObject({ outcome: 'admitted', as: EMAIL });
  expect(report.notes).toEqual([
    'Stack/Server: the stack is bound to no region, us-east-1 was taken',
    'Stack/Server: an organization policy that allows tokens of 7200 seconds was assumed',
    'Stack/Server: the stack is bound to no account; 111122223333, which the Google side admits, was taken',
    "Stack/Server: AWS generates the name of the role; 'Stack-Role-A1B2C3D4E5F6', which the Google side admits, was taken",
    'Stack/Server: no predefined role among its grants on projects and buckets lists objects for certain, so a token counts as admitted',
  ]);
});

describe('fails when', () => {
  test.each<[string, Changes, RegExp]>([
    ['no instance carries a configuration', { userData: () => '#!/bin/sh\ntrue' }, /no EC2 instance in it has user data that installs a credential configuration/],
    ['our commands are cut off', { userData: block => block.split('\n').slice(0, 3).join('\n') }, /Stack\/Server: user data has the line .* it was cut off/],
  ])('%s', async (_, changes, message) => {
    await expect(rehearsal(changes)).rejects.toThrow(message);
  });

  test('the Google side has no provider for AWS', async () => {
    await expect(rehearsal({ provider: { aws: undefined } })).rejects.toThrow(/no workload identity pool provider for AWS/);
  });
});
