import { nearest } from '../../../lib/federation/json/suggest';

const KEYS = ['gcpProjectId', 'gcpProjectNumber', 'awsAccountId', 'roleName', 'poolId', 'providerId', 'access', 'grants'];

test.each([
  ['rolename', 'roleName'],
  ['role_name', 'roleName'],
  ['ROLE-NAME', 'roleName'],
  ['projectId', 'gcpProjectId'],
  ['gcpProjectNumer', 'gcpProjectNumber'],
  ['accountId', 'awsAccountId'],
  ['pool', 'poolId'],
  ['grant', 'grants'],
  ['role', 'roleName'],
])('%s was probably meant to be %s', (name, meant) => {
  expect(nearest(name, KEYS)).toBe(meant);
});

test.each(['x', '', 'somethingElseAltogether'])('nothing is near to %j', name => {
  expect(nearest(name, KEYS)).toBeUndefined();
});

test('among no names there is none', () => {
  expect(nearest('x', [])).toBeUndefined();
});
