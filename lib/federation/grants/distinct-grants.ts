import { refusalOf } from '../errors';
import { BoundGrant } from './bound-grant';
import { describeResource, fullName } from './resource-kinds';

/** What distinguishes one grant from another, apart from the member. */
export function grantKey(grant: BoundGrant): string {
  return JSON.stringify([grant.resource, fullName(grant), grant.role, grant.condition?.title ?? '', grant.condition?.expression ?? '']);
}

/**
 * Refuses equal grants: IAM members are not counted, so destroying one of two equal ones removes the access of both.
 */
export function distinctGrants(grants: readonly BoundGrant[]): readonly BoundGrant[] {
  const seen = new Set<string>();
  for (const grant of grants) {
    const key = grantKey(grant);
    if (seen.has(key)) {
      throw refusalOf('grants', `grants hold '${grant.role}' on ${describeResource(grant)} twice: remove one, since removing either later would end both`);
    }
    seen.add(key);
  }
  return grants;
}
