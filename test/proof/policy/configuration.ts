import { provider, ROLE_ARN } from './providers';
import { awsRolePrincipalSet } from '../../../lib/federation/names';
import { GoogleConfiguration } from '../../../lib/proof';

export const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool';
export const AUDIENCE = `//iam.googleapis.com/${POOL}/providers/aws-provider`;
export const EMAIL = 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com';
export const MEMBER = awsRolePrincipalSet(POOL, ROLE_ARN);

/** A configuration as the Google side of this library makes it. */
export function configuration(changes: Partial<GoogleConfiguration> = {}): GoogleConfiguration {
  return {
    pools: [{ address: 'google_iam_workload_identity_pool.pool', project: 'my-gcp-project', poolId: 'aws-identity-pool', disabled: false }],
    awsProviders: [provider()],
    serviceAccounts: [{ address: 'google_service_account.account', email: EMAIL, disabled: false }],
    serviceAccountBindings: [{ address: 'google_service_account_iam_member.user', serviceAccount: EMAIL, role: 'roles/iam.workloadIdentityUser', member: MEMBER }],
    projectGrants: [{
      address: 'google_project_iam_member.viewer', project: 'my-gcp-project', role: 'roles/storage.objectViewer', member: `serviceAccount:${EMAIL}`,
    }],
    resourceGrants: [],
    ...changes,
  };
}
