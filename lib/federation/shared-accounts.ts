import type { PoolFederation } from './federation';
import { describeResource, grantKey } from './grants';
import { treeRegistry } from './tree-registry';
import { FederationWarning } from './warning';

/** Resources that one warning names. */
const GRANTS_AT_MOST = 5;

/**
 * Records that a workload of a construct tree acts as its service account, and warns if other workloads act as the same
 * account with different grants: what one of them is granted, all of them hold.
 *
 * @param root the root of the tree
 * @param federation the description of the workload
 */
export function registerAccountUser(root: object, federation: PoolFederation): FederationWarning[] {
  const email = federation.access.serviceAccount?.email;
  if (email === undefined) return [];
  const accounts = treeRegistry(root, 'account-users', () => new Map<string, PoolFederation[]>());
  const users = accounts.get(email) ?? [];
  accounts.set(email, users);
  if (users.some(({ principalSet }) => principalSet === federation.principalSet)) return [];
  const others = users.filter(user => grantsOf(user) !== grantsOf(federation));
  users.push(federation);
  if (others.length === 0) return [];
  const titles = others.map(describeWorkload);
  return [{
    id: 'cdk-gcp-federation:sharedServiceAccount',
    message: `${describeWorkload(federation)} acts as service account '${email}', as ${titles.join(' and ')} ${titles.length > 1 ? 'do' : 'does'}, `
      + `so each of them holds all grants of the account: ${describeGrants(users)}; to separate them, leave access out, `
      + 'which gives each a service account of its own, or pass a different serviceAccountId',
  }];
}

/** Equal for workloads that are granted the same. */
function grantsOf({ grants }: PoolFederation): string {
  return JSON.stringify(grants.map(grantKey).sort());
}

function describeWorkload({ party, workloadName }: PoolFederation): string {
  return `${party.workloads.noun} '${workloadName}' of ${party.description}`;
}

function describeGrants(users: readonly PoolFederation[]): string {
  const grants = new Set(users.flatMap(({ grants: made }) => made.map(grant => `'${grant.role}' on ${describeResource(grant)}`)));
  const named = [...grants].slice(0, GRANTS_AT_MOST).join(', ');
  return grants.size > GRANTS_AT_MOST ? `${named} and ${grants.size - GRANTS_AT_MOST} more` : named;
}
