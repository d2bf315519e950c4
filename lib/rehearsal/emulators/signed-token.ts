import { createPublicKey, JsonWebKey, verify } from 'node:crypto';
import { answerOf } from '../../errors/answers';
import { TokenIdentity } from '../../proof';

/** Google takes no other signatures. */
const ALGORITHMS: Readonly<Record<string, 'rsa' | 'ec'>> = { RS256: 'rsa', ES256: 'ec' };

const SKEW_SECONDS = 60;
const LIFETIME_SECONDS_AT_MOST = 86_400;

/** What a token says of its bearer; it may be meant for several. */
export type TokenClaims = Omit<TokenIdentity, 'audience'> & { readonly audiences: readonly string[] };

/**
 * Verifies a token as Google does: signature by a key of the issuer, and times. Throws what is wrong with it.
 *
 * @param keysOf the JSON Web Key Set of an issuer, where there is one
 */
export function verifySignedToken(token: string, keysOf: (issuer: string) => string | undefined, now: Date): TokenClaims {
  const parts = token.split('.');
  if (parts.length !== 3) throw new Error('Unable to parse the ID Token');
  const [header, claims] = parts.slice(0, 2).map(part => parsed(Buffer.from(part, 'base64url').toString('utf8')));
  const type = ALGORITHMS[String(header.alg)];
  if (type === undefined) throw new Error(`The ID Token is signed with ${String(header.alg)}; RS256 and ES256 are supported`);
  const issuer = text(claims, 'iss');
  const keys = parsed(keysOf(issuer) ?? '{}').keys;
  const key = (Array.isArray(keys) ? keys as JsonWebKey[] : []).find(({ kid }) => kid === header.kid);
  if (key === undefined) throw new Error(`No key of issuer ${issuer} has the id ${String(header.kid)}`);
  const publicKey = createPublicKey({ key, format: 'jwk' });
  const signed = publicKey.asymmetricKeyType === type
    && verify('SHA256', Buffer.from(`${parts[0]}.${parts[1]}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(parts[2], 'base64url'));
  if (!signed) throw new Error('The signature of the ID Token is wrong');
  requireTimes(claims, now.getTime() / 1000);
  const audiences = Array.isArray(claims.aud) ? claims.aud.map(String) : [text(claims, 'aud')];
  return { issuer, subject: text(claims, 'sub'), audiences };
}

function requireTimes({ iat, exp, nbf = iat }: Claims, now: number): void {
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof nbf !== 'number') throw new Error('The ID Token has no iat or no exp');
  if (exp <= now) throw new Error(answerOf('token-stale', { time: String(iat) }).message.replace(/\.$/, ''));
  if (Math.max(iat, nbf) > now + SKEW_SECONDS) throw new Error('The ID Token is not valid yet');
  if (exp - iat > LIFETIME_SECONDS_AT_MOST) throw new Error('The ID Token lives longer than 24 hours');
}

type Claims = Readonly<Record<string, unknown>>;

function parsed(json: string): Claims {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('Unable to parse the ID Token');
  }
  if (typeof value !== 'object' || value === null) throw new Error('Unable to parse the ID Token');
  return value as Claims;
}

function text(claims: Claims, name: string): string {
  const value = claims[name];
  if (typeof value !== 'string' || value === '') throw new Error(`The ID Token has no ${name}`);
  return value;
}
