import { conditionOf } from './pool-and-provider';
import { requireSamePool } from './same-pool';
import { refuse } from '../../federation/errors';
import { PoolFederation } from '../../federation/federation';
import { Inventory } from '../inventory';
import { GoogleSideOptions } from '../options';

/** Refuses, before anything is changed, a further role that does not go into a pool with those that it admits. */
export function requireFurtherRole(
  roles: readonly PoolFederation[], further: PoolFederation, options: GoogleSideOptions, inventory: Inventory,
): void {
  const { workloadName, poolId, admittedIdentity, party: { workloads } } = further;
  requireSamePool(roles[0], further);
  if (roles.some(role => role.admittedIdentity === admittedIdentity)) {
    refuse(workloads.property, workloadName, `is in pool '${poolId}' already`, `describe each ${workloads.noun} once, with all of its grants`);
  }
  if (!options.existingProvider) conditionOf([...roles, further]);
  requireCreatableAccount(roles, further, inventory);
  inventory.requireNewMembers(further);
}

/** Refuses to create an account that another pool creates, or that exists according to another role of this one. */
function requireCreatableAccount(roles: readonly PoolFederation[], further: PoolFederation, inventory: Inventory): void {
  const account = further.access.serviceAccount;
  if (account?.accountIdToCreate === undefined) return;
  const sharedBy = roles.flatMap(({ access }) => access.serviceAccount?.email === account.email ? [access.serviceAccount] : []);
  if (sharedBy.some(({ accountIdToCreate }) => accountIdToCreate !== undefined)) return;
  if (sharedBy.length > 0) {
    refuse('serviceAccountId', account.accountIdToCreate, 'creates an account that another role of the pool binds as existing',
      `pass another one, or in both roles serviceAccountEmail '${account.email}'`);
  }
  inventory.requireNewServiceAccount(account);
}
