import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

const ADC = 'https://cloud.google.com/docs/authentication/application-default-credentials';
const CREATE_CONFIGURATION =
  'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#create-cred-config';
const ID_TOKENS = 'https://cloud.google.com/docs/authentication/get-id-token';
const SIGNING = 'https://cloud.google.com/storage/docs/access-control/signing-urls-with-helpers';

/** What a program says before it asks anybody. */
export const PROGRAM_ERRORS = {
  'no-default-credentials': {
    error: 'Could not load the default credentials',
    from: 'the Google client library',
    causes: ['variable-not-set', 'started-before-installation', 'installation-failed'],
    docs: ADC,
  },
  'gcloud-not-signed-in': {
    error: 'You do not currently have an active account selected',
    from: 'gcloud, bq or gsutil',
    causes: ['gcloud-not-pointed-at-configuration', 'variable-not-set', 'program-reads-keys-only'],
    docs: 'https://cloud.google.com/sdk/docs/authorizing',
  },
  'file-missing': {
    error: 'The file at PATH does not exist, or it is not a file',
    from: 'the Google client library',
    causes: ['file-not-there', 'installation-failed', 'pod-token-not-mounted'],
    docs: ADC,
  },
  'subject-token-file-missing': {
    error: 'ENOENT: no such file, for the file of credential_source',
    from: 'the Google client library',
    causes: ['pod-token-not-mounted', 'file-not-there'],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes',
  },
  'file-not-readable': {
    error: 'permission denied: credential-config.json',
    from: 'the Google client library',
    causes: ['file-not-readable'],
    docs: ADC,
  },
  'json-in-variable': {
    error: 'file name too long: GOOGLE_APPLICATION_CREDENTIALS holds {"type":"external_account"',
    from: 'the Google client library',
    causes: ['json-in-variable'],
    docs: ADC,
  },
  'configuration-not-json': {
    error: 'Error deserializing JSON credential data',
    from: 'the Google client library',
    causes: ['configuration-not-json', 'json-in-variable'],
    docs: CREATE_CONFIGURATION,
  },
  'configuration-invalid': {
    error: 'No valid AWS "credential_source" provided',
    from: 'the Google client library',
    causes: ['configuration-incomplete', 'token-url-foreign'],
    docs: CREATE_CONFIGURATION,
  },
  'credential-type-unknown': {
    error: "Error reading credentials from stream, 'type' value 'external_account' not recognized",
    from: 'the program or an old client library in it',
    causes: ['client-too-old', 'program-reads-keys-only', 'key-in-place-of-configuration'],
    docs: CREATE_CONFIGURATION,
  },
  'key-wanted': {
    error: 'Service account info was not in the expected format, missing fields client_email',
    from: 'the program, which wants a service account key',
    causes: ['program-reads-keys-only', 'client-too-old'],
    docs: ADC,
  },
  'metadata-host-refused': {
    error: 'Invalid host "127.0.0.1" for "region_url". Expecting 169.254.169.254 or fd00:ec2::254.',
    from: 'the Google client library',
    causes: ['metadata-host-refused'],
    docs: 'https://google.aip.dev/auth/4117',
  },
  'project-not-detected': {
    error: 'Unable to detect a Project Id in the current environment',
    from: 'the Google client library',
    causes: ['project-variable-not-set'],
    docs: ADC,
  },
  'gcloud-project-missing': {
    error: 'Missing required argument [project]',
    from: 'gcloud or bq',
    causes: ['gcloud-project-not-set'],
    docs: 'https://cloud.google.com/sdk/docs/properties',
  },
  'id-token-not-supported': {
    error: 'Cannot fetch ID token in this environment, use GCE or set the GOOGLE_APPLICATION_CREDENTIALS environment '
      + 'variable',
    from: 'the Google client library or gcloud',
    causes: ['id-token-not-supported'],
    docs: ID_TOKENS,
  },
  'signing-needs-key': {
    error: 'you need a private key to sign credentials',
    from: 'the Google client library',
    causes: ['no-key-to-sign', 'sign-not-permitted'],
    docs: SIGNING,
  },
  'sign-denied': {
    error: "Permission 'iam.serviceAccounts.signBlob' denied on resource (or it may not exist)",
    from: 'IAM Service Account Credentials API',
    causes: ['sign-not-permitted', 'service-account-wrong'],
    docs: SIGNING,
  },
  'google-not-reachable': {
    error: "Failed to resolve 'sts.googleapis.com', or getaddrinfo ENOTFOUND sts.googleapis.com",
    from: 'the Google client library',
    causes: ['no-route-to-google', 'names-not-resolved', 'proxy-not-set', 'proxy-refuses'],
    docs: 'https://cloud.google.com/vpc/docs/private-google-access-hybrid',
  },
  'tls-intercepted': {
    error: 'CERTIFICATE_VERIFY_FAILED: unable to get local issuer certificate, for sts.googleapis.com',
    from: 'the Google client library',
    causes: ['tls-intercepted'],
    docs: 'https://cloud.google.com/vpc/docs/private-google-access-hybrid',
  },
  'token-not-in-time': {
    error: 'code = Unauthenticated desc = failed to prepare storage service: context deadline exceeded',
    from: 'a mount helper or driver, such as that of gcsfuse',
    causes: ['retry-hides-cause', 'no-route-to-google', 'variable-not-set'],
    docs: 'https://cloud.google.com/storage/docs/cloud-storage-fuse/troubleshooting',
  },
  'user-data-failed': {
    error: 'cdk-gcp failed',
    from: 'the commands that cdk-gcp-federation adds to user data',
    causes: ['installation-failed'],
    docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  },
  'windows-user-data-failed': {
    error: 'cdk-gcp failed: Exception calling "CreateDirectory"',
    from: 'the PowerShell commands that cdk-gcp-federation adds to user data',
    causes: ['windows-installation-failed'],
    docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  },
  'named-export-not-found': {
    error: "Named export 'GcpFederatedRole' not found. The requested module 'cdk-gcp-federation' is a CommonJS module",
    from: 'Node.js',
    causes: ['esm-named-import'],
    docs: 'https://docs.aws.amazon.com/cdk/v2/guide/work-with-cdk-typescript.html',
  },
  'peer-missing': {
    error: "Cannot find module '@cdktf/provider-google', required by cdk-gcp-federation",
    from: 'Node.js or npm',
    causes: ['peer-missing'],
    docs: 'https://docs.aws.amazon.com/cdk/v2/guide/work-with-cdk-typescript.html',
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;
