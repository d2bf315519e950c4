import { FederatedPrincipal } from './identity';

const MEMBER = /^(principal|principalSet):\/\/iam\.googleapis\.com\/(projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/]+)\/(.+)$/s;

/**
 * Whether an IAM member stands for an identity of a pool. Everything is compared letter by letter.
 *
 * @see https://cloud.google.com/iam/docs/principal-identifiers
 */
export function memberMatches(member: string, principal: FederatedPrincipal): boolean {
  const parts = MEMBER.exec(member);
  if (!parts) return false;
  const [, kind, pool, rest] = parts;
  if (pool !== principal.pool) return false;
  if (kind === 'principal') return rest === `subject/${principal.subject}`;
  if (rest === '*') return true;
  const slash = rest.indexOf('/');
  const selector = rest.slice(0, slash);
  const value = rest.slice(slash + 1);
  if (slash < 0) return false;
  if (selector === 'group') return principal.groups.includes(value);
  const name = /^attribute\.([a-z0-9_]+)$/.exec(selector)?.[1];
  return name !== undefined && Object.hasOwn(principal.attributes, name) && principal.attributes[name] === value;
}

/** The pool that a member names; `undefined` for members of other kinds. */
export function poolOfMember(member: string): string | undefined {
  return MEMBER.exec(member)?.[2];
}
