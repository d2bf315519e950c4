import { requireLiteral } from '../../literals';

/** What Google takes of a key, and all that it takes. */
const FIELDS = ['kty', 'alg', 'use', 'kid', 'n', 'e', 'x', 'y', 'crv'];

/** What a key needs, by its type. */
const NEEDED: Readonly<Record<string, readonly string[]>> = { RSA: ['n', 'e'], EC: ['crv', 'x', 'y'] };

const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Requires a JSON Web Key Set of public keys, and gives it without white space.
 *
 * No refusal shows the value: it may hold a private key.
 *
 * @see https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools.providers#Oidc
 */
export function validateJwks(value: string): string {
  const keys = keysOf(requireLiteral('jwksJson', value));
  const ids = new Set<unknown>();
  keys.forEach((key, index) => {
    const name = `key ${index + 1}`;
    if (typeof key !== 'object' || key === null) return wrong(`${name} is not an object`, "pass what 'kubectl get --raw /openid/v1/jwks' prints");
    const secret = PRIVATE.find(field => field in key);
    if (secret !== undefined) wrong(`${name} is private: it holds '${secret}'`, 'pass the public keys only, and take this one out of use');
    const { kty, kid } = key as Readonly<Record<string, unknown>>;
    const needed = NEEDED[String(kty)];
    if (needed === undefined) wrong(`${name} is of type '${String(kty)}'`, 'Google takes RSA and EC');
    const missing = needed.find(field => typeof (key as Readonly<Record<string, unknown>>)[field] !== 'string');
    if (missing !== undefined) wrong(`${name} has no '${missing}'`, 'pass it as the cluster prints it');
    const unknown = Object.keys(key).find(field => !FIELDS.includes(field));
    if (unknown !== undefined) wrong(`${name} has '${unknown}', which Google does not take`, `leave out all but ${FIELDS.join(', ')}`);
    if (ids.has(kid)) wrong(`${name} has the 'kid' of another`, 'pass each key once, with an id of its own');
    ids.add(kid);
  });
  return JSON.stringify({ keys });
}

function keysOf(text: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return wrong('it is not JSON', "pass what 'kubectl get --raw /openid/v1/jwks' prints");
  }
  const keys = (parsed as { readonly keys?: unknown } | null)?.keys;
  return Array.isArray(keys) && keys.length > 0 ? keys : wrong('it holds no keys', "pass what 'kubectl get --raw /openid/v1/jwks' prints, an object with keys");
}

function wrong(problem: string, fix: string): never {
  throw new Error(`jwksJson is not a set of public keys, ${problem}: ${fix}`);
}
