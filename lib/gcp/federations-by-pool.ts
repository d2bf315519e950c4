import { refuse } from '../federation/errors';
import { resolveFederation } from '../federation/federation';
import { GcpFederationProps } from '../federation/props';

/** The roles of one pool, and what they have in common. */
export interface PoolOfRoles {
  readonly gcpProjectId: string;
  readonly gcpProjectNumber: string;
  readonly poolId: string;
  readonly awsAccountId: string;
  readonly roles: readonly [GcpFederationProps, ...GcpFederationProps[]];
}

/** Sorts descriptions by the pool that they name. Refuses a pool of two AWS accounts, and one id for two pools: constructs are named by it. */
export function federationsByPool(federations: readonly GcpFederationProps[]): PoolOfRoles[] {
  const pools = new Map<string, PoolOfRoles & { readonly roles: [GcpFederationProps, ...GcpFederationProps[]] }>();
  for (const props of federations) {
    const { gcpProjectId, gcpProjectNumber, poolId, awsAccountId, poolResourceName } = resolveFederation(props);
    const known = pools.get(poolResourceName);
    if (!known) {
      const namesake = [...pools.values()].find(pool => pool.poolId === poolId);
      if (namesake) {
        refuse('poolId', poolId, `is a pool of project '${namesake.gcpProjectId}' and of '${gcpProjectId}'`, 'choose two ids, or call forAccounts once for each project');
      }
      pools.set(poolResourceName, { gcpProjectId, gcpProjectNumber, poolId, awsAccountId, roles: [props] });
      continue;
    }
    if (known.awsAccountId !== awsAccountId) {
      refuse('poolId', poolId, `is the pool of AWS account '${known.awsAccountId}' and of '${awsAccountId}'`,
        `a provider admits exactly one account, so give each account a pool of its own, such as 'aws-${awsAccountId}'`);
    }
    known.roles.push(props);
  }
  if (pools.size === 0) throw new Error('federations are empty: describe at least one role');
  return [...pools.values()];
}

/** The values of a property that are distinct, in their first order. */
export function distinct<T, K>(items: readonly T[], key: (item: T) => K): T[] {
  return [...new Map(items.map(item => [key(item), item] as const).reverse()).values()].reverse();
}
