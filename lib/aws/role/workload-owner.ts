import { FederatedIdentity } from './federated-identity';
import { treeRegistry } from '../../federation/tree-registry';

/** The path of the federated role whose configuration a workload carries. */
interface Owner {
  path?: string;
}

/**
 * Tells whether a workload carries the configuration of a federated role already.
 *
 * Throws if it carries that of another one, also if another copy of this package added that.
 *
 * @param workload the construct of the workload
 * @param title how messages call it
 * @param noun its kind
 */
export function isAdded({ scope }: FederatedIdentity, workload: object, title: string, noun: string): boolean {
  const { path } = ownerOf(workload);
  if (path !== undefined && path !== scope.node.path) {
    throw new Error(`${title} carries the configuration of ${path} already, and a ${noun} has one identity only: leave one of the two out`);
  }
  return path !== undefined;
}

/** Records that a workload carries the configuration of a federated role. */
export function markAdded({ scope }: FederatedIdentity, workload: object): void {
  ownerOf(workload).path = scope.node.path;
}

function ownerOf(workload: object): Owner {
  return treeRegistry<Owner>(workload, 'workload-owner', () => ({}));
}
