import { BINDINGS, inCode, LIST_POOLS, MEMBER, onWorkstation } from './commands';
import { LIMITS } from '../../federation/limits';
import { poolImportId } from '../../federation/names';
import { Cause } from '../known-error';

const EFFECTIVE = '--project=PROJECT_ID --effective';
const LIST_PROVIDERS = 'gcloud iam workload-identity-pools providers list --workload-identity-pool=POOL '
  + '--location=global --project=PROJECT_ID --show-deleted';
const DEPLOYER = 'curl -s -H "Authorization: Bearer $(gcloud auth application-default print-access-token)" '
  + 'https://openidconnect.googleapis.com/v1/userinfo';

/** What stops the creation of pools, providers, service accounts, members and roles. */
export const DEPLOYMENT_CAUSES = {
  'deployer-role-missing': {
    cause: 'the account that applies lacks a role in the project that the message names; the workload has no part in '
      + 'it',
    confirm: [
      onWorkstation("gcloud projects get-iam-policy PROJECT_ID --flatten='bindings[].members' "
        + "--filter='bindings.members:WHO' --format='value(bindings.role)'", 'the roles of the fix, for the account '
          + 'that applies'),
    ],
    fix: [
      'have an administrator grant it roles/iam.workloadIdentityPoolAdmin, roles/iam.serviceAccountAdmin and, if '
        + 'APIs are enabled, roles/serviceusage.serviceUsageAdmin in that project; roles/owner does not hold the '
        + 'first on all projects',
      'on each granted resource it also needs a role that sets its policy, such as '
        + 'roles/resourcemanager.projectIamAdmin for grants on projects: docs/security.md has the list',
    ],
  },
  'deployer-is-another': {
    cause: 'Terraform applies as a different account from what you expect: application default credentials are not '
      + 'those of gcloud',
    confirm: [onWorkstation(DEPLOYER, 'the email of the account that you expect')],
    fix: ['gcloud auth application-default login, or set GOOGLE_IMPERSONATE_SERVICE_ACCOUNT'],
  },
  'project-misspelt': {
    cause: 'the project id is misspelt: a project that does not exist reads alike',
    confirm: [onWorkstation('gcloud projects describe PROJECT_ID', 'the project')],
    fix: ['correct gcpProjectId'],
  },
  'role-misspelt': {
    cause: 'the name of the role is misspelt',
    confirm: [
      onWorkstation('gcloud iam roles describe ROLE', 'the role; NOT_FOUND means that there is none of this name'),
    ],
    fix: ['correct the role in the grants of the federation object, and apply again'],
  },
  'role-not-for-resource': {
    cause: 'the role cannot be granted on this kind of resource, such as one that is for projects only on a bucket',
    confirm: [onWorkstation('gcloud iam list-grantable-roles FULL_RESOURCE_NAME --filter=name:ROLE', 'the role')],
    fix: ['grant it on a resource that takes it, such as by GcpGrant.project, or choose a role for this resource'],
  },
  'custom-role-elsewhere': {
    cause: 'a custom role belongs to another project or organization, or was deleted',
    confirm: [
      onWorkstation('gcloud iam roles describe ROLE --project=PROJECT_ID', 'the role, without `deleted: true`'),
    ],
    fix: ['create the custom role in the project of the resource, or in the organization'],
  },
  'pool-soft-deleted': {
    cause: 'the pool or the provider was destroyed less than 30 days ago: it is only marked as deleted, and its id '
      + 'cannot be used meanwhile',
    confirm: [onWorkstation(`${LIST_POOLS}; ${LIST_PROVIDERS}`, 'state: DELETED means this cause')],
    fix: [
      'gcloud iam workload-identity-pools undelete POOL --location=global --project=PROJECT_ID, and providers '
        + 'undelete PROVIDER --workload-identity-pool=POOL',
      `then apply with takeOver: { pool: true, provider: true }, or terraform import ADDRESS ${poolImportId(
        'PROJECT_ID',
        'POOL',
      )}: by `
        + 'project id, since an import by number plans a replacement',
      'or choose another poolId',
    ],
  },
  'exists-outside-state': {
    cause: 'it exists, and is not in this Terraform state',
    confirm: [onWorkstation(LIST_POOLS, 'the pool with state: ACTIVE')],
    fix: ['apply with takeOver: { pool: true, provider: true }, or terraform import, or choose another id'],
  },
  'service-account-exists': {
    cause: 'a service account of this id exists in the project, and is not in this Terraform state; also after an '
      + 'apply that failed half-way',
    confirm: [onWorkstation('gcloud iam service-accounts describe EMAIL', 'the account means this cause')],
    fix: [
      'terraform import ADDRESS projects/PROJECT_ID/serviceAccounts/EMAIL, if it is meant for this role',
      'or name the account by GcpAccess.impersonation({ serviceAccountId }), if it belongs to somebody else',
    ],
  },
  'service-account-not-visible-yet': {
    cause: 'the service account was created a moment ago, and IAM does not know it everywhere yet',
    confirm: [onWorkstation('gcloud iam service-accounts describe EMAIL', 'the account: then applying again helps')],
    fix: ['apply again; Google documents up to a minute until a new service account can be used'],
  },
  'providers-policy': {
    cause: 'the organization policy iam.workloadIdentityPoolProviders does not allow the issuer, '
      + 'https://sts.amazonaws.com for AWS',
    confirm: [onWorkstation(
      `gcloud resource-manager org-policies describe iam.workloadIdentityPoolProviders ${EFFECTIVE}`,
      'https://sts.amazonaws.com, or the issuer of the cluster, among the allowed values',
    )],
    fix: [
      'have an administrator of organization policies add the value that the message names; it is checked at every '
        + 'create and update',
    ],
  },
  'accounts-policy': {
    cause: 'the organization policy iam.workloadIdentityPoolAwsAccounts does not list the AWS account',
    confirm: [onWorkstation(
      `gcloud resource-manager org-policies describe iam.workloadIdentityPoolAwsAccounts ${EFFECTIVE}`,
      'the 12 digits of the account among the allowed values',
    )],
    fix: ['have an administrator of organization policies add the account'],
  },
  'members-policy': {
    cause: 'the organization policy iam.allowedPolicyMemberDomains allows members of listed domains only, and no '
      + 'principal sets of this pool',
    confirm: [onWorkstation(`gcloud resource-manager org-policies describe iam.allowedPolicyMemberDomains ${EFFECTIVE}`,
      'principalSet://iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL, or the '
        + 'organization itself')],
    fix: ['have an administrator of organization policies allow the pool or the organization, or use impersonation'],
  },
  'member-without-number': {
    cause: 'the member lacks projects/NUMBER/locations/global/workloadIdentityPools/ between iam.googleapis.com and '
      + 'the pool id',
    confirm: [inCode('grep -rn "principalSet://\\|principal://" .', MEMBER)],
    fix: ['take the member from the same federation object, or write out the full form with the project number'],
  },
  'member-prefix-missing': {
    cause: 'the member has no prefix that Google knows, such as principalSet://, serviceAccount: or user:',
    confirm: [inCode('grep -rn "member" .', 'a known prefix before each member')],
    fix: [`write ${MEMBER}`],
  },
  'pool-not-created-yet': {
    cause: 'the pool does not exist when the member is made: the binding was applied first, or before the pool was '
      + 'visible',
    confirm: [onWorkstation(LIST_POOLS, 'the pool of the message with state: ACTIVE')],
    fix: [
      'apply again; in own Terraform add depends_on to the member, or build its text from the name attribute of the '
        + 'pool',
      'GcpFederationStack orders pool and members by itself',
    ],
  },
  'pool-of-other-project': {
    cause: 'the project number or the pool id of the member is another one',
    confirm: [
      onWorkstation("gcloud projects describe PROJECT_ID --format='value(projectNumber)'", 'the number of the member'),
    ],
    fix: ['correct gcpProjectNumber or poolId'],
  },
  'mapping-key-invalid': {
    cause: 'a key of the attribute mapping is none that Google takes: the left side is google.subject, google.groups '
      + 'or attribute.NAME, the right side an expression over assertion',
    confirm: [
      inCode(
        'grep -rn -A6 "attribute_mapping\\|attribute-mapping" .',
        'keys google.* or attribute.[a-z0-9_]{1,100} on the left',
      ),
    ],
    fix: [
      "write attribute.aws_role = assertion.arn..., never assertion.arn = ...; or leave the mapping out for Google's "
        + 'default',
    ],
  },
  'mapping-without-subject': {
    cause: 'the attribute mapping has no google.subject: a mapping of your own replaces the default as a whole',
    confirm: [inCode('grep -rn "google.subject" .', "google.subject = 'assertion.arn'")],
    fix: ["add google.subject, 'assertion.arn' for AWS"],
  },
  'condition-without-claim': {
    cause: 'the attribute condition names no claim of the provider, which Google requires for issuers that many '
      + 'customers share',
    confirm: [
      inCode(
        'grep -rn "attribute_condition\\|attribute-condition" .',
        'a condition over assertion or a mapped attribute',
      ),
    ],
    fix: [
      "write a condition over assertion, such as assertion.repository_owner == 'OWNER', or attribute.aws_role == "
        + "'ARN' for AWS",
    ],
  },
  'condition-invalid': {
    cause: 'the attribute condition is not an expression of CEL over assertion, google and attribute that gives true '
      + 'or false',
    confirm: [
      inCode(
        'grep -rn "attribute_condition\\|attribute-condition" .',
        `at most ${LIMITS.attributeConditionCharacters} characters, quotes closed`,
      ),
    ],
    fix: ["write attribute.aws_role == 'ARN'; in a shell put the whole condition in double quotes"],
  },
  'id-reserved': {
    cause: 'the id begins with gcp-, which Google keeps for itself',
    confirm: [inCode('grep -rn "pool_id\\|provider_id\\|poolId\\|providerId" .', 'no id that begins with gcp-')],
    fix: ['choose another poolId or providerId'],
  },
  'id-invalid': {
    cause: 'the id of a pool or provider is outside 4 to 32 characters of [a-z0-9-], or a display name is longer than '
      + `${LIMITS.displayNameCharacters} characters`,
    confirm: [inCode('grep -rn "pool_id\\|provider_id\\|display_name" .', 'ids and names within these limits')],
    fix: ['shorten the id or the display name'],
  },
  'keys-malformed': {
    cause: 'the file passed as keys is not a JSON Web Key Set: it holds the discovery document, PEM, or text around '
      + 'the JSON',
    confirm: [inCode('head -c 80 KEYS_FILE', 'text that begins with {"keys":[')],
    fix: ['pass what kubectl get --raw /openid/v1/jwks prints, by jwksJson or --jwk-json-path'],
  },
  'issuer-invalid': {
    cause: 'the issuer is not an https address, or is not the iss of the tokens',
    confirm: [
      onWorkstation(
        'aws eks describe-cluster --name CLUSTER --query cluster.identity.oidc.issuer --output text',
        'issuerUri',
      ),
    ],
    fix: ['write the issuer with https:// and without a slash at the end'],
  },
  'account-id-invalid': {
    cause: 'the AWS account of the provider is not 12 digits, such as a number that lost its leading zero',
    confirm: [inCode('grep -rn "account_id\\|account-id" .', '12 digits in quotes')],
    fix: ['write the account id as text of 12 digits'],
  },
  'policy-changed-meanwhile': {
    cause: 'two changes of the same IAM policy met, such as two applies at once',
    confirm: [onWorkstation(BINDINGS, 'the policy with a new etag')],
    fix: ['apply again; serialize the pipelines that change this policy'],
  },
  'two-backends': {
    cause: 'two files of the folder name a backend: CDKTF always writes one into cdk.tf.json, next to a backend.tf '
      + 'of yours',
    confirm: [inCode('grep -n "backend" *.tf *.tf.json', 'one backend')],
    fix: ['with CDKTF call new GcsBackend(stack, ...) or new S3Backend(stack, ...) instead of a backend.tf'],
  },
  'two-provider-requirements': {
    cause: 'two files of the folder declare required_providers: the file of `cdk-gcp-federation terraform` declares '
      + 'the Google provider',
    confirm: [inCode('grep -n "required_providers" *.tf *.tf.json', 'one such block')],
    fix: ['write the Google side into a folder of its own with --out, or remove the block of one file'],
  },
  'aws-role-exists': {
    cause: 'an IAM role of this name exists in the account: names are global in an account, over all regions and '
      + 'stacks',
    confirm: [onWorkstation('aws iam get-role --role-name ROLE', 'the role means this cause')],
    fix: [
      'give this stack another roleName, or delete the role that a stack left behind',
      "or use the existing role: role: iam.Role.fromRoleName(this, 'Role', 'ROLE')",
    ],
  },
  'number-of-other-project': {
    cause: 'gcpProjectNumber is not the number of gcpProjectId: Google named the pool with another number',
    confirm: [onWorkstation("gcloud projects describe PROJECT_ID --format='value(projectNumber)'", 'gcpProjectNumber')],
    fix: ['correct gcpProjectNumber in the federation object, and deploy both sides again'],
  },
  'stack-in-other-account': {
    cause: 'the stack is deployed into another AWS account than awsAccountId: a rule in the template stops it before '
      + 'anything is created',
    confirm: [onWorkstation('aws sts get-caller-identity', 'the account of awsAccountId')],
    fix: ['deploy with credentials of that account, or correct awsAccountId and deploy the Google side again'],
  },
} satisfies Readonly<Record<string, Cause>>;
