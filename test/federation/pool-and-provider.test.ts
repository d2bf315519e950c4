import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { messageOf } from './messages';
import { validatePoolOrProviderId } from '../../lib/federation/pool-and-provider';

test('takes what Google allows', () => {
  fc.assert(fc.property(valid.poolOrProviderId, id => expect(validatePoolOrProviderId('poolId', id)).toBe(id)));
});

test.each(['abcd', 'a'.repeat(32), '1234', 'gcp1', '-gcp-', 'my-gcp-pool'])('takes %j', id => {
  expect(validatePoolOrProviderId('poolId', id)).toBe(id);
});

test.each([['abc', 3], ['a'.repeat(33), 33]])('fails when it is too short or too long: %j', (id, length) => {
  expect(messageOf(() => validatePoolOrProviderId('poolId', id))).toBe(`poolId '${id}' has ${length} characters: Google allows 4 to 32`);
});

test.each(['My-pool', 'my_pool', 'my.pool', 'my pool', 'pool\n', 'poöl'])('fails when it has another character: %j', id => {
  expect(messageOf(() => validatePoolOrProviderId('providerId', id))).toBe(
    `providerId '${id}' has a character that Google does not allow: use lower-case letters, digits and hyphens only`);
});

test('fails when it starts with gcp-', () => {
  expect(messageOf(() => validatePoolOrProviderId('poolId', 'gcp-pool'))).toBe(
    "poolId 'gcp-pool' starts with 'gcp-', which Google reserves: choose another prefix");
});
