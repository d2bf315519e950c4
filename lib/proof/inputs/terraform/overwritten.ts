import { Authority } from './iam-resources';
import { isDetermined } from '../../determined';
import { Grant } from '../../policy/google-configuration';
import { PlacedGrant } from '../../policy/holdings';

/**
 * Marks the members that an authoritative element removes again: `*_iam_policy` owns the whole policy of a resource,
 * `*_iam_binding` all members of one role under one condition.
 *
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_service_account_iam
 */
export function markOverwritten(grants: readonly PlacedGrant[], authorities: readonly Authority[]): PlacedGrant[] {
  const byResource = new Map<string, Authority[]>();
  for (const authority of authorities) {
    const key = keyOf(authority.on);
    if (key !== undefined) byResource.set(key, [...byResource.get(key) ?? [], authority]);
  }
  return grants.map(placed => {
    const key = keyOf(placed.on);
    const owner = key === undefined ? undefined : byResource.get(key)?.find(authority => removes(authority, placed.grant));
    return owner === undefined ? placed : { ...placed, grant: { ...placed.grant, overwrittenBy: owner.address } };
  });
}

function keyOf({ kind, name, project }: PlacedGrant['on']): string | undefined {
  return isDetermined(name) ? `${kind} ${name} ${project === undefined || !isDetermined(project) ? '' : project}` : undefined;
}

function removes(authority: Authority, grant: Grant): boolean {
  if (authority.address === grant.address && authority.file === grant.file) return false;
  if (authority.authority === 'binding' && (authority.role !== grant.role || !sameCondition(authority, grant))) return false;
  return !authority.grants.some(({ grant: kept }) => kept.role === grant.role && (kept.member === grant.member || !isDetermined(kept.member)));
}

function sameCondition(authority: Authority, grant: Grant): boolean {
  return (authority.grants[0]?.grant.condition ?? undefined) === grant.condition;
}
