import { PREDEFINED_ROLES, PREDEFINED_ROLES_DATE } from './predefined-roles-data';
import { nearestNames } from '../nearest-names';

/** What the permissions of a role include besides the use of resources. */
export type RoleReach = 'tokens' | 'keys' | 'pools' | 'policies';

/** A role that Google maintains, as the shipped list has it. */
export interface PredefinedRole {
  readonly role: string;
  /** Empty for a role that only uses resources. */
  readonly reach: ReadonlySet<RoleReach>;
}

const PREFIX = 'roles/';
const REACHES: Readonly<Record<string, RoleReach>> = { t: 'tokens', k: 'keys', o: 'pools', p: 'policies' };

let list: ReadonlyMap<string, PredefinedRole> | undefined;

/** The list, read when it is first needed. */
function predefinedRoles(): ReadonlyMap<string, PredefinedRole> {
  return list ??= readList(PREDEFINED_ROLES);
}

function readList(text: string): ReadonlyMap<string, PredefinedRole> {
  const roles = new Map<string, PredefinedRole>();
  let service = '';
  for (const word of text.trim().split(/\s+/)) {
    if (word.endsWith(':')) {
      service = word.length > 1 ? word.replace(':', '.') : '';
      continue;
    }
    const [name, letters = ''] = word.split('!');
    const role = `${PREFIX}${service}${name}`;
    roles.set(role, { role, reach: new Set([...letters].map(letter => REACHES[letter])) });
  }
  return roles;
}

/** Returns a predefined role by its name, or undefined for custom roles and for those that the list does not have. */
export function findPredefinedRole(role: string): PredefinedRole | undefined {
  return role.startsWith(PREFIX) ? predefinedRoles().get(role) : undefined;
}

/** Whether a name is that of a predefined role which the list does not have: misspelt, or newer than the list. */
export function isUnknownRole(role: string): boolean {
  return role.startsWith(PREFIX) && findPredefinedRole(role) === undefined;
}

/** What is wrong with a role that the list does not have, with the nearest names. */
export function describeUnknownRole(role: string): string {
  const near = nearestNames(role.slice(PREFIX.length), [...predefinedRoles().keys()].map(name => name.slice(PREFIX.length)));
  const names = near.map(name => `'${PREFIX}${name}'`);
  const question = names.length === 0 ? '' : `; did you mean ${names.join(' or ')}?`;
  return `is not among Google's predefined roles of ${PREDEFINED_ROLES_DATE}${question}`;
}
