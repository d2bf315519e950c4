import { Annotations as Acknowledged, App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { federation } from './fixtures';
import { GcpFederatedRole, GcpGrant } from '../../lib';

function roleWith(grant: GcpGrant): { readonly stack: Stack; readonly role: GcpFederatedRole } {
  const stack = new Stack(new App(), 'Stack', { env: { account: federation.awsAccountId, region: 'eu-central-1' } });
  return { stack, role: new GcpFederatedRole(stack, 'Reader', { ...federation, grants: [grant] }) };
}

test('a misspelt Google role is a warning with the nearest name', () => {
  const { stack } = roleWith(GcpGrant.project('roles/storage.objectViewr'));
  Annotations.fromStack(stack).hasWarning('/Stack/Reader', Match.stringLikeRegexp(
    "grant 'roles/storage.objectViewr' on project 'my-gcp-project' is not among Google's predefined roles of .*; did you mean 'roles/storage.objectViewer' or "));
});

test('the warning can be acknowledged, since the list ages', () => {
  const { stack, role } = roleWith(GcpGrant.project('roles/newservice.reader'));
  Acknowledged.of(role).acknowledgeWarning('cdk-gcp-federation:unknownRole', 'Google has this role since last week');
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('predefined roles'))).toEqual([]);
});
