import { IConstruct } from 'constructs';
import { allowPolicyKey, IamMember } from './iam-member';
import { describeResource } from '../federation/grants';
import { LIMITS } from '../federation/limits';

/** How many members each construct tree adds to each allow policy. */
const MEMBERS = new WeakMap<IConstruct, Map<string, number>>();

/**
 * Refuses members that an allow policy could not hold, even if nobody else had any: Google counts principals, repeats
 * included.
 */
export function requireRoom(scope: IConstruct, members: readonly IamMember[]): void {
  const added = new Map<string, number>();
  for (const member of members.filter(hasAllowPolicy)) {
    const key = allowPolicyKey(member);
    added.set(key, (added.get(key) ?? 0) + 1);
    const total = (MEMBERS.get(scope.node.root)?.get(key) ?? 0) + added.get(key)!;
    if (total > LIMITS.allowPolicyPrincipals) {
      throw new Error(`the allow policy of ${describeResource(member)} would hold ${total} principals of this app alone, Google allows ${LIMITS.allowPolicyPrincipals} `
        + 'in all, repeats counted: grant on narrower resources, or let roles that need the same share a service account');
    }
  }
}

/** Records members as added. */
export function countMembers(scope: IConstruct, members: readonly IamMember[]): void {
  const counts = MEMBERS.get(scope.node.root) ?? new Map<string, number>();
  MEMBERS.set(scope.node.root, counts);
  for (const member of members.filter(hasAllowPolicy)) {
    const key = allowPolicyKey(member);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

/** A BigQuery dataset has an access list instead. */
function hasAllowPolicy(member: IamMember): boolean {
  return member.resource !== 'bigQueryDataset';
}
