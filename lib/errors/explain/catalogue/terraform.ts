import { poolImportId } from '../../../federation/names';
import { CatalogueEntry } from '../explanation';

/** What Terraform and Google answer while the Google side is deployed. */
export const TERRAFORM_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'apply-not-signed-in',
    error: "No credentials loaded. To use your gcloud credentials, run 'gcloud auth application-default login'",
    signatures: [
      ['Attempted to load application default credentials since neither'],
      ['No credentials loaded. To use your gcloud credentials', 'gcloud auth application-default login'],
    ],
    from: 'the Google provider of Terraform, before it asks Google',
    causes: [
      'nobody is signed in where Terraform runs: gcloud auth login alone is for gcloud, not for programs',
      'a pipeline has no Google credentials of its own, or GOOGLE_APPLICATION_CREDENTIALS is not in its environment',
    ],
    confirm: [{ command: 'gcloud auth application-default print-access-token', expect: 'a token; an error means this cause' }],
    fix: [
      'on your machine: gcloud auth application-default login',
      'in a pipeline: sign it in as an account of its own, by workload identity federation too; then apply again',
    ],
    docs: 'https://cloud.google.com/docs/authentication/provide-credentials-adc',
  },
  {
    id: 'apply-denied',
    error: "Permission 'iam.workloadIdentityPools.create' denied on resource (or it may not exist)",
    signatures: [
      ["Permission 'iam.workloadIdentityPool", 'denied on resource'],
      ["Permission 'iam.serviceAccounts.create' denied on resource"],
      ["Permission 'iam.serviceAccounts.setIamPolicy' denied on resource"],
      ["Permission 'iam.serviceAccounts.getIamPolicy' denied on resource"],
      ['Error creating', 'googleapi: Error 403', 'denied on resource'],
      ['googleapi: Error 403', 'setIamPolicy'],
      ['Permission denied to enable service'],
      ['Permission denied to list services for consumer container'],
    ],
    from: 'Google Cloud APIs, while Terraform applies',
    causes: [
      'whoever applies, you or a pipeline, lacks a role in the project that the message names; the workload has no part in it',
      'Terraform applies as somebody else than you think: application default credentials are not those of gcloud',
      'gcpProjectId is misspelt: a project that does not exist reads alike',
      'the role was granted minutes ago',
    ],
    confirm: [
      { command: "gcloud projects get-iam-policy PROJECT_ID --flatten='bindings[].members' --filter='bindings.members:WHO' --format='value(bindings.role)'", expect: 'the roles of the fix, for the account that applies' },
      { command: 'curl -s -H "Authorization: Bearer $(gcloud auth application-default print-access-token)" https://openidconnect.googleapis.com/v1/userinfo', expect: 'the email of that account' },
    ],
    fix: [
      'have an administrator grant it roles/iam.workloadIdentityPoolAdmin, roles/iam.serviceAccountAdmin and, where APIs are enabled, roles/serviceusage.serviceUsageAdmin in that project',
      'on each granted resource it also needs a role that sets its policy, such as roles/resourcemanager.projectIamAdmin for grants on projects: docs/security.md has the list',
    ],
    docs: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers',
  },
  {
    id: 'role-not-grantable',
    error: 'Role ROLE is not supported for this resource',
    signatures: [
      ['Role', 'is not supported for this resource'],
      ["does not exist in the resource's hierarchy"],
    ],
    from: 'a Google Cloud API, while Terraform applies a grant',
    causes: [
      'the name of the role is misspelt',
      'the role cannot be granted on this kind of resource, such as one that is for projects only on a bucket',
      'a custom role belongs to another project or organization, or was deleted',
    ],
    confirm: [
      { command: 'gcloud iam roles describe ROLE', expect: 'the role; NOT_FOUND means that there is none of this name' },
      { command: 'gcloud iam list-grantable-roles //cloudresourcemanager.googleapis.com/projects/PROJECT_ID --filter=name:ROLE', expect: 'the role; of other resources name their full resource name' },
    ],
    fix: ['correct the role in the grants of the federation object, or grant it on a resource that takes it, such as by GcpGrant.project; then apply again'],
    docs: 'https://cloud.google.com/iam/docs/viewing-grantable-roles',
  },
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
