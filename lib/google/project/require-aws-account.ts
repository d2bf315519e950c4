import { refuse } from '../../federation/errors';
import { PoolFederation } from '../../federation/federation';

/** Requires that a pool whose project allows certain AWS accounts only trusts one. */
export function requireAwsAccount({ party }: PoolFederation): string {
  return party.awsAccountId
    ?? refuse('restrictAwsAccounts', true, `is about AWS accounts, and this pool trusts ${party.description}`,
      'make a GcpAwsAccountRestriction, which takes issuerUris as well');
}
