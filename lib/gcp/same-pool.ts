import { trustedParty, workloadName } from './trusted-party';
import { refuse } from '../federation/errors';
import { AnyFederation } from '../federation/kubernetes';

/** Requires that a further role or service account fits into the pool and provider of the first one. */
export function requireSamePool(first: AnyFederation, further: AnyFederation): void {
  const elsewhere = `describe the ${'issuerUri' in further ? 'service account' : 'role'} in a GcpFederation of its own`;
  requireEqual('gcpProjectId', first.gcpProjectId, further.gcpProjectId, elsewhere);
  requireEqual('gcpProjectNumber', first.gcpProjectNumber, further.gcpProjectNumber, elsewhere);
  requireEqual('poolId', first.poolId, further.poolId, elsewhere);
  if ('issuerUri' in first || 'issuerUri' in further) {
    requireSameCluster(first, further, elsewhere);
  } else {
    requireEqual('awsPartition', first.awsPartition, further.awsPartition, `a provider admits one account of one partition, so ${elsewhere}, with another poolId`);
    requireEqual('awsAccountId', first.awsAccountId, further.awsAccountId, `a provider admits exactly one AWS account, so ${elsewhere}, with another poolId`);
  }
  requireEqual('providerId', first.providerId, further.providerId,
    'members do not name the provider, so that a second one in the pool could forge them; use the same providerId or another poolId');
  if (!('issuerUri' in first) && !('issuerUri' in further)) {
    requireEqual('subject', first.subject.kind, further.subject.kind, 'all roles of a provider share its attribute mapping; use the same subject or another poolId');
  }
}

function requireSameCluster(first: AnyFederation, further: AnyFederation, elsewhere: string): void {
  if (!('issuerUri' in first && 'issuerUri' in further)) {
    refuse('poolId', further.poolId, `is the pool of ${trustedParty(first)}, and '${workloadName(further)}' is of ${trustedParty(further)}`,
      `members do not name the provider, so that one could forge those of the other; ${elsewhere}, with another poolId`);
  }
  requireEqual('issuerUri', first.issuerUri, further.issuerUri, `a provider trusts exactly one issuer, so ${elsewhere}, with another poolId`);
  requireEqual('jwksJson', first.jwksJson, further.jwksJson, 'a provider has one set of keys; pass the same for every service account of the cluster');
}

function requireEqual(property: string, first: string | undefined, further: string | undefined, fix: string): void {
  if (first !== further) refuse(property, further, `differs from '${first}', which the pool already has`, fix);
}
