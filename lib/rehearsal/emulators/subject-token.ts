import { AwsRequest } from './signature-v4';

/** The type of a subject token that is a signed AWS request. */
export const AWS4_REQUEST = 'urn:ietf:params:aws:token-type:aws4_request';

/** The header by which a client says for which provider it signed. */
export const TARGET_RESOURCE = 'x-goog-cloud-target-resource';

const ENDPOINT = /^https:\/\/sts(?:\.[a-z0-9-]+)?\.amazonaws\.com\/?\?Action=GetCallerIdentity&Version=2011-06-15$/;

/** A signed `GetCallerIdentity` request as a client hands it to Google. Throws what is wrong with it. */
export function parseSubjectToken(token: string): AwsRequest {
  const { url, method, headers } = parsed(token);
  if (typeof url !== 'string' || !ENDPOINT.test(url)) throw new Error('the url is not GetCallerIdentity of AWS STS');
  if (method !== 'POST') throw new Error('the method is not POST');
  if (!Array.isArray(headers)) throw new Error('it has no headers');
  const byName: Record<string, string> = {};
  for (const header of headers as unknown[]) {
    const { key, value } = (header ?? {}) as Record<string, unknown>;
    if (typeof key !== 'string' || typeof value !== 'string') throw new Error('a header is not a pair of key and value');
    const name = key.toLowerCase();
    // Java names the target resource among the signed headers and once more.
    if (Object.hasOwn(byName, name) && byName[name] !== value) throw new Error(`the header ${name} has two values`);
    byName[name] = value;
  }
  return { method, url: new URL(url), headers: byName };
}

/** The inverse of `parseSubjectToken`, as clients write it. */
export function serializeSubjectToken({ url, method, headers }: { url: string; method: string; headers: Record<string, string> }): string {
  return encodeURIComponent(JSON.stringify({ url, method, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) }));
}

function parsed(token: string): Record<string, unknown> {
  let value: unknown;
  try {
    // Go writes a space as `+`, the others as `%20`; none leaves a plus sign as it is.
    value = JSON.parse(token.startsWith('%7B') ? decodeURIComponent(token.replaceAll('+', ' ')) : token);
  } catch {
    throw new Error('it is not JSON');
  }
  if (typeof value !== 'object' || value === null) throw new Error('it is not an object');
  return value as Record<string, unknown>;
}
