import { App, PhysicalName, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ACCOUNT, accountStack, federation, instance } from './fixtures';
import { GcpFederatedRole } from '../../lib';

let stack: Stack;
beforeEach(() => { stack = accountStack(); });

const policies = () => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(found => found.Properties.Roles);

describe('fromRoleName', () => {
  test('federates a role that exists, without making or changing one', () => {
    const reader = GcpFederatedRole.fromRoleName(stack, 'Reader', federation);
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Role', 0);
    template.hasResourceProperties('AWS::IAM::InstanceProfile', { Roles: ['gcs-reader'] });
    template.hasResourceProperties('AWS::EC2::Instance', { UserData: { 'Fn::Base64': Match.stringLikeRegexp('>>> cdk-gcp') } });
    expect(reader.principalSet).toMatch(/:assumed-role\/gcs-reader$/);
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('CloudFormation generates|has no workload'));
  });

  test('is what a second stack or region uses', () => {
    const app = new App();
    new GcpFederatedRole(accountStack(app, 'One'), 'Reader', federation);
    const second = new Stack(app, 'Two', { env: { account: ACCOUNT, region: 'us-east-1' } });
    expect(() => GcpFederatedRole.fromRoleName(second, 'Reader', federation)).not.toThrow();
  });

  test('takes AWS permissions', () => {
    new s3.Bucket(stack, 'Bucket').grantRead(GcpFederatedRole.fromRoleName(stack, 'Reader', federation));
    expect(policies()).toEqual([['gcs-reader']]);
  });
});

describe('fromFederatedRoleAttributes', () => {
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/apps/gcs-reader`;

  test('takes a role with a path', () => {
    const reader = GcpFederatedRole.fromFederatedRoleAttributes(stack, 'Reader', { ...federation, roleArn });
    expect(reader.role.roleArn).toBe(roleArn);
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::InstanceProfile', { Roles: ['gcs-reader'] });
  });

  test('attaches no permissions where the role is not mutable', () => {
    new s3.Bucket(stack, 'Bucket').grantRead(GcpFederatedRole.fromFederatedRoleAttributes(stack, 'Reader', { ...federation, mutable: false }));
    expect(policies()).toEqual([]);
  });

  test('puts the file where it is told', () => {
    const reader = GcpFederatedRole.fromFederatedRoleAttributes(stack, 'Reader', { ...federation, credentialConfigPath: '/opt/gcp/config.json' });
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::Instance', { UserData: { 'Fn::Base64': Match.stringLikeRegexp('config_path=/opt/gcp/config.json ') } });
  });

  test.each([
    [`arn:aws:iam::${ACCOUNT}:role/other`, "roleName 'gcs-reader' is not the name of role"],
    ['arn:aws:iam::999988887777:role/gcs-reader', 'is in account 999988887777, not in awsAccountId'],
  ])('fails when the ARN is %s', (arn, problem) => {
    expect(() => GcpFederatedRole.fromFederatedRoleAttributes(stack, 'Reader', { ...federation, roleArn: arn })).toThrow(problem);
  });

  test('fails when the description is not valid, before anything is made', () => {
    expect(() => GcpFederatedRole.fromFederatedRoleAttributes(stack, 'Reader', { ...federation, gcpProjectNumber: 'x' })).toThrow("gcpProjectNumber 'x'");
    expect(stack.node.children).toHaveLength(0);
  });
});

describe('a role that CDK names only if needed, used by a stack of another region', () => {
  const build = (roleName: string) => {
    const app = new App();
    const home = accountStack(app, 'Home');
    const role = new iam.Role(home, 'Role', { roleName: PhysicalName.GENERATE_IF_NEEDED, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const away = new Stack(app, 'Away', { env: { account: ACCOUNT, region: 'us-east-1' } });
    const reader = new GcpFederatedRole(away, 'Reader', { ...federation, role, roleName });
    reader.addToInstance(instance(away, 'Host', { role }));
    return { away, home };
  };

  test('gets a name that is held against roleName at synthesis', () => {
    expect(() => Template.fromStack(build('guessed').away)).toThrow(/roleName 'guessed' is not the name of role Home\/Role, which the template names 'homehomerole[a-z0-9]+'/);
  });

  test('is taken with that name', () => {
    const [, name] = /the template names '([^']+)'/.exec((() => {
      try {
        return String(Template.fromStack(build('guessed').away));
      } catch (error) {
        return (error as Error).message;
      }
    })())!;
    const { away, home } = build(name);
    expect(() => Template.fromStack(away)).not.toThrow();
    Template.fromStack(home).hasResourceProperties('AWS::IAM::Role', { RoleName: name });
  });
});
