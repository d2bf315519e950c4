import { messageOf } from './messages';
import { tokenLifetimeWarnings, validateTokenLifetime } from '../../lib/federation/token-lifetime';

test.each([undefined, 600, 3600, 43_200])('takes %p', seconds => {
  expect(validateTokenLifetime(seconds)).toBe(seconds);
});

test.each([599, 43_201, 0, -600, 3600.5, NaN, Infinity])('fails when it is %p', seconds => {
  expect(messageOf(() => validateTokenLifetime(seconds))).toMatch(
    /^tokenLifetimeSeconds \S+ is not a lifetime that Google grants: pass a whole number of seconds from 600 to 43200$/);
});

test('fails when it is a string, even of digits', () => {
  expect(messageOf(() => validateTokenLifetime('3600' as unknown as number))).toContain("tokenLifetimeSeconds '3600' is not a lifetime");
});

test('warns above an hour, naming the organization policy', () => {
  expect(tokenLifetimeWarnings(undefined)).toEqual([]);
  expect(tokenLifetimeWarnings(3600)).toEqual([]);
  expect(tokenLifetimeWarnings(3601)).toEqual([{
    id: 'cdk-gcp-federation:tokenLifetime',
    message: expect.stringContaining('iam.allowServiceAccountCredentialLifetimeExtension'),
  }]);
});
