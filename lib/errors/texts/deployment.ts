import { KnownText, likely, seenIn } from './seen';

/** What IAM answers while pools, providers, members and service accounts are created. */
const IAM_TEXTS = seenIn('IAM API', '2026', {
  'apply-denied': [
    "Permission 'iam.workloadIdentityPools.create' denied on resource (or it may not exist)",
    "Permission 'iam.workloadIdentityPool…' denied on resource", "Permission 'iam.workloadIdentityPool…' denied",
    "Permission 'iam.serviceAccounts.create' denied on resource",
    "Permission 'iam.serviceAccounts.get' denied on resource",
    "Permission 'iam.serviceAccounts.setIamPolicy' denied on resource",
    "Permission 'iam.serviceAccounts.getIamPolicy' denied on resource",
    "Permission 'iam.serviceAccounts.delete' denied on resource",
    "Permission 'iam.serviceAccounts.update' denied on resource",
    'Permission iam.serviceAccounts.setIamPolicy is required', 'Permission iam.serviceAccounts.create is required',
    'Policy update access denied', 'setIamPolicy permission', 'getIamPolicy permission',
    'Permission denied to enable service', 'Permission denied to list services for consumer container',
    'User […] does not have permission to access projects instance',
  ],
  'role-not-grantable': [
    'Role…is not supported for this resource', "does not exist in the resource's hierarchy", 'Invalid role: roles/',
  ],
  'id-not-reusable': [
    'Requested entity already exists…409', '409: Requested entity already exists',
    '409…Requested entity already exists',
    'Requested entity already exists', 'Error creating WorkloadIdentityPool…already exists',
  ],
  'organization-policy': [
    'Org Policy violated for value', 'constraints/iam.workloadIdentityPoolProviders',
    { text: 'constraints/iam.workloadIdentityPoolAwsAccounts', cause: 'accounts-policy' },
    {
      text: "Org Policy violated for value: '…'…constraints/iam.workloadIdentityPoolAwsAccounts",
      cause: 'accounts-policy',
    },
  ],
  'members-policy': [
    'One or more users named in the policy do not belong to a permitted customer',
    'constraints/iam.allowedPolicyMemberDomains',
  ],
  'member-type-unknown': [
    {
      text: 'The member principalSet://…is of an unknown type. Please set a valid type prefix for the member',
      cause: 'member-without-number',
    },
    {
      text: 'The member principal://…is of an unknown type. Please set a valid type prefix for the member',
      cause: 'member-without-number',
    },
    { text: 'is of an unknown type. Please set a valid type prefix for the member', cause: 'member-prefix-missing' },
    { text: 'is of type "serviceAccount". The principal should appear as', cause: 'member-prefix-missing' },
    { text: 'is of type "user". The principal should appear as', cause: 'member-prefix-missing' },
    { text: 'Policy members must be of the form "<type>:<value>"', cause: 'member-prefix-missing' },
    {
      text: 'invalid value for member (IAM members must have one of the values outlined here',
      cause: 'member-prefix-missing',
    },
  ],
  'pool-not-found': [
    'Identity Pool does not exist',
    'Identity Pool does not exist…Please check that you specified a valid resource name',
  ],
  'mapping-key-invalid': [
    'Invalid mapped attribute key', "Custom mapped attributes must be in format 'attribute.{custom_attribute}'",
    'The maximum length of a mapped attribute key is 100 characters',
  ],
  'condition-refused': [
    "The attribute condition must reference one of the provider's claims",
    'attribute condition must reference one of the provider',
  ],
  'condition-not-valid': ['Invalid attribute condition'],
  'id-reserved': ['uses a prefix that is reserved by Google', 'prefix `gcp-` is reserved for use by Google'],
  'id-invalid': ['display name must be less than or equal to 32 characters'],
  'keys-malformed': ['Input JWK is not in a valid json format'],
  'policy-conflict': ['There were concurrent policy changes'],
  'service-account-exists': [
    'Service account … already exists within project', 'Error creating service account: googleapi: Error 409',
    '(gcloud.iam.service-accounts.create) Resource in projects […] is the subject of a conflict',
  ],
  'service-account-not-visible-yet': [
    'Error reading service account after creation', 'Service account…does not exist., badRequest',
    'Service account…does not exist.…setIamPolicy',
    { text: 'Error 404: Unknown service account', cause: 'service-account-not-visible-yet' },
  ],
});

/** Answers of IAM whose exact words were not seen. */
const LIKELY_TEXTS = likely({
  'mapping-key-invalid': [{ text: 'attribute mapping…must contain google.subject', cause: 'mapping-key-invalid' }],
  'condition-not-valid': [
    'attribute condition…undeclared reference', 'attributeCondition…undeclared reference',
    'attribute_condition…undeclared reference',
    'Error in attribute condition', 'attribute condition…Syntax error', 'attribute_condition…Syntax error',
  ],
  'id-reserved': ['The prefix "gcp-" is reserved'],
  'id-invalid': [
    'workload_identity_pool…must be 4-32 characters', 'workload_identity_pool…cannot be smaller than 4',
    'workload_identity_pool…cannot be greater than 32',
    'workload_identity_pool…must contain only lowercase letters', 'pool ID…must be between 4 and 32',
    'provider ID…must be between 4 and 32',
    { text: 'workload_identity_pool…start with "gcp-"', cause: 'id-reserved' },
  ],
  'keys-malformed': ['Invalid JWKS', 'Input JWKS', 'jwks_json…invalid', 'jwksJson…invalid', 'JWK…not…valid json'],
  'issuer-invalid': [
    'The issuer URI must be in https format', 'issuer URI must…https', 'issuer_uri…https', 'Invalid issuer URI',
    'issuerUri…must start with https',
  ],
  'member-type-unknown': ['Invalid principalSet member', 'Invalid principal member', 'Invalid member…principalSet://'],
  'pool-not-found': ['Workload Identity Pool…does not exist', 'WorkloadIdentityPool…not found'],
});

/** What Terraform and its Google provider add. */
const TERRAFORM_TEXTS = seenIn('Terraform with the Google provider', '8.7.0', {
  'apply-not-signed-in': [
    'Attempted to load application default credentials since neither',
    'No credentials loaded. To use your gcloud credentials',
  ],
  'apply-denied': [
    'Error creating WorkloadIdentityPool…Error 403', 'Error creating service account: googleapi: Error 403',
    'Error when reading or editing…googleapi: Error 403', 'googleapi: Error 403…setIamPolicy',
    'Error setting IAM policy for…googleapi: Error 403', 'Error retrieving IAM policy for…googleapi: Error 403',
    'Error applying IAM policy for…googleapi: Error 403', 'Request `Create IAM Members…Error 403',
    'Request `Enable Project Services…Error 403',
    'Error creating service account: googleapi: Error 403…denied on resource',
  ],
  'provider-rejected': [
    'Error creating WorkloadIdentityPoolProvider: googleapi: Error 400',
    'Error creating WorkloadIdentityPool: googleapi: Error 400',
    'Error updating WorkloadIdentityPoolProvider',
  ],
  'duplicate-backend': [
    'Duplicate backend configuration…cdk.tf.json', 'cdk.tf.json…A module may have only one backend configuration',
  ],
  'duplicate-provider-requirements': [
    'Duplicate required providers configuration…cdk-gcp-federation.tf.json',
    'cdk-gcp-federation.tf.json…A module may have only one required providers',
  ],
  'id-invalid': ['expected length of display_name to be in the range'],
});

/** What CloudFormation and AWS IAM answer to the AWS side. */
const AWS_TEXTS = seenIn('CloudFormation', '2026', {
  'aws-role-exists': ['Role with name ‥ already exists', 'EntityAlreadyExists: Role with name'],
});

export const DEPLOYMENT_TEXTS: readonly KnownText[] = [...IAM_TEXTS, ...LIKELY_TEXTS, ...TERRAFORM_TEXTS, ...AWS_TEXTS];
