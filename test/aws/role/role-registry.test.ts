import { App, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { GcpFederatedRole } from '../../../lib';
import { accountStack, federation } from '../fixtures';

test('the same role twice in one tree is refused, stages included, with the way for a second region', () => {
  const app = new App();
  new GcpFederatedRole(accountStack(new Stage(app, 'One')), 'Reader', federation);
  expect(() => new GcpFederatedRole(accountStack(new Stage(app, 'Two')), 'Reader', federation))
    .toThrow(/roleName 'gcs-reader' is created in account 111122223333 by One\/Stack\/Reader already, .* role: iam\.Role\.fromRoleName\(this, 'Role', 'gcs-reader'\)$/);
});

test('the way for a second region works', () => {
  const app = new App();
  new GcpFederatedRole(accountStack(app, 'One'), 'Reader', federation);
  const second = accountStack(app, 'Two');
  expect(() => new GcpFederatedRole(second, 'Reader', { ...federation, role: iam.Role.fromRoleName(second, 'Role', 'gcs-reader') })).not.toThrow();
});

test('another name, another account and another tree are free', () => {
  const app = new App();
  new GcpFederatedRole(accountStack(app, 'One'), 'Reader', federation);
  expect(() => new GcpFederatedRole(accountStack(app, 'Two'), 'Reader', { ...federation, roleName: 'gcs-writer' })).not.toThrow();
  expect(() => new GcpFederatedRole(accountStack(), 'Reader', federation)).not.toThrow();
});

describe('another copy of the package in the same app', () => {
  let Other: typeof GcpFederatedRole;
  beforeAll(() => { jest.isolateModules(() => { Other = jest.requireActual('../../../lib').GcpFederatedRole; }); });

  test('does not create the same role again', () => {
    const app = new App();
    new GcpFederatedRole(accountStack(app, 'One'), 'Reader', federation);
    expect(Other).not.toBe(GcpFederatedRole);
    expect(() => new Other(accountStack(app, 'Two'), 'Reader', federation)).toThrow('is created in account 111122223333 by One/Reader already');
  });

  test('does not add another configuration to a function, a task or user data', () => {
    const stack = accountStack();
    const first = new GcpFederatedRole(stack, 'First', federation);
    const second = new Other(stack, 'Second', { ...federation, role: first.role });
    const fn = new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'), role: first.role, functionName: 'orders',
    });
    const task = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: first.role });
    const userData = ec2.UserData.forLinux();
    first.addToFunction(fn);
    first.addToTaskDefinition(task);
    first.addToUserData(userData);
    expect(() => second.addToFunction(fn)).toThrow('function Stack/Fn carries the configuration of Stack/First already');
    expect(() => second.addToTaskDefinition(task)).toThrow('task definition Stack/Task carries the configuration of Stack/First already');
    const other = new Other(stack, 'Other', { ...federation, roleName: 'other', gcpProjectId: 'other-project' });
    expect(() => other.addToUserData(userData)).toThrow('this user data installs another credential configuration already');
  });
});
