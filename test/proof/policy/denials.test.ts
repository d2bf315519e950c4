import { configuration } from './configuration';
import { Undetermined } from '../../../lib/proof/determined';
import { denialsOf, DenyRule } from '../../../lib/proof/policy';

const MEMBER = 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/attribute.aws_role/reader';
const PERMISSION = 'iam.googleapis.com/serviceAccounts.getAccessToken';

function denied(rule: Partial<DenyRule>, parent: string | Undetermined = 'projects/my-project'): boolean[] {
  const whole = { deniedPrincipals: [MEMBER], exceptionPrincipals: [], deniedPermissions: [PERMISSION], exceptionPermissions: [], ...rule };
  const google = { ...configuration({}), denyPolicies: [{ address: 'google_iam_deny_policy.d', parent, rules: [whole] }] };
  return denialsOf(google, [MEMBER], PERMISSION, 'my-project').map(({ isCertain }) => isCertain);
}

test.each<[string, Partial<DenyRule>, boolean[]]>([
  ['the very member', {}, [true]],
  ['everyone', { deniedPrincipals: ['principalSet://goog/public:all'] }, [true]],
  ['another member', { deniedPrincipals: ['user:eve@example.com'] }, []],
  ['another permission', { deniedPermissions: ['storage.googleapis.com/objects.get'] }, []],
  ['all permissions of the service', { deniedPermissions: ['iam.googleapis.com/*'] }, [true]],
  ['everyone but the member', { deniedPrincipals: ['principalSet://goog/public:all'], exceptionPrincipals: [MEMBER] }, []],
  ['all but the permission', { deniedPermissions: ['iam.googleapis.com/*'], exceptionPermissions: [PERMISSION] }, []],
  ['under a condition', { condition: "resource.matchTag('a', 'b')" }, [false]],
  ['a member that is not known', { deniedPrincipals: [new Undetermined('var.member', 'it has no value')] }, [false]],
])('a policy that denies %s', (_, rule, expected) => {
  expect(denied(rule)).toEqual(expected);
});

test('a policy on another project is of no concern, and one on a folder may be', () => {
  expect(denied({}, 'projects/other')).toEqual([]);
  expect(denied({}, 'folders/1')).toEqual([false]);
  expect(denied({}, new Undetermined('var.parent', 'it has no value'))).toEqual([false]);
});
