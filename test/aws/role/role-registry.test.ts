import { App, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
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
