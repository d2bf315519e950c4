import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { GcpFederatedRole } from '../../../lib';
import { messageOf } from '../../federation/messages';
import { accountStack, federation } from '../fixtures';

let stack: Stack;
beforeEach(() => { stack = accountStack(); });

const ec2Principal = new iam.ServicePrincipal('ec2.amazonaws.com');
const newRole = (roleName?: string) => new iam.Role(stack, 'Mine', { roleName, assumedBy: ec2Principal });
const resourceOf = ({ role }: GcpFederatedRole) => role.node.defaultChild as iam.CfnRole;

/** The role of the construct itself, and one that was brought along. */
const KINDS: [string, () => GcpFederatedRole, string][] = [
  ['own', () => new GcpFederatedRole(stack, 'Reader', federation), 'Stack/Reader/Role'],
  ['brought', () => new GcpFederatedRole(stack, 'Reader', { ...federation, role: newRole('gcs-reader') }), 'Stack/Mine'],
];

/** The prefix that corporate aspects give to every role. */
const prefixed = ({ roleName = 'role' }: iam.CfnRole) => roleName.startsWith('corp-') ? roleName : `corp-${roleName}`;
const onRoles = (change: (role: iam.CfnRole) => void) => ({ visit: (node: IConstruct) => { if (node instanceof iam.CfnRole) change(node); } });

const RENAMES: [string, (federated: GcpFederatedRole) => void][] = [
  ['an aspect that sets roleName', () => Aspects.of(stack).add(onRoles(role => { role.roleName = prefixed(role); }))],
  ['an aspect with an override', () => Aspects.of(stack).add(onRoles(role => { role.addPropertyOverride('RoleName', prefixed(role)); }))],
  ['an override', federated => resourceOf(federated).addPropertyOverride('RoleName', 'corp-gcs-reader')],
  ['a raw override', federated => resourceOf(federated).addOverride('Properties.RoleName', 'corp-gcs-reader')],
];

describe.each(KINDS)('a role that is %s', (_, federate, path) => {
  test.each(RENAMES)('is refused at synthesis when it is renamed by %s', (__, rename) => {
    rename(federate());
    expect(messageOf(() => Template.fromStack(stack))).toContain(
      `[Stack/Reader] roleName 'gcs-reader' is not the name of role ${path}, which the template names 'corp-gcs-reader': make both equal`);
  });

  test('is refused at synthesis when an override deletes its name', () => {
    resourceOf(federate()).addPropertyDeletionOverride('RoleName');
    expect(messageOf(() => Template.fromStack(stack))).toContain(`role ${path} has no name in the template`);
  });

  test('is refused at synthesis when an override leaves its name to deployment', () => {
    resourceOf(federate()).addPropertyOverride('RoleName', { 'Fn::ImportValue': 'Name' });
    expect(messageOf(() => Template.fromStack(stack))).toContain(`the name of role ${path} is known only at deployment`);
  });

  test('is taken when its path, its tags and its boundary change', () => {
    const federated = federate();
    Aspects.of(stack).add(onRoles(role => { role.path = '/corp/'; }));
    iam.PermissionsBoundary.of(federated.role).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'corp'));
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

test('a brought role that an aspect renames to roleName is taken', () => {
  new GcpFederatedRole(stack, 'Reader', { ...federation, roleName: 'corp-gcs-reader', role: newRole('gcs-reader') });
  Aspects.of(stack).add(onRoles(role => { role.roleName = prefixed(role); }));
  expect(() => Template.fromStack(stack)).not.toThrow();
  Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
});

test('the own role is taken when the description has the name that an aspect gives it', () => {
  const federated = new GcpFederatedRole(stack, 'Reader', { ...federation, roleName: 'corp-gcs-reader' });
  resourceOf(federated).roleName = 'gcs-reader';
  Aspects.of(stack).add(onRoles(role => { role.roleName = prefixed(role); }));
  expect(() => Template.fromStack(stack)).not.toThrow();
});

describe('Role.customizeRoles', () => {
  const precreated = (roles: Record<string, string>) => {
    const app = new App();
    iam.Role.customizeRoles(app, { usePrecreatedRoles: roles });
    stack = accountStack(app);
  };

  test('is refused when it stands for the own role by another name', () => {
    precreated({ 'Stack/Reader/Role': 'precreated-reader' });
    new GcpFederatedRole(stack, 'Reader', federation);
    expect(messageOf(() => Template.fromStack(stack)))
      .toMatch(/\[Stack\/Reader\] roleName 'gcs-reader' is not the name of role Stack\/Reader\/.*, which the template names 'precreated-reader': make both equal/);
  });

  test('is taken when it stands for the own role by its name', () => {
    precreated({ 'Stack/Reader/Role': 'gcs-reader' });
    expect(() => new GcpFederatedRole(stack, 'Reader', federation)).not.toThrow();
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('is refused when it stands for a brought role by another name', () => {
    precreated({ 'Stack/Mine': 'precreated-reader' });
    expect(messageOf(() => new GcpFederatedRole(stack, 'Reader', { ...federation, role: newRole('gcs-reader') }))).toContain("which is 'precreated-reader'");
  });
});

describe('a role whose name CloudFormation generates', () => {
  const federateAs = (roleName: string) => new GcpFederatedRole(stack, 'Reader', { ...federation, roleName, role: newRole() });

  test.each(['Stack-Mine3B8C5C2C-1ABC2DEF3GHI', 'Stack-Mine3B8C5C2C-x4TR2aQ9bK7L1'])('can be %s', name => {
    const roleName = name.replace('Mine3B8C5C2C', stack.getLogicalId(newRole().node.defaultChild as iam.CfnRole));
    stack = accountStack();
    federateAs(roleName);
    Annotations.fromStack(stack).hasWarning('/Stack/Reader', Match.stringLikeRegexp('CloudFormation generates the name of role Stack/Mine'));
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  });

  test.each(['gcs-reader', 'Stack-Other1A2B3C4D-1ABC2DEF3GHI', 'Other-Mine-1ABC2DEF3GHI'])('cannot be %s', roleName => {
    federateAs(roleName);
    Annotations.fromStack(stack).hasError('/Stack/Reader', Match.stringLikeRegexp(
      `roleName '${roleName}' cannot be the name that CloudFormation generates for role Stack/Mine: pass the name as deployed, which looks like 'Stack-Mine[0-9A-F]{8}-RANDOM'`));
  });
});
