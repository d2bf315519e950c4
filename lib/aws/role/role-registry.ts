import { Construct } from 'constructs';
import { Federation } from '../../federation/federation';
import { treeRegistry } from '../../federation/tree-registry';

/**
 * Refuses to create a role of the same name in the same account twice in one tree of constructs, stages included.
 *
 * IAM is global in its account: the second stack would fail to deploy, also in another region.
 */
export function registerRole(scope: Construct, federation: Federation): void {
  const paths = treeRegistry(scope.node.root, 'roles', () => new Map<string, string>());
  const key = `${federation.awsPartition}/${federation.awsAccountId}/${federation.roleName}`;
  const path = paths.get(key);
  if (path !== undefined) {
    throw new Error(`roleName '${federation.roleName}' is created in account ${federation.awsAccountId} by ${path} already, and IAM roles are global in their account: `
      + `give this one another roleName, or use the first from here, as a second region would, with role: iam.Role.fromRoleName(this, 'Role', '${federation.roleName}')`);
  }
  paths.set(key, scope.node.path);
}
