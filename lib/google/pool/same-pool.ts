import { PoolFederation } from '../../federation/federation';
import { requireEqual } from '../../federation/party';

/** Requires that a further role or service account fits into the pool and provider of the first one. */
export function requireSamePool(first: PoolFederation, further: PoolFederation): void {
  const { party, poolId, workloadName } = further;
  const elsewhere = `describe the ${party.workloads.noun} in a GcpFederation of its own`;
  requireEqual('gcpProjectId', first.gcpProjectId, further.gcpProjectId, elsewhere);
  requireEqual('gcpProjectNumber', first.gcpProjectNumber, further.gcpProjectNumber, elsewhere);
  requireEqual('poolId', first.poolId, further.poolId, elsewhere);
  first.party.requireSame(party, { poolId, workloadName, elsewhere });
  requireEqual('providerId', first.providerId, further.providerId,
    'members do not name the provider, so that a second one in the pool could forge them; use the same providerId or another poolId');
  first.party.requireSameMapping(party);
}
