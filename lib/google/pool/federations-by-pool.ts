import { refuse } from '../../federation/errors';
import { PoolFederation } from '../../federation/federation';
import { AnyFederationProps } from '../../federation/party';
import { resolveForTerraform } from '../resolve';
import { withWorkload } from '../workload-subject';

/** The roles or service accounts of one pool, in the order in which they came. */
export type PoolOfRoles = readonly [PoolFederation, ...PoolFederation[]];

/**
 * Groups descriptions by the pool that they name.
 *
 * Refuses a pool of two AWS accounts or clusters, and one id for two pools, since the id names the pool in the configuration.
 */
export function federationsByPool(descriptions: readonly AnyFederationProps[]): PoolOfRoles[] {
  const pools = new Map<string, [PoolFederation, ...PoolFederation[]]>();
  for (const federation of descriptions.map(props => withWorkload(props, () => resolveForTerraform(props)))) {
    const { gcpProjectId, poolId, poolResourceName } = federation;
    const known = pools.get(poolResourceName);
    if (known) {
      requireSameParty(known[0], federation);
      known.push(federation);
      continue;
    }
    const namesake = [...pools.values()].find(([first]) => first.poolId === poolId);
    if (namesake) {
      refuse('poolId', poolId, `is a pool of project '${namesake[0].gcpProjectId}' and of '${gcpProjectId}'`,
        'choose two ids, or call forAccounts once for each project');
    }
    pools.set(poolResourceName, [federation]);
  }
  if (pools.size === 0) throw new Error('federations are empty: describe at least one role');
  return [...pools.values()];
}

/** Returns the name of a pool in a configuration. Names of Terraform begin with a letter, and no construct can be called 'constructor'. */
export function poolConstructId(poolId: string): string {
  return poolId.replace(/^(?:[^a-z]|constructor$)/, '_$&');
}

function requireSameParty(known: PoolFederation, federation: PoolFederation): void {
  const [first, further] = [known.party, federation.party];
  if (first.description !== further.description) {
    refuse('poolId', federation.poolId, `is the pool of ${first.description} and of ${further.description}`, further.poolOfItsOwn);
  }
}
