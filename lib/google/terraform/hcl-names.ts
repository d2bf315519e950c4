import { createHash } from 'crypto';
import { logicalId, readableId } from './logical-id';
import { fullName } from '../../federation/grants';
import { serviceAccountEmailOf } from '../../federation/names';
import { GoogleElement } from '../element';
import { IamMember, iamMemberKey } from '../grants/iam-member';

/**
 * Returns the names of elements in HCL, which people read and type: without hashes, unless only a hash tells two apart.
 *
 * A name depends on its element alone, so that no other element can move it: a pool that is moved is destroyed.
 */
export function hclNames(elements: readonly GoogleElement[]): (element: GoogleElement) => string {
  const named = elements.map(element => [element, readableName(element)] as const);
  const uses = new Map<string, number>();
  for (const [{ type }, name] of named) uses.set(`${type}.${name}`, (uses.get(`${type}.${name}`) ?? 0) + 1);
  const names = new Map(named.map(([element, name]) => [logicalId(element.path), uses.get(`${element.type}.${name}`) === 1 ? name : undefined]));
  return ({ path }) => names.get(logicalId(path)) ?? logicalId(path);
}

function readableName({ path, member }: GoogleElement): string {
  return member ? grantName(path[0], member) : readableId(path);
}

/** The pool, who, which role, on what. What cannot be said in a name, or in no way that is unique, adds a hash. */
function grantName(pool: string, member: IamMember): string {
  const who = serviceAccountEmailOf(member.member)?.split('@')[0] ?? lastPart(member.member);
  const resource = lastPart(fullName(member)).split('@')[0];
  const role = lastPart(member.role).replaceAll('.', '-');
  const isPlain = /^roles\//.test(member.role) && member.condition === undefined && /^[\w-]+$/.test(`${who}${resource}`);
  const readable = [pool, who, role, 'on', resource].join('_').replace(/[^\w-]+/g, '-');
  return isPlain ? readable : `${readable}_${createHash('sha256').update(iamMemberKey(member)).digest('hex').slice(0, 8)}`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
