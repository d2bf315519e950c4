import { protection } from './pool-and-provider';
import { serviceAccountDescription, workloadDisplayName } from './provenance';
import { BoundServiceAccount } from '../../federation/access';
import { PoolFederation } from '../../federation/federation';
import { serviceAccountResourceName } from '../../federation/service-account';
import { GoogleElement, Predecessor } from '../element';
import { GoogleSideOptions } from '../options';

/** Returns the account that a role acts as, which this side creates. */
export function createdServiceAccount(
  scope: readonly string[], account: BoundServiceAccount, usedBy: readonly PoolFederation[], options: GoogleSideOptions,
  after: readonly Predecessor[],
): GoogleElement {
  const [first] = usedBy;
  const { project, email, accountIdToCreate } = account;
  const isElsewhere = project !== first.gcpProjectId;
  return {
    kind: 'service-account',
    isLookup: false,
    path: [...scope, `service-account-${accountIdToCreate}${isElsewhere ? `-${project}` : ''}`],
    type: 'google_service_account',
    arguments: {
      account_id: accountIdToCreate,
      description: serviceAccountDescription(usedBy),
      display_name: workloadDisplayName(first),
      project,
    },
    lifecycle: protection(options),
    importId: options.takeOver?.serviceAccounts ? serviceAccountResourceName(email) : undefined,
    after,
    purpose: `The service account that ${usedBy.map(({ workloadName }) => `'${workloadName}'`).join(' and ')} from ${first.party.description} acts as.`,
  };
}
