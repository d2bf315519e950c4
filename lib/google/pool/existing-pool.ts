import { PoolFederation } from '../../federation/federation';
import { AdmissionCheck, GoogleElement, Postcondition, Predecessor } from '../element';
import { terraformLiteral } from '../terraform/terraform-text';

/**
 * Google knows the members of a pool by project number, and accepts members that name another project's: the
 * postcondition ends the apply before any of them is granted anything.
 */
export function poolPostcondition({ gcpProjectId, gcpProjectNumber, poolResourceName }: PoolFederation): Postcondition {
  return {
    condition: `self.name == "${poolResourceName}"`,
    errorMessage: `gcpProjectNumber ${gcpProjectNumber} is not the number of project ${gcpProjectId}: Google named the pool \${self.name}.`,
  };
}

/** Returns the look-up of a pool that exists: the apply fails if it is missing, disabled, deleted or another project's. */
export function poolLookup(scope: readonly string[], federation: PoolFederation, after: readonly Predecessor[]): GoogleElement {
  const { gcpProjectId, poolId } = federation;
  return {
    kind: 'pool',
    isLookup: true,
    path: [...scope, 'pool'],
    type: 'google_iam_workload_identity_pool',
    arguments: { project: gcpProjectId, workload_identity_pool_id: poolId },
    lifecycle: { postconditions: [poolPostcondition(federation), isActive(`pool ${poolId}`)] },
    after,
    purpose: 'The workload identity pool, which is managed elsewhere.',
  };
}

/** Returns the look-up of a provider that exists: the apply fails if members mean something else to it than here. */
export function providerLookup(scope: readonly string[], federation: PoolFederation, pool: GoogleElement): GoogleElement {
  const { gcpProjectId, poolId, providerId } = federation;
  return {
    kind: 'provider',
    isLookup: true,
    path: [...scope, 'provider'],
    type: 'google_iam_workload_identity_pool_provider',
    arguments: { project: gcpProjectId, workload_identity_pool_id: poolId, workload_identity_pool_provider_id: providerId },
    lifecycle: { postconditions: [isActive(`provider ${providerId}`), ...meansTheSame(federation)] },
    after: [pool],
    purpose: 'The provider of the pool, which is managed elsewhere.',
  };
}

/** The conditions under which the members of a federation mean the same to an existing provider. */
function meansTheSame(federation: PoolFederation): Postcondition[] {
  const { poolId, providerId, attributeMapping, party: { trust } } = federation;
  const provider = `Provider ${providerId} of pool ${poolId}`;
  const { block, identifiedBy, memberAttribute: attribute } = trust;
  const identity = JSON.stringify(terraformLiteral(String(trust.arguments[identifiedBy])));
  const mapped = `try(self.attribute_mapping["${attribute}"], "") == ${JSON.stringify(attributeMapping[attribute])}`;
  return [
    { condition: `try(one(self.${block}[*].${identifiedBy}), "") == ${identity}`, errorMessage: `${provider} does not trust ${trust.name}.` },
    {
      condition: trust.isMappedByDefault ? `try(length(self.attribute_mapping), 0) == 0 || ${mapped}` : mapped,
      errorMessage: `${provider} maps ${attribute} otherwise than this federation, so that its members would mean other identities.`,
    },
  ];
}

/** Returns the check that warns, in every plan, of identities that the condition of an existing provider does not name. */
export function admissionCheck(provider: GoogleElement, federations: readonly PoolFederation[]): AdmissionCheck {
  return { id: 'admission', provider, identities: federations.map(({ admittedIdentity }) => admittedIdentity).sort() };
}

function isActive(subject: string): Postcondition {
  return {
    condition: 'self.state == "ACTIVE" && !self.disabled',
    errorMessage: `The ${subject} is disabled or deleted: restore or enable it first.`,
  };
}
