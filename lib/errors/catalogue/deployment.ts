import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

const PROVIDERS = 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers';
const MAPPINGS =
  'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#mappings-and-conditions';
const PRINCIPALS = 'https://cloud.google.com/iam/docs/principal-identifiers';
const SERVICE_ACCOUNTS = 'https://cloud.google.com/iam/docs/service-accounts-create';

/** What Terraform, gcloud, CloudFormation and the clouds answer while the two sides are deployed. */
export const DEPLOYMENT_ERRORS = {
  'apply-not-signed-in': {
    error: "No credentials loaded. To use your gcloud credentials, run 'gcloud auth application-default login'",
    from: 'the Google provider of Terraform, before it asks Google',
    causes: ['not-signed-in-for-terraform'],
    docs: 'https://cloud.google.com/docs/authentication/provide-credentials-adc',
  },
  'apply-denied': {
    error: "Permission 'iam.workloadIdentityPools.create' denied on resource (or it may not exist)",
    from: 'Google Cloud APIs, while Terraform or gcloud deploys',
    causes: ['deployer-role-missing', 'deployer-is-another', 'project-misspelt', 'grant-not-propagated'],
    docs: PROVIDERS,
  },
  'role-not-grantable': {
    error: 'Role ROLE is not supported for this resource',
    from: 'a Google Cloud API, while Terraform applies a grant',
    causes: ['role-misspelt', 'role-not-for-resource', 'custom-role-elsewhere'],
    docs: 'https://cloud.google.com/iam/docs/viewing-grantable-roles',
  },
  'id-not-reusable': {
    error: '409: Requested entity already exists',
    from: 'IAM API, while Terraform or gcloud creates a pool or provider',
    causes: ['pool-soft-deleted', 'exists-outside-state'],
    docs: PROVIDERS,
  },
  'service-account-exists': {
    error: 'Error creating service account: googleapi: Error 409: Service account ID already exists within project',
    from: 'IAM API, while Terraform applies',
    causes: ['service-account-exists'],
    docs: SERVICE_ACCOUNTS,
  },
  'service-account-not-visible-yet': {
    error: 'Error reading service account after creation: googleapi: Error 403',
    from: 'IAM API, while Terraform applies',
    causes: ['service-account-not-visible-yet', 'deployer-role-missing'],
    docs: SERVICE_ACCOUNTS,
  },
  'organization-policy': {
    error: "Org Policy violated for value: 'https://sts.amazonaws.com'",
    from: 'IAM API, while Terraform or gcloud deploys',
    causes: ['providers-policy', 'accounts-policy'],
    docs: `${PROVIDERS}#restrict`,
  },
  'members-policy': {
    error: 'One or more users named in the policy do not belong to a permitted customer',
    from: 'a Google Cloud API, while Terraform applies a grant',
    causes: ['members-policy'],
    docs: 'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains',
  },
  'member-type-unknown': {
    error: 'The member principalSet://iam.googleapis.com/POOL/... is of an unknown type. Please set a valid type '
      + 'prefix for the member',
    from: 'IAM API, while Terraform or gcloud grants',
    causes: ['member-without-number', 'member-prefix-missing'],
    docs: PRINCIPALS,
  },
  'pool-not-found': {
    error: 'Identity Pool does not exist (projects/NUMBER/locations/global/workloadIdentityPools/POOL)',
    from: 'IAM API, while Terraform or gcloud grants',
    causes: ['pool-not-created-yet', 'pool-of-other-project', 'pool-soft-deleted'],
    docs: PRINCIPALS,
  },
  'mapping-key-invalid': {
    error: 'Invalid mapped attribute key: assertion.arn. Custom mapped attributes must be in format '
      + "'attribute.{custom_attribute}'",
    from: 'IAM API, while Terraform or gcloud creates a provider',
    causes: ['mapping-key-invalid'],
    docs: MAPPINGS,
  },
  'condition-refused': {
    error: "The attribute condition must reference one of the provider's claims",
    from: 'IAM API, while Terraform or gcloud creates a provider',
    causes: ['condition-without-claim'],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions',
  },
  'condition-not-valid': {
    error: 'Invalid attribute condition: undeclared reference',
    from: 'IAM API, while Terraform or gcloud creates a provider',
    causes: ['condition-invalid', 'mapping-key-invalid'],
    docs: MAPPINGS,
  },
  'id-reserved': {
    error: 'The workload identity pool provider ID "gcp-..." uses a prefix that is reserved by Google',
    from: 'IAM API, while Terraform or gcloud creates a pool or provider',
    causes: ['id-reserved'],
    docs: PROVIDERS,
  },
  'id-invalid': {
    error: 'The display name must be less than or equal to 32 characters',
    from: 'IAM API or the Google provider of Terraform',
    causes: ['id-invalid', 'id-reserved'],
    docs: PROVIDERS,
  },
  'keys-malformed': {
    error: 'Input JWK is not in a valid json format',
    from: 'IAM API, while Terraform or gcloud creates a provider',
    causes: ['keys-malformed'],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes',
  },
  'issuer-invalid': {
    error: 'The issuer URI must be in https format',
    from: 'IAM API, while Terraform or gcloud creates a provider',
    causes: ['issuer-invalid'],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes',
  },
  'provider-rejected': {
    error: 'Error creating WorkloadIdentityPoolProvider: googleapi: Error 400',
    from: 'IAM API, while Terraform or gcloud creates a provider',
    causes: ['mapping-without-subject', 'mapping-key-invalid', 'condition-invalid', 'account-id-invalid', 'id-invalid'],
    docs: PROVIDERS,
    vague: true,
  },
  'policy-conflict': {
    error: 'There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff',
    from: 'IAM API, while Terraform or gcloud grants',
    causes: ['policy-changed-meanwhile'],
    docs: 'https://cloud.google.com/iam/docs/policies#etag',
  },
  'duplicate-backend': {
    error: 'Error: Duplicate backend configuration on cdk.tf.json',
    from: 'Terraform, in a folder that CDKTF wrote',
    causes: ['two-backends'],
    docs: 'https://developer.hashicorp.com/terraform/language/backend',
  },
  'duplicate-provider-requirements': {
    error: 'Error: Duplicate required providers configuration on cdk-gcp-federation.tf.json',
    from: 'Terraform',
    causes: ['two-provider-requirements'],
    docs: 'https://developer.hashicorp.com/terraform/language/providers/requirements',
  },
  'aws-role-exists': {
    error: 'Role with name ROLE already exists',
    from: 'AWS IAM, through CloudFormation',
    causes: ['aws-role-exists'],
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  'project-number-postcondition': {
    error: 'Resource postcondition failed: gcpProjectNumber NUMBER is not the number of project PROJECT',
    from: 'a check that cdk-gcp-federation writes into the Terraform configuration',
    causes: ['number-of-other-project'],
    docs: 'https://cloud.google.com/resource-manager/docs/creating-managing-projects',
  },
  'account-rule': {
    error: 'awsAccountId of the Google Cloud federation is ACCOUNT: deploy this stack into that account, or correct '
      + 'awsAccountId',
    from: 'a rule that cdk-gcp-federation writes into the CloudFormation template',
    causes: ['stack-in-other-account'],
    docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html',
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;
