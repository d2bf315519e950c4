import { CREDENTIAL_CONFIG_VARIABLES, DEFAULT_CREDENTIAL_CONFIG_PATH, PROJECT_VARIABLE } from '../../../federation/installation/installation';
import { CatalogueEntry } from '../explanation';
import { CHECK, SHOW_CONFIGURATION } from './examples';

const [CREDENTIALS_VARIABLE, GCLOUD_VARIABLE] = CREDENTIAL_CONFIG_VARIABLES;

const HOSTS = ['sts.googleapis.com', 'iamcredentials.googleapis.com', 'storage.googleapis.com'];
/** How clients say that a name leads nowhere, right before the name. */
const NO_WAY = ['Failed to resolve', 'ENOTFOUND', 'EAI_AGAIN', 'UnknownHostException:', 'lookup', 'Could not resolve host:'];

/** What clients say before they ask anybody, and what APIs say of their tokens. */
export const CLIENT_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'no-default-credentials',
    error: 'Could not load the default credentials',
    signatures: [
      ['Could not load the default credentials'],
      ['Your default credentials were not found'],
      ['could not automatically determine credentials'],
      ['could not find default credentials'],
    ],
    from: 'the Google client library',
    causes: [
      `${CREDENTIALS_VARIABLE} is not set in the environment of this process: containers, and services with an environment of their own, inherit none; what stands in /etc/profile.d alone reaches login shells only`,
      'the process was started before the variable was installed, and still has its old environment',
      'the user data did not run: it runs at the first boot of an instance only',
    ],
    confirm: [
      { command: `tr '\\0' '\\n' < /proc/PID/environ | grep ${CREDENTIALS_VARIABLE}`, expect: 'the path of the configuration; nothing means that the process does not see it' },
      { command: `ls -l ${DEFAULT_CREDENTIAL_CONFIG_PATH}`, expect: 'a file that everybody may read (0644)' },
      { command: 'sudo cloud-init status --long', expect: 'status: done, without errors' },
    ],
    fix: [
      `set ${CREDENTIALS_VARIABLE} where the process gets its environment: \`Environment=\` of the systemd unit, the crontab, the container definition`,
      'restart the service after the installation',
      'where the instance ran before its user data changed, replace it: addToInstance takes replaceInstance',
    ],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    id: 'file-missing',
    error: 'The file at PATH does not exist, or it is not a file',
    signatures: [['does not exist, or it is not a file'], ['was not found', '/cdk-gcp'], ['ENOENT: no such file', 'credential_source']],
    from: 'the Google client library',
    causes: [
      `${CREDENTIALS_VARIABLE} names a file that is not there: the installation did not run, or the container does not mount it`,
      'the configuration names the token of a pod, and the pod has no volume with it',
    ],
    confirm: [
      { command: `ls -l "$${CREDENTIALS_VARIABLE}"`, expect: 'a file that the user of the process may read' },
      { command: SHOW_CONFIGURATION, expect: 'in a pod a file under credential_source, which exists as well' },
    ],
    fix: [
      'on an instance: see why the commands did not run, with sudo cloud-init status --long',
      'in a container on an instance: mount the folder of the file, as docs/aws-side.md shows under container hosts',
      'in a pod: take the volume that podWithCredentials adds',
    ],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    id: 'project-not-detected',
    error: 'Unable to detect a Project Id in the current environment',
    signatures: [['Unable to detect a Project Id in the current environment'], ['Project was not passed and could not be determined from the environment']],
    from: 'the Google client library',
    causes: [
      `${PROJECT_VARIABLE} is not set; the client then asks Cloud Resource Manager for the project of the audience, which needs that API and a permission there`,
    ],
    confirm: [{ command: `echo "$${PROJECT_VARIABLE}"`, expect: 'the project id' }],
    fix: [`export ${PROJECT_VARIABLE} beside ${CREDENTIALS_VARIABLE}; it also saves the client that request`],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    id: 'signing-needs-key',
    error: 'you need a private key to sign credentials',
    signatures: [
      ['you need a private key to sign credentials'],
      ["Permission 'iam.serviceAccounts.signBlob' denied"],
      ['iam.serviceAccounts.signBlob', 'PERMISSION_DENIED'],
    ],
    from: 'the Google client library, or the IAM Service Account Credentials API that signs in its place',
    causes: [
      'a signed URL is wanted, and federation has no private key: the API can sign, but in Python generate_signed_url asks it only where account and token are passed',
      'the service account may not sign as itself',
      'direct access: no service account is there to sign',
    ],
    confirm: [
      { command: 'grep service_account_impersonation_url "$GOOGLE_APPLICATION_CREDENTIALS"', expect: 'the email of the service account; nothing means direct access' },
      { command: 'gcloud iam service-accounts get-iam-policy EMAIL', expect: 'roles/iam.serviceAccountTokenCreator for serviceAccount:EMAIL, the account itself' },
    ],
    fix: [
      'Python: call credentials.refresh(google.auth.transport.requests.Request()), with the scope cloud-platform, then generate_signed_url with service_account_email=credentials.service_account_email and access_token=credentials.token',
      "grant the account iam.serviceAccounts.signBlob on itself: GcpGrant.serviceAccount(EMAIL, 'roles/iam.serviceAccountTokenCreator')",
      'use GcpAccess.impersonation instead of GcpAccess.direct()',
    ],
    docs: 'https://cloud.google.com/storage/docs/access-control/signing-urls-with-helpers',
  },
  {
    id: 'google-not-reachable',
    error: "Failed to resolve 'sts.googleapis.com', or getaddrinfo ENOTFOUND sts.googleapis.com",
    signatures: [
      ['HTTPSConnectionPool(host=', 'googleapis.com, port=443'],
      ...HOSTS.flatMap(host => NO_WAY.map(words => [`${words} ${host}`])),
      ...HOSTS.map(host => [`https://${host}`, 'dial tcp']),
      ...HOSTS.map(host => [`request to https://${host}`, 'failed, reason']),
    ],
    from: 'the Google client library',
    causes: [
      'the subnet has no route to the internet, or a security group, network ACL or firewall drops port 443: VPC endpoints for AWS services do not lead to Google',
      'the VPC or a DNS firewall does not resolve names of googleapis.com',
      'the way out is a proxy, and the process has no HTTPS_PROXY, or does not trust the certificate of one that inspects TLS',
    ],
    confirm: [
      { command: "curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' -X POST https://sts.googleapis.com/v1/token", expect: 'any status but 000, which Google answers; an error names what is in the way' },
      { command: 'env | grep -i proxy', expect: 'HTTPS_PROXY where the only way out is a proxy, also in the environment of the service' },
    ],
    fix: [
      'route the subnet through a NAT gateway, a proxy, or Private Google Access by VPN or Interconnect, as docs/scenarios.md shows under private subnets',
      'let through sts.googleapis.com, iamcredentials.googleapis.com with a service account, and the APIs that the workload calls',
    ],
    docs: 'https://cloud.google.com/vpc/docs/private-google-access-hybrid',
  },
  {
    id: 'google-role-missing',
    error: "EMAIL does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist)",
    signatures: [
      ['does not have', 'access to the Google Cloud', 'denied on resource'],
      ['Access Denied', 'does not have', 'permission in project'],
      ['does not have', 'access to the Google Cloud'],
    ],
    from: 'a Google Cloud API',
    causes: [
      'the federation works: the identity that the message names is admitted, but holds no role with this permission on this resource',
      'the role is granted in another project, or on a condition that does not hold, or was granted minutes ago',
    ],
    confirm: [{ command: CHECK, expect: 'the roles that the workload ends up with, and on which resources' }],
    fix: ['add the role to the grants of the federation object, on the resource that the message names, and deploy the Google side'],
    docs: 'https://cloud.google.com/iam/docs/troubleshooting-access',
  },
  {
    id: 'federated-token-not-taken',
    error: "401 'Expected OAuth 2 access token, login cookie or other valid authentication credential'",
    signatures: [['Expected OAuth 2 access token'], ['Request had invalid authentication credentials']],
    from: 'a Google Cloud API',
    causes: [
      'direct access: the API, or this method of it, does not take federated tokens',
      'the token has expired, or is not an access token (an ID token, or one cut off in a copy)',
    ],
    confirm: [
      { command: 'grep service_account_impersonation_url "$GOOGLE_APPLICATION_CREDENTIALS"', expect: 'nothing means direct access: the token is the federated one' },
    ],
    fix: [
      'reach this API by a service account: GcpAccess.impersonation({ serviceAccountId }) instead of GcpAccess.direct()',
      `for gcloud and bq set ${GCLOUD_VARIABLE}, so that they use the same configuration; for gsutil run gcloud auth login --cred-file=FILE once`,
    ],
    docs: 'https://cloud.google.com/iam/docs/federated-identity-supported-services',
  },
];
