import { GcpGrant } from '../../federation';
import { describeUnknownRole, isUnknownRole } from '../../federation/grants';
import { unknown } from '../flags';

/** A grant as it is typed: a role on a project, the federation's own unless it is named, or `KIND:NAME:ROLE`. */
export type GrantAnswer =
  | { readonly kind: 'project'; readonly name?: string; readonly role: string }
  | { readonly kind: NamedKind; readonly name: string; readonly role: string };

/** Methods of `GcpGrant` that take a name and a role. */
type NamedKind = 'bucket' | 'bigQueryDataset' | 'topic' | 'subscription' | 'secret';

const NAMED_KINDS: readonly NamedKind[] = ['bucket', 'bigQueryDataset', 'topic', 'subscription', 'secret'];

const KINDS = ['project', ...NAMED_KINDS] as const;

/** The kinds in words. */
export const GRANT_KINDS = KINDS.join(', ');

export function parseGrants(text: string): GrantAnswer[] {
  return text.split(/[\s,]+/).filter(part => part !== '').map(parseGrant);
}

function parseGrant(text: string): GrantAnswer {
  const [, kind, name, role] = /^([^:]+):(?:([^:]*):)?(.*)$/s.exec(text) ?? [];
  if (kind === undefined) return { kind: 'project', role: text };
  const known = KINDS.find(one => one === kind);
  if (known === undefined) throw new Error(`grant '${text}': ${unknown('kind', kind, KINDS)}`);
  if (known === 'project') return { kind: known, name, role };
  if (name === undefined) throw new Error(`grant '${text}' does not name the ${kind}: write ${kind}:NAME:${role}`);
  return { kind: known, name, role };
}

/** Describes the roles of an answer that Google probably does not have. */
export function unknownRoles(text: string): string[] {
  return parseGrants(text).filter(({ role }) => isUnknownRole(role)).map(({ role }) => `'${role}' ${describeUnknownRole(role)}`);
}

/** Throws where the name or the role is outside Google's grammar. */
export function grantOf(answer: GrantAnswer): GcpGrant {
  if (answer.kind === 'project') return GcpGrant.project(answer.role, { project: answer.name });
  return GcpGrant[answer.kind](answer.name, answer.role);
}
