import { FederatedPrincipal } from './identity';

const MEMBER = /^(principal|principalSet):\/\/iam\.googleapis\.com\/(projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/]+)\/(.+)$/s;
const ATTRIBUTE_NAME = /^[a-z0-9_]+$/;

/** What an IAM member names of a workload identity pool. */
export interface PoolMember {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  readonly pool: string;
  /** Such as `subject`, `group`, `attribute.aws_role`, or `*` for the whole pool. */
  readonly selector: string;
  readonly value: string;
}

/**
 * Whether an IAM member stands for an identity of a pool. Everything is compared letter by letter.
 *
 * @see https://cloud.google.com/iam/docs/principal-identifiers
 */
export function memberMatches(member: string, principal: FederatedPrincipal): boolean {
  return membersOf(principal).includes(member);
}

/** Every IAM member that stands for an identity of a pool. */
export function membersOf({ pool, subject, attributes, groups }: FederatedPrincipal): string[] {
  const set = `principalSet://iam.googleapis.com/${pool}`;
  const written = [
    `principal://iam.googleapis.com/${pool}/subject/${subject}`,
    `${set}/*`,
    ...groups.map(group => `${set}/group/${group}`),
    ...Object.entries(attributes).flatMap(([name, value]) => ATTRIBUTE_NAME.test(name) ? [`${set}/attribute.${name}/${value}`] : []),
  ];
  return written.filter(member => MEMBER.test(member));
}

/** What a member of a pool names; `undefined` for members of other kinds, and for those that are not in Google's grammar. */
export function parsePoolMember(member: string): PoolMember | undefined {
  const parts = MEMBER.exec(member);
  if (!parts) return undefined;
  const [, kind, pool, rest] = parts;
  if (kind === 'principalSet' && rest === '*') return { pool, selector: '*', value: '' };
  const slash = rest.indexOf('/');
  if (slash < 0) return undefined;
  const selector = rest.slice(0, slash);
  const value = rest.slice(slash + 1);
  const fits = kind === 'principal' ? selector === 'subject'
    : selector === 'group' || (selector.startsWith('attribute.') && ATTRIBUTE_NAME.test(selector.slice('attribute.'.length)));
  return fits ? { pool, selector, value } : undefined;
}

/** The pool that a member names; `undefined` for members of other kinds. */
export function poolOfMember(member: string): string | undefined {
  return MEMBER.exec(member)?.[2];
}
