import { trustSteps } from '../../../../lib/proof/check/decision/trust-step';
import { Undetermined } from '../../../../lib/proof/determined';
import { AwsRole, AwsWorkload } from '../../../../lib/proof/inputs/cloudformation';

const ACCOUNT = '111122223333';
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const EC2 = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };

const workload: AwsWorkload = {
  kind: 'ec2-instance',
  templateFile: 'template.json',
  stackName: 'Stack',
  logicalId: 'Host',
  account: ACCOUNT,
  role: { name: 'reader', logicalId: 'Role' },
  carried: [],
};

function judged(statements: readonly object[], changes: Partial<AwsWorkload> = {}): string[] {
  const role: AwsRole = { name: 'reader', account: ACCOUNT, templateFile: 'template.json', logicalId: 'Role', trustPolicy: { Statement: statements } };
  return trustSteps({ ...workload, ...changes }, [role]).flatMap(({ verdict, findings }) => [verdict, ...findings.map(({ id }) => id)]);
}

test.each<[string, AwsWorkload['kind'], string]>([
  ['an instance', 'ec2-instance', 'ec2.amazonaws.com'],
  ['a group', 'auto-scaling-group', 'ec2.amazonaws.com'],
  ['a function', 'lambda-function', 'lambda.amazonaws.com'],
  ['a task', 'ecs-task', 'ecs-tasks.amazonaws.com'],
  ['a build', 'codebuild-project', 'codebuild.amazonaws.com'],
  ['a pod', 'kubernetes-pod', 'pods.eks.amazonaws.com'],
])('the service that runs %s must be trusted', (_, kind, service) => {
  expect(judged([{ ...EC2, Principal: { Service: ['events.amazonaws.com', service] } }], { kind })).toEqual(['passed']);
  expect(judged([{ ...EC2, Principal: { Service: 'events.amazonaws.com' } }], { kind })).toEqual(['rejected', 'trust-service']);
  expect(judged([{ ...EC2, Effect: 'Deny', Principal: { Service: service } }], { kind })).toEqual(['rejected', 'trust-service']);
});

test.each<[string, object, string[]]>([
  ['everyone', { Principal: '*' }, ['passed', 'trust-everyone']],
  ['everyone by AWS', { Principal: { AWS: '*' } }, ['passed', 'trust-everyone']],
  ['everyone but one', { NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, ['passed', 'trust-everyone']],
  ['everyone with an external id', { Principal: '*', Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }, ['passed', 'trust-everyone']],
  ['everyone of an organization, if any', { Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } }, ['passed', 'trust-everyone']],
  ['everyone whose ARN is any', { Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': '*' } } }, ['passed', 'trust-everyone']],
  ['everyone of an organization', { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, ['passed']],
  ['one role by condition', { Principal: { AWS: '*' }, Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/ci` } } }, ['passed']],
  ['its own account', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, ['passed']],
  ['another account', { Principal: { AWS: 'arn:aws:iam::444455556666:root' } }, ['passed', 'trust-other-account']],
  ['another account by its id', { Principal: { AWS: '444455556666' } }, ['passed', 'trust-other-account']],
  ['what a parameter names', { Principal: { AWS: '${Trusted}' } }, ['depends', 'trust-not-known']],
  ['its own account, not known', { Principal: { AWS: 'arn:aws:iam::${AWS::AccountId}:root' } }, ['passed']],
])('a policy that trusts %s', (_, statement, expected) => {
  expect(judged([EC2, { Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }])).toEqual(expected);
});

test.each<[string, object | undefined, string[]]>([
  ['no condition', undefined, ['passed', 'trust-shared-issuer']],
  ['a condition on the audience only', { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }, ['passed', 'trust-shared-issuer']],
  ['any repository', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } }, ['passed', 'trust-shared-issuer']],
  ['anything', { StringLike: { 'token.actions.githubusercontent.com:sub': '*' } }, ['passed', 'trust-shared-issuer']],
  ['one of two any', { StringLike: { 'token.actions.githubusercontent.com:sub': ['repo:acme/app:*', '*'] } }, ['passed', 'trust-shared-issuer']],
  ['one repository', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:*' } }, ['passed']],
])('a shared issuer with %s', (_, condition, expected) => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: GITHUB }, ...condition && { Condition: condition } };
  expect(judged([EC2, statement])).toEqual(expected);
});

test('a policy that is not known depends', () => {
  const role: AwsRole = { name: 'reader', logicalId: 'Role', trustPolicy: new Undetermined('var.policy', 'it has no value', '', 'no-value') };
  expect(trustSteps(workload, [role])).toMatchObject([{ verdict: 'depends', findings: [{ id: 'trust-not-known' }] }]);
});

test('a role that is made elsewhere is not judged', () => {
  expect(trustSteps({ ...workload, role: { name: 'reader' } }, [])).toEqual([]);
});
