import { poolImportId } from '../../../federation/names';
import { CatalogueEntry } from '../explanation';

/** What Google answers while the Google side is deployed. */
export const TERRAFORM_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'id-not-reusable',
    error: '409: Requested entity already exists',
    signatures: [
      ['Requested entity already exists', '409'],
      ['Requested entity already exists', 'alreadyExists'],
      ['Requested entity already exists'],
    ],
    from: 'IAM API, while Terraform applies',
    causes: [
      'the pool or the provider was destroyed less than 30 days ago: it is only marked as deleted, and its id cannot be used meanwhile',
      'it exists, and was not made by this Terraform state',
    ],
    confirm: [
      { command: 'gcloud iam workload-identity-pools list --location=global --project=PROJECT_ID --show-deleted', expect: 'the pool; state: DELETED means the first cause' },
      { command: 'gcloud iam workload-identity-pools providers list --workload-identity-pool=POOL --location=global --project=PROJECT_ID --show-deleted', expect: 'the provider, likewise' },
    ],
    fix: [
      'gcloud iam workload-identity-pools undelete POOL --location=global --project=PROJECT_ID, and providers undelete PROVIDER --workload-identity-pool=POOL',
      `then apply with takeOver: { pool: true, provider: true }, or terraform import ADDRESS ${poolImportId('PROJECT_ID', 'POOL')}: by project id, since an import by number plans a replacement`,
      'or choose another poolId',
    ],
    docs: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers',
  },
  {
    id: 'organization-policy',
    error: 'Org Policy violated for value',
    signatures: [
      ['Org Policy violated for value'],
      ['constraints/iam.workloadIdentityPoolProviders'],
      ['constraints/iam.workloadIdentityPoolAwsAccounts'],
    ],
    from: 'IAM API, while Terraform applies',
    causes: [
      'iam.workloadIdentityPoolProviders does not allow https://sts.amazonaws.com',
      'iam.workloadIdentityPoolAwsAccounts does not list the AWS account',
    ],
    confirm: [
      { command: 'gcloud resource-manager org-policies describe iam.workloadIdentityPoolProviders --project=PROJECT_ID --effective', expect: 'https://sts.amazonaws.com among the allowed values' },
      { command: 'gcloud resource-manager org-policies describe iam.workloadIdentityPoolAwsAccounts --project=PROJECT_ID --effective', expect: 'the 12 digits of the account among the allowed values' },
    ],
    fix: ['have an administrator of organization policies add the value that the message names; both are checked at every create and update'],
    docs: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#restrict',
  },
];
