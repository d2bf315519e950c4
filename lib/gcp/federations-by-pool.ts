import { refuse } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { AnyFederationProps, resolveAnyFederation } from '../federation/party';

/** The roles or service accounts of one pool, and the first of them. */
export interface PoolOfRoles {
  readonly federation: PoolFederation;
  readonly roles: readonly [AnyFederationProps, ...AnyFederationProps[]];
}

/** Sorts descriptions by the pool that they name. Refuses a pool of two AWS accounts or clusters, and one id for two pools: constructs are named by it. */
export function federationsByPool(federations: readonly AnyFederationProps[]): PoolOfRoles[] {
  const pools = new Map<string, PoolOfRoles & { readonly roles: [AnyFederationProps, ...AnyFederationProps[]] }>();
  for (const props of federations) {
    const federation = resolveAnyFederation(props);
    const { gcpProjectId, poolId, poolResourceName } = federation;
    const known = pools.get(poolResourceName);
    if (!known) {
      const namesake = [...pools.values()].find(pool => pool.federation.poolId === poolId);
      if (namesake) {
        refuse('poolId', poolId, `is a pool of project '${namesake.federation.gcpProjectId}' and of '${gcpProjectId}'`, 'choose two ids, or call forAccounts once for each project');
      }
      pools.set(poolResourceName, { federation, roles: [props] });
      continue;
    }
    requireSameParty(known.federation, federation);
    known.roles.push(props);
  }
  if (pools.size === 0) throw new Error('federations are empty: describe at least one role');
  return [...pools.values()];
}

function requireSameParty(known: PoolFederation, federation: PoolFederation): void {
  const [first, further] = [known.party, federation.party];
  if (first.description !== further.description) {
    refuse('poolId', federation.poolId, `is the pool of ${first.description} and of ${further.description}`, further.poolOfItsOwn);
  }
}

/** The values of a property that are distinct, in their first order. */
export function distinct<T, K>(items: readonly T[], key: (item: T) => K): T[] {
  return [...new Map(items.map(item => [key(item), item] as const).reverse()).values()].reverse();
}
