import { Construct } from 'constructs';
import { Federation } from '../../federation/federation';

/** Roles made by this library, by construct tree and then by account and name. */
const created = new WeakMap<Construct, Map<string, string>>();

/**
 * Refuses to create a role of the same name in the same account twice in one tree of constructs, stages included.
 *
 * IAM is global in its account: the second stack would fail to deploy, also in another region.
 */
export function registerRole(scope: Construct, federation: Federation): void {
  const root = scope.node.root as Construct;
  const roles = created.get(root) ?? new Map<string, string>();
  created.set(root, roles);
  const key = `${federation.awsPartition}/${federation.awsAccountId}/${federation.roleName}`;
  const path = roles.get(key);
  if (path !== undefined) {
    throw new Error(`roleName '${federation.roleName}' is created in account ${federation.awsAccountId} by ${path} already, and IAM roles are global in their account: `
      + `give this one another roleName, or use the first from here, as a second region would, with role: iam.Role.fromRoleName(this, 'Role', '${federation.roleName}')`);
  }
  roles.set(key, scope.node.path);
}
