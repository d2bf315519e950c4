import { refuse } from '../federation/errors';
import { Federation } from '../federation/federation';

/** Requires that a further role fits into the pool and provider of the first one. */
export function requireSamePool(first: Federation, further: Federation): void {
  const elsewhere = 'describe the role in a GcpFederation of its own';
  requireEqual('gcpProjectId', first.gcpProjectId, further.gcpProjectId, elsewhere);
  requireEqual('gcpProjectNumber', first.gcpProjectNumber, further.gcpProjectNumber, elsewhere);
  requireEqual('poolId', first.poolId, further.poolId, elsewhere);
  requireEqual('awsPartition', first.awsPartition, further.awsPartition, `a provider admits one account of one partition, so ${elsewhere}, with another poolId`);
  requireEqual('awsAccountId', first.awsAccountId, further.awsAccountId, `a provider admits exactly one AWS account, so ${elsewhere}, with another poolId`);
  requireEqual('providerId', first.providerId, further.providerId,
    'members do not name the provider, so that a second one in the pool could forge them; use the same providerId or another poolId');
  requireEqual('subject', first.subject.kind, further.subject.kind, 'all roles of a provider share its attribute mapping; use the same subject or another poolId');
}

function requireEqual(property: string, first: string, further: string, fix: string): void {
  if (first !== further) refuse(property, further, `differs from '${first}', which the pool already has`, fix);
}
