import { GcpGrant } from '../../federation';
import { unknown } from '../flags';

/** A grant as it is typed: a role on the project, or `KIND:NAME:ROLE`. */
export type GrantAnswer =
  | { readonly kind: 'project'; readonly role: string }
  | { readonly kind: NamedKind; readonly name: string; readonly role: string };

/** Methods of `GcpGrant` that take a name and a role. */
type NamedKind = 'bucket' | 'bigQueryDataset' | 'topic' | 'subscription' | 'secret';

const NAMED_KINDS: readonly NamedKind[] = ['bucket', 'bigQueryDataset', 'topic', 'subscription', 'secret'];

/** The kinds in words. */
export const GRANT_KINDS = NAMED_KINDS.join(', ');

export function parseGrants(text: string): GrantAnswer[] {
  return text.split(/[\s,]+/).filter(part => part !== '').map(parseGrant);
}

function parseGrant(text: string): GrantAnswer {
  const [, kind, name, role] = /^([^:]+):([^:]*):(.*)$/s.exec(text) ?? [];
  if (kind === undefined) return { kind: 'project', role: text };
  const known = NAMED_KINDS.find(one => one === kind);
  if (known === undefined) throw new Error(`grant '${text}': ${unknown('kind', kind, NAMED_KINDS)}`);
  return { kind: known, name, role };
}

/** Throws where the name or the role is outside Google's grammar. */
export function grantOf(answer: GrantAnswer): GcpGrant {
  return answer.kind === 'project' ? GcpGrant.project(answer.role) : GcpGrant[answer.kind](answer.name, answer.role);
}
