import { BINDINGS, CHECK, inCode, MEMBER, onWorkload, onWorkstation } from './commands';
import { LIMITS } from '../../federation/limits';
import { Cause } from '../known-error';

const { withoutOrganizationPolicy, minimum, maximum } = LIMITS.tokenLifetimeSeconds;
const IMPERSONATION_LINE = 'grep service_account_impersonation_url "$GOOGLE_APPLICATION_CREDENTIALS"';
const LIFETIME_LINE = 'grep token_lifetime_seconds "$GOOGLE_APPLICATION_CREDENTIALS"';
const PROXIES = 'env | grep -i proxy';
const REACH_GOOGLE = "curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' -X POST https://sts.googleapis.com/v1/token";

/** Why a federated identity may not act as a service account, or not do what it wants there. */
export const ACCESS_CAUSES = {
  'member-differs': {
    cause: 'the member of the binding does not equal the mapped value: the role name instead of its assumed-role '
      + 'ARN, a role path in it, another account or partition',
    confirm: [
      onWorkstation(BINDINGS, `roles/iam.workloadIdentityUser for ${MEMBER}, letter by letter`),
      inCode(CHECK, 'the member that does not match, next to the value that it should have'),
    ],
    fix: [
      'build both sides from the same federation object: both take the member from it',
      'grant roles/iam.workloadIdentityUser on this one account to this one member; not in the project, and no '
        + 'serviceAccountTokenCreator',
    ],
  },
  'member-project-id': {
    cause: 'the member holds the project id instead of the project number, or names another pool',
    confirm: [onWorkstation(BINDINGS, `${MEMBER}, with the digits of the project number`)],
    fix: [
      'write the project number into the member: gcloud projects describe PROJECT_ID --format=\'value(projectNumber)\'',
    ],
  },
  'grant-not-propagated': {
    cause: 'the grant was made minutes ago, and IAM has not propagated it',
    confirm: [onWorkstation(
      'date; gcloud logging read \'protoPayload.methodName:SetIamPolicy\' --limit=1 --format=\'value(timestamp)\'',
      'more than seven minutes between the two times',
    )],
    fix: ['wait a few minutes after the apply, and try again'],
  },
  'service-account-wrong': {
    cause: 'the service account does not exist: it was deleted, or its email is misspelt in the configuration',
    confirm: [
      onWorkload(IMPERSONATION_LINE, 'the email of the account'),
      onWorkstation('gcloud iam service-accounts describe EMAIL', 'the account, without `disabled: true`'),
    ],
    fix: [
      'correct the email, or create the account; after a deletion apply again, since grants to the old account do '
        + 'not come back',
    ],
  },
  'service-account-disabled': {
    cause: 'the service account is disabled',
    confirm: [onWorkstation('gcloud iam service-accounts describe EMAIL', 'no line `disabled: true`')],
    fix: ['gcloud iam service-accounts enable EMAIL, and remove `disabled` from the Terraform configuration'],
  },
  'binding-elsewhere': {
    cause: 'the binding is on another service account, or has a condition that does not hold',
    confirm: [onWorkstation(BINDINGS, 'the binding, without a condition')],
    fix: ['grant roles/iam.workloadIdentityUser on the account that service_account_impersonation_url names'],
  },
  'lifetime-above-policy': {
    cause: `the configuration asks for a lifetime above ${withoutOrganizationPolicy} s, and the organization policy `
      + 'iam.allowServiceAccountCredentialLifetimeExtension does not list the account',
    confirm: [
      onWorkload(LIFETIME_LINE, `at most ${withoutOrganizationPolicy}, or no such line`),
      onWorkstation(
        'gcloud resource-manager org-policies describe iam.allowServiceAccountCredentialLifetimeExtension '
          + '--project=PROJECT_ID --effective',
        'the email of the service account among the allowed values',
      ),
    ],
    fix: [
      'leave tokenLifetimeSeconds out: clients renew the token by themselves',
      'or have the account added to that organization policy',
    ],
    signs: ['token_lifetime_seconds', 'lifetime'],
  },
  'lifetime-out-of-range': {
    cause: `the lifetime is outside ${minimum} to ${maximum} s`,
    confirm: [onWorkload(LIFETIME_LINE, `${minimum} to ${maximum}, or no such line`)],
    fix: [`set tokenLifetimeSeconds to ${minimum} to ${maximum}, or leave it out`],
  },
  'api-not-enabled': {
    cause: 'the API is not enabled in the project that the message names, and enableApis is false, as it is by '
      + 'default if the pool exists already',
    confirm: [onWorkstation(
      "gcloud services list --enabled --project=PROJECT_ID --filter='config.name=iamcredentials.googleapis.com'",
      'one line; for another API name that one',
    )],
    fix: [
      'GcpFederationStack enables iam, sts, iamcredentials and cloudresourcemanager: leave enableApis on, or have a '
        + 'central team enable them',
      'by hand: gcloud services enable iamcredentials.googleapis.com --project=PROJECT_ID, the same for any other; '
        + 'then wait a few minutes',
    ],
  },
  'api-just-enabled': {
    cause: 'the API was enabled minutes ago, such as by the same apply, and this has not propagated',
    confirm: [onWorkstation('gcloud services list --enabled --project=PROJECT_ID', 'the API: then waiting helps')],
    fix: ['wait a few minutes, and apply again'],
    signs: ['Error creating', 'terraform', 'googleapi: Error 403'],
  },
  'api-of-resource': {
    cause: 'it is the API of a granted resource: these are not enabled for you',
    confirm: [onWorkstation('gcloud services list --enabled --project=PROJECT_ID', 'the API that the message names')],
    fix: ['gcloud services enable API --project=PROJECT_ID, in the project that the message names'],
  },
  'role-missing': {
    cause: 'the identity that the message names was admitted, but holds no role with this permission on this resource',
    confirm: [
      inCode(CHECK, 'the roles that the workload ends up with, and on which resources'),
      onWorkstation(
        "gcloud asset search-all-iam-policies --scope=projects/PROJECT_ID --query='policy:MEMBER'",
        'a role with the permission',
      ),
    ],
    fix: [
      'add the role to the grants of the federation object, on the resource that the message names, and deploy the '
        + 'Google side',
    ],
  },
  'role-elsewhere': {
    cause: 'the role is granted in another project, on another resource, or on a condition that does not hold; or '
      + 'the resource does not exist, which reads alike',
    confirm: [inCode(CHECK, 'the resource of each role; compare it with the resource of the message')],
    fix: ['grant the role on the resource of the message, and correct the name of the resource in the program'],
  },
  'anonymous-caller': {
    cause: 'the request carried no credentials at all: the program did not find or not use the configuration, so '
      + 'that nothing was exchanged',
    confirm: [
      onWorkload(
        'echo "$GOOGLE_APPLICATION_CREDENTIALS"; echo "$CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE"',
        'the path of the configuration',
      ),
      inCode(
        'grep -rn "anonymous\\|skip_signature\\|no_sign\\|token=\'anon\'" .',
        'no option that switches signing off',
      ),
    ],
    fix: [
      'point the program at the configuration; gsutil needs `gcloud auth login --cred-file=FILE` once',
      'remove options such as token="anon" or anonymous: true',
    ],
  },
  'federated-token-not-taken': {
    cause: 'direct access: the API, or this method of it, does not take federated tokens',
    confirm: [
      onWorkload(
        IMPERSONATION_LINE,
        'the email of a service account; nothing means direct access, with the federated token',
      ),
    ],
    fix: [
      'reach this API by a service account: GcpAccess.impersonation({ serviceAccountId }) instead of '
        + 'GcpAccess.direct()',
    ],
  },
  'not-an-access-token': {
    cause: 'what was sent is not a valid access token: it has expired, is an ID token, or was cut off in a copy',
    confirm: [inCode('grep -rn "Authorization\\|Bearer" .', 'no token that is kept or passed by hand')],
    fix: ['let the client library add the token, which renews it'],
  },
  'service-perimeter': {
    cause: 'VPC Service Controls: the project is inside a perimeter that does not let this identity or this address in',
    confirm: [onWorkstation(
      "gcloud logging read 'protoPayload.metadata.vpcServiceControlsUniqueId=\"ID\"' --project=PROJECT_ID",
      'the rule, the perimeter and the identity that was rejected',
    )],
    fix: ['have the owner of the perimeter add an ingress rule for this service account or principal set, and for '
      + 'sts.googleapis.com and iamcredentials.googleapis.com'],
  },
  'scopes-too-narrow': {
    cause: 'the token has narrower scopes than the call needs, such as for Drive, Sheets or another Workspace API',
    confirm: [inCode('grep -rn "scopes" .', 'the scope that the API documents')],
    fix: ['request the scope of the API, or https://www.googleapis.com/auth/cloud-platform for Google Cloud'],
  },
  'quota-project-refused': {
    cause: 'the request names a project to bill, and the identity may not use services there',
    confirm: [onWorkload('env | grep QUOTA_PROJECT; grep quota_project "$GOOGLE_APPLICATION_CREDENTIALS"',
      'nothing, or a project in which the identity holds roles/serviceusage.serviceUsageConsumer')],
    fix: ['grant roles/serviceusage.serviceUsageConsumer in that project, or remove the quota project'],
  },
  'sign-not-permitted': {
    cause: 'the identity that asks may not sign as the account: it lacks iam.serviceAccounts.signBlob or signJwt there',
    confirm: [onWorkstation(BINDINGS, 'a role with iam.serviceAccounts.signBlob for the member of the workload')],
    fix: [
      'grant roles/iam.serviceAccountTokenCreator on the account to the exact member of the workload, and sign as '
        + 'the federated identity with a file of type impersonated_service_account',
      'never grant it to the account on itself: a stolen token could then mint its successors without AWS',
    ],
  },
  'no-route-to-google': {
    cause: 'the subnet has no route to the internet, or a security group, network ACL or firewall drops port 443: '
      + 'VPC endpoints for AWS services do not lead to Google',
    confirm: [onWorkload(REACH_GOOGLE, 'any status but 000, which Google answers; an error names what is in the way')],
    fix: [
      'route the subnet through a NAT gateway, a proxy, or Private Google Access by VPN or Interconnect',
      'allow sts.googleapis.com, iamcredentials.googleapis.com with a service account, and the APIs that the '
        + 'workload calls',
    ],
  },
  'names-not-resolved': {
    cause: 'the VPC or a DNS firewall does not resolve names of googleapis.com',
    confirm: [onWorkload('getent hosts sts.googleapis.com', 'an address; nothing means that the name is not resolved')],
    fix: [
      'switch DNS resolution of the VPC on, allow googleapis.com in the DNS firewall, or add a private zone for it',
    ],
    signs: [
      'ENOTFOUND', 'EAI_AGAIN', 'UnknownHost', 'NameResolutionError', 'no such host', 'Could not resolve',
      'Name or service not known', 'Temporary failure in name resolution', 'nodename nor servname',
    ],
  },
  'proxy-not-set': {
    cause: 'the only way out is a proxy, and the process has no HTTPS_PROXY',
    confirm: [onWorkload(PROXIES, 'HTTPS_PROXY in the environment of the service')],
    fix: ['set HTTPS_PROXY and NO_PROXY for the service, not only in a login shell'],
  },
  'tls-intercepted': {
    cause: 'a proxy that reads TLS answers with its own certificate, and the program does not trust it',
    confirm: [
      onWorkload(
        'curl -sSv -m 5 -o /dev/null https://sts.googleapis.com 2>&1 | grep issuer',
        'Google Trust Services; another name is the proxy',
      ),
    ],
    fix: [
      'exempt sts.googleapis.com and iamcredentials.googleapis.com from inspection: the proxy would see signed '
        + 'requests and tokens',
      'or add its certificate: REQUESTS_CA_BUNDLE (Python), NODE_EXTRA_CA_CERTS (Node), the trust store (Java)',
    ],
  },
} satisfies Readonly<Record<string, Cause>>;
