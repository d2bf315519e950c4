import * as fc from 'fast-check';
import { awsAccountDisplayName, awsRoleDisplayName, poolDescription, providerDescription, serviceAccountDescription } from '../../lib/gcp/provenance';

const roleName = fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,64}$/);
const account = fc.stringMatching(/^[0-9]{12}$/);

test('says where everything came from', () => {
  expect(awsRoleDisplayName('gcs-reader')).toBe('AWS role gcs-reader');
  expect(providerDescription('111122223333', ['a', 'b'])).toBe('Admits from AWS account 111122223333 the roles a, b, managed by cdk-gcp-federation');
});

test('shortens only as far as Google requires', () => {
  expect(awsRoleDisplayName('r'.repeat(23))).toBe(`AWS role ${'r'.repeat(23)}`);
  expect(awsRoleDisplayName('r'.repeat(24))).toBe(`AWS role ${'r'.repeat(20)}...`);
});

test('never exceeds what Google allows, and always names the account', () => {
  fc.assert(fc.property(account, fc.array(roleName, { minLength: 1, maxLength: 60 }), (id, roleNames) => {
    expect(awsAccountDisplayName(id).length).toBeLessThanOrEqual(32);
    expect(awsRoleDisplayName(roleNames[0]).length).toBeLessThanOrEqual(32);
    for (const description of [poolDescription(id), providerDescription(id, roleNames), serviceAccountDescription(id, roleNames)]) {
      expect(Buffer.byteLength(description)).toBeLessThanOrEqual(256);
      expect(description).toContain(id);
      expect(description).toMatch(/, managed by cdk-gcp-federation$/);
    }
  }));
});
