import { KnownText, likely, seenIn } from './seen';

/** Beginnings of permissions that workloads miss. */
const PERMISSIONS = [
  'storage.objects.', 'storage.buckets.', 'storage.multipartUploads.', 'bigquery.jobs.', 'bigquery.tables.',
  'bigquery.datasets.', 'bigquery.readsessions.', 'bigquery.routines.', 'pubsub.topics.', 'pubsub.subscriptions.',
  'secretmanager.versions.', 'secretmanager.secrets.', 'aiplatform.endpoints.', 'aiplatform.', 'datastore.entities.',
  'spanner.databases.', 'spanner.sessions.', 'cloudsql.instances.', 'logging.logEntries.', 'monitoring.timeSeries.',
  'monitoring.metricDescriptors.', 'cloudkms.cryptoKeyVersions.', 'cloudkms.cryptoKeys.', 'run.routes.',
  'run.services.', 'run.jobs.', 'cloudfunctions.functions.', 'artifactregistry.repositories.', 'container.clusters.',
  'compute.instances.', 'compute.projects.', 'resourcemanager.projects.', 'bigtable.tables.',
  'serviceusage.services.', 'dataproc.', 'cloudtasks.tasks.', 'cloudbuild.builds.', 'dns.changes.',
  'firebase.projects.', 'cloudtrace.traces.', 'documentai.',
];

/** What Google STS answers, alike to every client. */
const STS_TEXTS = seenIn('Google STS', '2026', {
  'audience-malformed': ['Invalid value for "audience"', 'Invalid value for audience'],
  'provider-not-found': [
    'invalid_target‥audience', 'Error code invalid_target',
    'The target service indicated by the "audience" parameters is invalid',
    'pool or provider is disabled or deleted',
  ],
  'attribute-condition': [
    'The given credential is rejected by the attribute condition', 'rejected by the attribute condition',
    'credential is rejected by the attribute condition',
  ],
  'subject-too-long': [
    'The size of mapped attribute google.subject exceeds the 127 bytes limit',
    'The size of mapped attribute … exceeds the 127 bytes limit',
    'The size of mapped attribute exceeds the 127 bytes limit',
    'mapped attribute google.subject…bytes limit',
  ],
  'subject-not-mapped': [
    'Could not obtain a value for google.subject from the given credential',
    'Could not obtain a value for google.subject',
  ],
  'mapping-not-evaluated': [
    'The mapped attribute must be of type STRING', 'The mapped attribute…must be of type STRING',
  ],
  'aws-rejected-credentials': [
    'Received invalid AWS response of type InvalidClientTokenId',
    'invalid_grant…The security token included in the request is invalid',
    { text: 'Received invalid AWS response of type UnrecognizedClientException', cause: 'aws-region-wrong' },
    { text: 'Received invalid AWS response of type RegionDisabledException', cause: 'aws-region-wrong' },
  ],
  'aws-credentials-expired': [
    'Received invalid AWS response of type ExpiredToken',
    'invalid_grant…The security token included in the request is expired',
  ],
  'aws-signature-mismatch': [
    'Received invalid AWS response of type SignatureDoesNotMatch',
    { text: 'Received invalid AWS response of type SignatureDoesNotMatch…Signature expired', cause: 'clock-wrong' },
    {
      text: 'Received invalid AWS response of type SignatureDoesNotMatch…Signature not yet current',
      cause: 'clock-wrong',
    },
    {
      text: 'Received invalid AWS response of type SignatureDoesNotMatch…Credential should be scoped',
      cause: 'aws-region-wrong',
    },
    'invalid_grant…The request signature we calculated does not match the signature you provided',
    { text: 'Received invalid AWS response of type IncompleteSignature', cause: 'subject-token-hand-made' },
    { text: 'Received invalid AWS response of type MissingAuthenticationToken', cause: 'subject-token-hand-made' },
  ],
  'aws-response-invalid': ['Received invalid AWS response'],
  'aws-request-malformed': [
    'AWS request has invalid format', 'Invalid format of AWS credentials', 'invalid_grant…AWS request',
  ],
  'token-issuer': [
    'The issuer in ID Token…does not match the expected', 'The issuer in ID Token…does not match the expected ones',
  ],
  'token-audience': ['The audience in ID Token…does not match the expected audience'],
  'token-stale': ['ID Token issued at…is stale to sign-in'],
  'issuer-not-reachable': ["Error connecting to the given credential's issuer"],
});

/** What the IAM Service Account Credentials API answers. */
const IMPERSONATION_TEXTS = seenIn('IAM Service Account Credentials API', '2026', {
  'impersonation-denied': [
    "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)",
    "Permission 'iam.serviceAccounts.getAccessToken' denied",
    'Permission iam.serviceAccounts.getAccessToken is required',
    'iam.serviceAccounts.getAccessToken…IAM_PERMISSION_DENIED', 'iam.serviceAccounts.getAccessToken…PERMISSION_DENIED',
    'generateAccessToken…The caller does not have permission', 'generateAccessToken…PERMISSION_DENIED',
    'iamcredentials.googleapis.com…The caller does not have permission',
  ],
  'id-token-denied': [
    "Permission 'iam.serviceAccounts.getOpenIdToken' denied on resource (or it may not exist)",
    "Permission 'iam.serviceAccounts.getOpenIdToken' denied", 'generateIdToken…The caller does not have permission',
    'generateIdToken…PERMISSION_DENIED', 'ID token for …The caller does not have permission',
    'ID token for …PERMISSION_DENIED',
    'iam.serviceAccounts.getOpenIdToken…PERMISSION_DENIED',
  ],
  'sign-denied': [
    "Permission 'iam.serviceAccounts.signBlob' denied on resource (or it may not exist)",
    "Permission 'iam.serviceAccounts.signBlob' denied",
    "Permission 'iam.serviceAccounts.signJwt' denied", 'iam.serviceAccounts.signBlob…PERMISSION_DENIED',
    'Permission iam.serviceAccounts.signBlob is required', 'signBlob…The caller does not have permission',
  ],
  'service-account-not-found': [
    'Gaia id not found for email', 'Not found; Gaia id not found', 'generateAccessToken…NOT_FOUND',
    'NOT_FOUND: Unknown service account', 'iam.gserviceaccount.com does not exist',
  ],
  'invalid-argument': [
    'Request contains an invalid argument (generateAccessToken)',
    'generateAccessToken…Request contains an invalid argument',
    'iamcredentials…Request contains an invalid argument', 'impersonat…Request contains an invalid argument',
    'Request contains an invalid argument…generateAccessToken', 'Request contains an invalid argument…impersonat',
  ],
  'token-lifetime': [
    'The access token lifetime cannot exceed 3600 seconds', 'access token lifetime cannot exceed',
    'lifetime cannot exceed 3600',
  ],
  'federated-token-not-taken': [
    'iamcredentials…Request had invalid authentication credentials',
  ],
});

/** What the APIs say of tokens and permissions. */
const API_TEXTS = seenIn('Google Cloud APIs', '2026', {
  'api-disabled': [
    'IAM Service Account Credentials API has not been used in project',
    'API has not been used in project…it is disabled',
    'API has not been used in project NUMBER before or it is disabled', 'SERVICE_DISABLED…googleapis.com',
    'googleapis.com…SERVICE_DISABLED', 'accessNotConfigured',
  ],
  'permission-missing': [
    "Permission '…' denied on resource", 'Permission … denied for resource', 'Permission denied on resource project',
    'does not have…access to the Google Cloud',
    '403 User not authorized to perform this action', 'PERMISSION_DENIED: User not authorized to perform this action',
    'PermissionDenied desc = User not authorized to perform this action',
    'User not authorized to perform this action‥PERMISSION_DENIED',
    'Access Denied: Table‥does not have permission', 'Access Denied: Dataset‥Permission',
    'Access Denied: Project‥User does not have',
    'Access Denied: Table‥Permission', 'User does not have permission to query table',
    'Access Denied: BigQuery BigQuery', 'NOT_AUTHORIZED: Not authorized to access resource',
    'Possibly missing permission cloudsql', 'IAM_PERMISSION_DENIED', "Required '‥' permission for 'projects/",
    'The caller does not have permission', 'PERMISSION_DENIED: The caller does not have permission',
    'The principal (user or service account) lacks IAM permission', 'caller does not have required permission…cloudsql',
  ],
  'anonymous-caller': [
    'Anonymous caller does not have', 'Anonymous caller does not have‥access to the Google Cloud',
    'Anonymous users does not have', 'Anonymous credentials cannot be refreshed',
    'Request is missing required authentication credential', 'The request is missing a valid API key',
  ],
  'federated-token-not-taken': [
    'Request had invalid authentication credentials',
    'Expected OAuth 2 access token, login cookie or other valid authentication credential',
    'ACCESS_TOKEN_TYPE_UNSUPPORTED', { text: '"reason": "ACCESS_TOKEN_EXPIRED"', cause: 'not-an-access-token' },
  ],
  'service-perimeter': [
    "Request is prohibited by organization's policy", 'vpcServiceControlsUniqueIdentifier',
    'VPC Service Controls: Request is prohibited',
    'SECURITY_POLICY_VIOLATED…googleapis',
  ],
  'scopes-insufficient': ['Request had insufficient authentication scopes', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'],
  'quota-project-denied': ['Caller does not have required permission to use project', 'USER_PROJECT_DENIED'],
});

/** Answers whose exact words were not seen, and the permission alone, as clients quote it in their own sentences. */
const LIKELY_TEXTS = likely({
  'token-stale': ['invalid_grant‥ID Token is expired', 'invalid_grant‥ID Token has expired'],
  'token-signature': [
    'Error verifying the signature of the ID Token', 'invalid_grant‥verify‥ID Token',
    'invalid_grant‥ID Token‥signature',
  ],
  'mapping-not-evaluated': ['the attribute mapping cannot be evaluated'],
  'aws-request-malformed': [
    'The x-goog-cloud-target-resource header', 'header of the signed request does not equal the audience',
  ],
  'permission-missing': PERMISSIONS.flatMap(permission => [
    `Permission '${permission}‥denied`, `does not have ${permission}‥permission`, `does not have ${permission}‥access`,
    `issing permission ${permission}`, `${permission}‥PERMISSION_DENIED`,
  ]),
});

export const GOOGLE_TEXTS: readonly KnownText[] = [...STS_TEXTS, ...IMPERSONATION_TEXTS, ...API_TEXTS, ...LIKELY_TEXTS];
