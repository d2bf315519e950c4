import { App, CfnParameter, Fn, PhysicalName, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpFederatedRole } from '../../../lib';
import { messageOf } from '../../federation/messages';
import { ACCOUNT, accountStack, federation, instance } from '../fixtures';

const ec2Principal = new iam.ServicePrincipal('ec2.amazonaws.com');
const GENERATED = Match.stringLikeRegexp('CloudFormation generates the name of role');

let stack: Stack;
beforeEach(() => { stack = accountStack(); });

const federate = (role: iam.IRole, roleName = 'gcs-reader') => new GcpFederatedRole(stack, 'Reader', { ...federation, role, roleName });
const accepted = (role: iam.IRole, roleName?: string) => {
  federate(role, roleName);
  Annotations.fromStack(stack).hasNoWarning('*', GENERATED);
};

/** What synthesis says against a role. */
const problems = (role: iam.IRole) => {
  federate(role);
  return messageOf(() => Template.fromStack(stack));
};

describe('takes a role that', () => {
  test('CDK makes with a literal name', () => accepted(new iam.Role(stack, 'Role', { roleName: 'gcs-reader', assumedBy: ec2Principal })));
  test('CDK makes with a literal name and a path', () => {
    accepted(new iam.Role(stack, 'Role', { roleName: 'gcs-reader', path: '/apps/', assumedBy: ec2Principal }));
  });
  test('is an immutable view', () => {
    accepted(new iam.Role(stack, 'Role', { roleName: 'gcs-reader', assumedBy: ec2Principal }).withoutPolicyUpdates());
  });
  test('is made lazily', () => accepted(new iam.LazyRole(stack, 'Role', { roleName: 'gcs-reader', assumedBy: ec2Principal })));
  test('is imported by name', () => accepted(iam.Role.fromRoleName(stack, 'Role', 'gcs-reader')));
  test('is imported by name with its path', () => accepted(iam.Role.fromRoleName(stack, 'Role', 'apps/gcs-reader')));
  test('is imported by ARN with its path', () => accepted(iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/apps/gcs-reader`)));
  test('is imported and immutable', () => {
    accepted(iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/gcs-reader`, { mutable: false }));
  });
  test('is of another stack', () => {
    accepted(new iam.Role(accountStack(stack.node.root as App, 'Other'), 'Role', { roleName: 'gcs-reader', assumedBy: ec2Principal }));
  });
  test('is an L1 wrapped into an L2', () => {
    const resource = new iam.CfnRole(stack, 'Resource', { roleName: 'gcs-reader', assumeRolePolicyDocument: {} });
    accepted(iam.Role.fromRoleName(stack, 'Role', resource.ref));
  });

  test('CDK makes with a generated name, saying that the name is not checked', () => {
    federate(new iam.Role(stack, 'Role', { assumedBy: ec2Principal }), 'Stack-Role1ABCC5F0-x4TR2aQ9bK7L');
    Annotations.fromStack(stack).hasWarning('/Stack/Reader', GENERATED);
  });
  test('CDK names only if needed', () => {
    federate(new iam.Role(stack, 'Role', { roleName: PhysicalName.GENERATE_IF_NEEDED, assumedBy: ec2Principal }), 'Stack-Role1ABCC5F0-x4TR2aQ9bK7L');
    Annotations.fromStack(stack).hasWarning('/Stack/Reader', GENERATED);
  });
});

describe('fails when', () => {
  test('a literal name differs', () => {
    const role = new iam.Role(stack, 'Role', { roleName: 'gcs-writer', assumedBy: ec2Principal });
    expect(problems(role)).toContain("roleName 'gcs-reader' is not the name of role Stack/Role, which the template names 'gcs-writer': make both equal");
  });
  test('an immutable view has another name', () => {
    const role = new iam.Role(stack, 'Role', { roleName: 'gcs-writer', assumedBy: ec2Principal }).withoutPolicyUpdates();
    expect(problems(role)).toContain("which the template names 'gcs-writer'");
  });
  test('an imported name differs by case', () => {
    expect(() => federate(iam.Role.fromRoleName(stack, 'Role', 'GCS-reader'))).toThrow("which is 'GCS-reader'");
  });
  test('the name is a parameter', () => {
    const role = new iam.Role(stack, 'Role', { roleName: new CfnParameter(stack, 'Name').valueAsString, assumedBy: ec2Principal });
    expect(problems(role)).toMatch(/the name of role Stack\/Role is known only at deployment, .*: give the role a literal roleName/);
  });
  test('the role is imported by a value that only deployment knows', () => {
    expect(() => federate(iam.Role.fromRoleArn(stack, 'Role', Fn.importValue('RoleArn')))).toThrow('known only at deployment');
  });
  test('the role is of another account', () => {
    expect(() => federate(iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::999988887777:role/gcs-reader')))
      .toThrow(`role 'Stack/Role' is in account 999988887777, not in awsAccountId ${ACCOUNT}: `);
  });
});

test('a generated role is federated without any change to it or to its instance profile', () => {
  const build = (federated: boolean) => {
    const own = accountStack();
    const host = instance(own, 'Host');
    const deployed = `Stack-${own.getLogicalId(host.role.node.defaultChild as iam.CfnRole)}-x4TR2aQ9bK7L`;
    if (federated) new GcpFederatedRole(own, 'Reader', { ...federation, role: host.role, roleName: deployed }).addToInstance(host);
    return Template.fromStack(own).toJSON().Resources;
  };
  const [before, after] = [build(false), build(true)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const [id, resource] of Object.entries<{ Type: string; Properties: Record<string, unknown> }>(after)) {
    if (resource.Type !== 'AWS::EC2::Instance') expect(resource).toEqual(before[id]);
    else expect({ ...resource.Properties, UserData: undefined }).toEqual({ ...before[id].Properties, UserData: undefined });
  }
});
