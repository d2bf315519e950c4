import { poolPostcondition } from './existing-pool';
import { partyDisplayName, poolDescription, providerDescription } from './provenance';
import { PoolFederation } from '../../federation/federation';
import { poolImportId, providerImportId } from '../../federation/names';
import { GoogleElement, Lifecycle, Predecessor } from '../element';
import { GoogleSideOptions } from '../options';

/** Returns the pool of a federation. */
export function createdPool(
  scope: readonly string[], federation: PoolFederation, options: GoogleSideOptions, after: readonly Predecessor[],
): GoogleElement {
  const { gcpProjectId, poolId } = federation;
  return {
    kind: 'pool',
    isLookup: false,
    path: [...scope, 'pool'],
    type: 'google_iam_workload_identity_pool',
    arguments: {
      description: poolDescription(federation),
      display_name: partyDisplayName(federation),
      project: gcpProjectId,
      workload_identity_pool_id: poolId,
    },
    lifecycle: { ...protection(options), postconditions: [poolPostcondition(federation)] },
    importId: options.takeOver?.pool ? poolImportId(gcpProjectId, poolId) : undefined,
    after,
    purpose: `The workload identity pool: the identities of ${federation.party.description} in Google Cloud.`,
  };
}

/** Returns the one provider of a pool, which admits those that its condition lists. */
export function createdProvider(
  scope: readonly string[], federations: readonly PoolFederation[], options: GoogleSideOptions, after: readonly Predecessor[],
): GoogleElement {
  const [first] = federations;
  const { gcpProjectId, poolId, providerId, attributeMapping, party } = first;
  return {
    kind: 'provider',
    isLookup: false,
    path: [...scope, 'provider'],
    type: 'google_iam_workload_identity_pool_provider',
    arguments: {
      attribute_condition: conditionOf(federations),
      attribute_mapping: attributeMapping,
      description: providerDescription(federations),
      display_name: partyDisplayName(first),
      project: gcpProjectId,
      workload_identity_pool_id: poolId,
      workload_identity_pool_provider_id: providerId,
      [party.trust.block]: party.trust.arguments,
    },
    lifecycle: protection(options),
    importId: options.takeOver?.provider ? providerImportId(gcpProjectId, poolId, providerId) : undefined,
    after,
    purpose: `The provider of the pool: it trusts ${party.description}, and its condition admits no other ${party.workloads.noun} than the listed.`,
  };
}

/** The condition that admits all of them, in the order of what it compares, so that the order of calls changes nothing. */
export function conditionOf(federations: readonly PoolFederation[]): string {
  return federations[0].party.condition(federations.map(({ admittedIdentity }) => admittedIdentity).sort());
}

/** The part of a resource's lifecycle that keeps it from being destroyed. */
export function protection({ deletionProtection }: GoogleSideOptions): Lifecycle | undefined {
  return deletionProtection ? { preventDestroy: true } : undefined;
}
