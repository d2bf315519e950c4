import { generateKeyPairSync } from 'crypto';
import { resolveKubernetesFederation } from '../../../../lib/federation/party/kubernetes';
import { validateJwks } from '../../../../lib/federation/party/kubernetes/jwks';
import { KUBERNETES_EXAMPLE } from '../../example-props';
import { messageOf } from '../../messages';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const RSA = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'a', alg: 'RS256', use: 'sig' };
const EC = { ...ec.publicKey.export({ format: 'jwk' }), kid: 'b', alg: 'ES256', use: 'sig' };

const refusal = (...keys: unknown[]) => messageOf(() => validateJwks(JSON.stringify({ keys })));

test('takes public keys of both types, and drops white space', () => {
  expect(validateJwks(JSON.stringify({ keys: [RSA, EC] }, null, 2))).toBe(JSON.stringify({ keys: [RSA, EC] }));
});

test('fails when a key is private, without showing it', () => {
  const key = { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'a' };
  const message = refusal(key);
  expect(message).toContain("key 1 is private: it holds 'd': pass the public keys only, and take this one out of use");
  expect(message).not.toContain(String(key.d).slice(0, 8));
});

test.each([
  [['x'], 'key 1 is not an object'],
  [[{ kty: 'oct' }], "key 1 is of type 'oct': Google takes RSA and EC"],
  [[{ kty: 'RSA', n: 'x' }], "key 1 has no 'e'"],
  [[{ ...EC, x: undefined }], "key 1 has no 'x'"],
  [[{ ...RSA, x5c: ['MII'] }], "key 1 has 'x5c', which Google does not take"],
  [[RSA, RSA], "key 2 has the 'kid' of another"],
  [[], 'it holds no keys'],
])('fails when the keys are %j', (keys, part) => {
  expect(refusal(...keys)).toContain(`jwksJson is not a set of public keys, ${part}`);
});

test.each(['', 'x', 'null', '[]', '{}', '{"keys":{}}'])('fails when it is %j', text => {
  expect(messageOf(() => validateJwks(text))).toMatch(/^jwksJson /);
});

test('warns where the keys are of EKS, which changes and publishes them', () => {
  const { warnings, jwksJson } = resolveKubernetesFederation({ ...KUBERNETES_EXAMPLE, jwksJson: JSON.stringify({ keys: [RSA] }, null, 1) });
  expect(warnings.map(({ id }) => id)).toEqual(['cdk-gcp-federation:uploadedKeys']);
  expect(jwksJson).toBe(JSON.stringify({ keys: [RSA] }));
});
