import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT, accountStack, federation } from './fixtures';
import { GcpFederatedRole } from '../../lib';

const inRegion = (region?: string, account?: string) => new Stack(new App(), 'Stack', { env: { account, region } });
const federate = (stack: Stack, props: object = {}) => new GcpFederatedRole(stack, 'Reader', { ...federation, ...props });

test('an account that is known at synthesis needs no rule', () => {
  const stack = accountStack();
  federate(stack);
  expect(Object.keys(Template.fromStack(stack).toJSON().Rules)).toEqual(['CheckBootstrapVersion']);
});

test('an account that is not known is compared at deployment, once a stack', () => {
  const stack = new Stack();
  federate(stack);
  new GcpFederatedRole(stack, 'Writer', { ...federation, roleName: 'gcs-writer' });
  const { Rules } = Template.fromStack(stack).toJSON();
  expect(Rules).toMatchObject({
    GcpFederationAccount111122223333: {
      Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, ACCOUNT] }, AssertDescription: expect.stringContaining(ACCOUNT) }],
    },
  });
  expect(Object.keys(Rules).filter(id => id.startsWith('Gcp'))).toHaveLength(1);
});

test('GovCloud is taken with a warning', () => {
  const stack = inRegion('us-gov-west-1', ACCOUNT);
  const reader = federate(stack, { awsPartition: 'aws-us-gov' });
  Annotations.fromStack(stack).hasWarning('/Stack/Reader', Match.stringLikeRegexp('has not been confirmed'));
  expect(reader.principalSet).toMatch(/arn:aws-us-gov:sts::111122223333:assumed-role\/gcs-reader$/);
});

describe('fails when', () => {
  test('the stack has another account', () => {
    expect(() => federate(inRegion('eu-central-1', '999988887777')))
      .toThrow(`awsAccountId '${ACCOUNT}' is not the account of stack Stack, which is 999988887777: make both equal`);
  });
  test.each([
    ['us-gov-west-1', 'aws', 'aws-us-gov'],
    ['eu-central-1', 'aws-us-gov', 'aws'],
  ])('region %s is not in partition %s', (region, awsPartition, actual) => {
    expect(() => federate(inRegion(region, ACCOUNT), { awsPartition })).toThrow(`pass awsPartition: '${actual}'`);
  });
  test('the partition is China', () => {
    expect(() => federate(accountStack(), { awsPartition: 'aws-cn' })).toThrow("awsPartition 'aws-cn' cannot federate by AWS credentials");
  });
});
