import { BoundGrant } from './grant';
import { FederationWarning } from './warning';

const BASIC_ROLES = ['roles/owner', 'roles/editor', 'roles/viewer'];

/** What distinguishes one IAM member resource from another, apart from the member. */
export function grantKey(grant: BoundGrant): string {
  return JSON.stringify([grant.resource, grant.project, grant.role, grant.condition?.title ?? '', grant.condition?.expression ?? '']);
}

/**
 * Refuses equal grants: IAM members are not counted, so destroying one of two equal ones removes the access of both.
 */
export function distinctGrants(grants: readonly BoundGrant[]): readonly BoundGrant[] {
  const seen = new Set<string>();
  for (const grant of grants) {
    const key = grantKey(grant);
    if (seen.has(key)) {
      throw new Error(`grants hold '${grant.role}' on project '${grant.project}' twice: remove one, since removing either later would end both`);
    }
    seen.add(key);
  }
  return grants;
}

export function grantWarnings(grants: readonly BoundGrant[]): FederationWarning[] {
  return grants.filter(grant => BASIC_ROLES.includes(grant.role)).map(grant => ({
    id: 'cdk-gcp-federation:basicRole',
    message: `grant '${grant.role}' on project '${grant.project}' is a basic role, which reaches nearly every resource of the project; grant a predefined role instead`,
  }));
}
