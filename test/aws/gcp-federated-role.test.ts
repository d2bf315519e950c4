import { App, Duration, Stack, Stage, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { accountStack, federation, instance } from './fixtures';
import { GcpAccess, GcpFederatedRole, InstallationFailureAction } from '../../lib';

describe('the role', () => {
  test('has the name that Google admits, and nothing else is made', () => {
    const stack = accountStack();
    new GcpFederatedRole(stack, 'Reader', federation);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::Role', { RoleName: 'gcs-reader' });
    expect(Object.keys(template.toJSON().Resources)).toHaveLength(1);
  });

  test('passes IAM options through', () => {
    const stack = accountStack();
    new GcpFederatedRole(stack, 'Reader', {
      ...federation,
      path: '/workloads/',
      description: 'reads objects',
      maxSessionDuration: Duration.hours(2),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary'),
      inlinePolicies: { own: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] }) },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      Path: '/workloads/',
      Description: 'reads objects',
      MaxSessionDuration: 7200,
      ManagedPolicyArns: [Match.objectLike({ 'Fn::Join': Match.anyValue() })],
      PermissionsBoundary: Match.anyValue(),
      Policies: [Match.objectLike({ PolicyName: 'own' })],
    });
  });

  test('is grantable', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    new s3.Bucket(stack, 'Bucket').grantRead(reader);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('ReaderRole') }] });
  });

  test('does not mutate its props', () => {
    const props = Object.freeze({ ...federation, grants: Object.freeze([]) as never });
    expect(() => new GcpFederatedRole(accountStack(), 'Reader', props)).not.toThrow();
  });

  test('offers outputs on request', () => {
    const stack = accountStack();
    new GcpFederatedRole(stack, 'Reader', federation).addOutputs();
    const values = Object.values(Template.fromStack(stack).findOutputs('*')).map(output => output.Value);
    expect(values).toEqual([
      { 'Fn::GetAtt': ['ReaderRole07D5A14E', 'Arn'] },
      'principalSet://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/attribute.aws_role/arn:aws:sts::111122223333:assumed-role/gcs-reader',
      'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com',
      '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool/providers/aws-provider',
    ]);
  });
});

describe('trust', () => {
  const statements = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))[0].Properties.AssumeRolePolicyDocument.Statement;
  const ec2Trust = { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' } };

  test('denies everybody while there is no workload, and says so', () => {
    const stack = accountStack();
    new GcpFederatedRole(stack, 'Reader', federation);
    expect(statements(stack)).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Deny', Principal: { AWS: '*' } }]);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp("role 'gcs-reader' has no workload"));
  });

  test('is given to EC2 once an instance uses the role', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    reader.addToInstance(instance(stack, 'One', { role: reader.role }));
    reader.addToInstance(instance(stack, 'Two', { role: reader.role }));
    expect(statements(stack)).toEqual([ec2Trust]);
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('has no workload'));
  });

  test('is given to EC2 once the instance profile is asked for', () => {
    const stack = accountStack();
    void new GcpFederatedRole(stack, 'Reader', federation).instanceProfile;
    expect(statements(stack)).toEqual([ec2Trust]);
  });

  test('keeps whom the user names, beside the workloads', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', { ...federation, assumedBy: new iam.ServicePrincipal('batch.amazonaws.com') });
    reader.addToInstance(instance(stack, 'One', { role: reader.role }));
    expect(statements(stack)).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'batch.amazonaws.com' } }, ec2Trust]);
  });

  test('is not written twice where the user names EC2', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', { ...federation, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    reader.addToInstance(instance(stack, 'One', { role: reader.role }));
    expect(statements(stack)).toEqual([ec2Trust]);
  });

  test('does not disturb the metadata that CDK collects', () => {
    const stack = accountStack(new App({ context: { '@aws-cdk/core:enableAdditionalMetadataCollection': true }, analyticsReporting: true }));
    new GcpFederatedRole(stack, 'Reader', federation).addToUserData(ec2.UserData.forLinux());
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('takes a principal that the user adds to the policy of the role', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    (reader.role as iam.Role).assumeRolePolicy!.addStatements(new iam.PolicyStatement({
      actions: ['sts:AssumeRole'], principals: [new iam.AccountPrincipal('222233334444')],
    }));
    expect(statements(stack)).toHaveLength(1);
    expect(statements(stack)[0].Effect).toBe('Allow');
  });
});

describe('the instance profile', () => {
  test('is made when first asked for, and once', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    expect(reader.instanceProfile).toBe(reader.instanceProfile);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::InstanceProfile', 1);
  });

  test('is not made by the construct for an instance that makes its own', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    reader.addToInstance(instance(stack, 'One', { role: reader.role }));
    Template.fromStack(stack).resourceCountIs('AWS::IAM::InstanceProfile', 1);
  });
});

describe('fails when', () => {
  const construct = (props: object, stack = accountStack()) => () => new GcpFederatedRole(stack, 'Reader', { ...federation, ...props });

  test('a shared property is not valid, before anything is made', () => {
    const stack = accountStack();
    expect(construct({ gcpProjectNumber: 'my-gcp-project' }, stack)).toThrow(/gcpProjectNumber 'my-gcp-project' is not a project number: /);
    expect(stack.node.children).toHaveLength(0);
  });

  test('the role name is a token', () => {
    expect(construct({ roleName: Token.asString({ Ref: 'Name' }) })).toThrow(/roleName '.*' is known only at deployment: /);
  });

  test('options of the role are given for a role that exists', () => {
    const stack = accountStack();
    const role = iam.Role.fromRoleName(stack, 'Role', 'gcs-reader');
    expect(construct({ role, path: '/x/', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }, stack)).toThrow(/path, assumedBy cannot be given together with role/);
    expect(stack.node.tryFindChild('Reader')).toBeUndefined();
  });
});

describe('warnings', () => {
  test('can be acknowledged', () => {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', {
      ...federation, access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 7200 }),
    });
    Annotations.fromStack(stack).hasWarning('/Stack/Reader', Match.stringLikeRegexp('iam.allowServiceAccountCredentialLifetimeExtension'));
    expect(reader.credentialConfig).toContain('"token_lifetime_seconds": 7200');
  });
});

test('logical ids are contract', () => {
  const app = new App();
  const stage = new Stage(app, 'Prod');
  const stack = new Stack(stage, 'Stack');
  const reader = new GcpFederatedRole(stack, 'Reader', federation);
  reader.addToInstance(instance(stack, 'Instance', { role: reader.role }));
  void reader.instanceProfile;
  reader.addOutputs();
  const { Resources, Outputs, Rules } = Template.fromStack(stack).toJSON();
  expect(Object.keys({ ...Resources, ...Outputs, ...Rules }).filter(id => !/^(Instance|SsmParameter|CheckBootstrap)/.test(id))).toEqual([
    'ReaderRole07D5A14E', 'ReaderInstanceProfile455B8FA5', 'ReaderRoleArnDD6EDDC2', 'ReaderPrincipalSetC9E802C2', 'ReaderServiceAccountEmail18980F2D', 'ReaderAudienceDC5FA78D',
    'GcpFederationAccount111122223333',
  ]);
});

test('programs work in the project that is named for them, not in that of the pool', () => {
  const stack = accountStack();
  const reader = new GcpFederatedRole(stack, 'Reader', { ...federation, workloadProjectId: 'data-project' });
  const userData = ec2.UserData.forLinux();
  reader.addToUserData(userData);
  expect(userData.render()).toContain(' project=data-project config=');
  expect(reader.serviceAccountEmail).toBe('gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com');
});

test('the boot of an instance fails with the installation, if that is asked for', () => {
  const reader = new GcpFederatedRole(accountStack(), 'Reader', federation);
  const userData = ec2.UserData.forLinux();
  reader.addToUserData(userData, { onFailure: InstallationFailureAction.FAIL_BOOT });
  expect(userData.render()).toMatch(/ \|\| exit 1\n# <<< cdk-gcp-federation v1$/);
  expect(() => reader.addToUserData(ec2.UserData.forLinux(), { onFailure: 'fail' as InstallationFailureAction }))
    .toThrow("onFailure 'fail' is not an action: pass 'continue' or 'fail-boot'");
});
