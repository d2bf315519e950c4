import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { messageOf } from './messages';
import { validateRoleName } from '../../lib/federation/role-name';

test('takes what IAM allows', () => {
  fc.assert(fc.property(valid.roleName, name => expect(validateRoleName(name)).toBe(name)));
});

test.each([1, 64])('takes %d characters', length => {
  expect(validateRoleName('R'.repeat(length))).toHaveLength(length);
});

test('fails when it has 65 characters', () => {
  const name = 'R'.repeat(65);
  expect(messageOf(() => validateRoleName(name))).toBe(`roleName '${name}' has 65 characters: IAM allows at most 64`);
});

test.each([['/service/Reader', 'Reader'], ['service/Reader', 'Reader'], ['Reader/', 'Reader']])('fails when it has a path: %s', (name, bare) => {
  expect(messageOf(() => validateRoleName(name))).toBe(
    `roleName '${name}' contains a path: pass the bare name '${bare}'; a path belongs into 'path' and never reaches Google`);
});

test('fails when it is an ARN', () => {
  expect(messageOf(() => validateRoleName('arn:aws:iam::123456789012:role/Reader'))).toBe(
    "roleName 'arn:aws:iam::123456789012:role/Reader' is an ARN: pass the bare name, the part behind the last slash");
});

test.each(['Read er', 'Reader*', "Reader'", 'Réader', 'Reader\n', 'Reader:1', '$Reader'])('fails when it is %j', name => {
  expect(messageOf(() => validateRoleName(name))).toBe(
    `roleName '${name}' has a character that IAM does not allow: use letters, digits and _+=,.@- only`);
});
