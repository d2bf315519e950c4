import { isDetermined } from '../../determined';
import { describeGranted, Grantee, GooglePolicy } from '../../policy';
import { HeldRole } from '../check-report';
import { googleElement } from '../elements';

/** The roles that a grantee holds by these files. */
export function heldRoles(policy: GooglePolicy, grantee: Grantee): HeldRole[] {
  return policy.holdings.of(grantee).filter(({ grant }) => grant.overwrittenBy === undefined).map(({ grant, on }) => ({
    role: isDetermined(grant.role) ? grant.role : grant.role.source,
    resource: describeGranted(on),
    ...conditionOf(grant),
    element: googleElement(grant),
  }));
}

function conditionOf({ condition, existence }: { condition?: unknown; existence?: { source: string } }): Pick<HeldRole, 'condition'> {
  if (condition !== undefined) return { condition: typeof condition === 'string' ? condition : (condition as { source: string }).source };
  return existence === undefined ? {} : { condition: existence.source };
}
