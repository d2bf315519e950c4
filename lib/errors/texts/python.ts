import { KnownText, seenIn } from './seen';

const LIBRARY = 'google-auth (Python)';

/** Words of google-auth and of the Python libraries on top of it. */
export const PYTHON_TEXTS: readonly KnownText[] = [
  ...seenIn(LIBRARY, '2.63.0', {
    'no-default-credentials': [
      'Your default credentials were not found. To set up Application Default Credentials',
    ],
    'file-missing': [
      'DefaultCredentialsError: File … was not found',
      'DefaultCredentialsError(\'File … was not found',
    ],
    'subject-token-file-missing': [
      'RefreshError: File \'…\' was not found',
      'RefreshError("File \'…\' was not found',
      'Missing subject_token in the credential_source file',
    ],
    'json-in-variable': [
      'File {"type": "external_account"…was not found',
      'File {"universe_domain":…was not found',
    ],
    'configuration-not-json': [
      'DefaultCredentialsError: (\'File … is not a valid json file',
      "DefaultCredentialsError('File … is not a valid json file",
    ],
    'configuration-invalid': [
      "No valid AWS 'credential_source' provided",
      "aws version '…' is not supported in the current build",
      'A valid credential source or AWS security credentials supplier must be provided',
      'AWS credential cannot have both a credential source and an AWS security credentials supplier',
      'Failed to load external account credentials from',
      "Invalid Identity Pool credential_source field 'environment_id'",
      "Missing credential_source. A 'file', 'url', or 'certificate' must be provided",
      "Ambiguous credential_source. 'file', 'url', and 'certificate' are mutually exclusive",
      'Missing subject_token_field_name for JSON credential_source format',
      "Invalid credential_source format '…'",
      'Invalid credential_source. The credential_source is not a dict',
      'A valid credential source or a subject token supplier must be provided',
      'Unable to determine target principal from service account impersonation URL',
      'info object was of type … but dict type was expected',
    ],
    'credential-type-unknown': [
      'source credential of type external_account is not supported',
    ],
    'key-wanted': [
      'Service account info was not in the expected format, missing fields',
      'Provided Credential must be impersonated_credentials',
    ],
    'container-credentials-not-supported': [
      'Unable to determine the AWS metadata server security credentials endpoint',
    ],
    'region-unknown': [
      'RefreshError: Unable to determine AWS region', "RefreshError('Unable to determine AWS region",
      'google/auth/aws.py…Unable to determine AWS region',
    ],
    'imdsv2-url-missing': [
      'Unable to retrieve AWS region…401',
      'Unable to retrieve AWS role name…401',
      'Unable to retrieve AWS security credentials…401',
      '401 Unable to retrieve AWS region',
      '401 Unable to retrieve AWS role name',
    ],
    'no-instance-profile': [
      'Unable to retrieve AWS role name…404',
      '404 Unable to retrieve AWS role name',
      { text: 'Unable to retrieve AWS security credentials…404', cause: 'instance-role-deleted' },
    ],
    'role-name-not-retrieved': [
      'Unable to retrieve AWS role name',
      'Unable to retrieve AWS security credentials',
      { text: 'Unable to retrieve AWS region', cause: 'imdsv2-url-missing' },
    ],
    'metadata-not-reachable': [
      { text: 'Unable to retrieve AWS Session Token', cause: 'metadata-answered-by-another' },
      { text: 'Unable to retrieve AWS Session Token…403', cause: 'metadata-switched-off' },
      { text: 'Unable to retrieve AWS region…403', cause: 'metadata-switched-off' },
      { text: 'Unable to retrieve AWS role name…403', cause: 'metadata-switched-off' },
    ],
    'impersonation-failed': ['Unable to acquire impersonated credentials'],
    'impersonation-denied': [
      'Unable to acquire impersonated credentials…The caller does not have permission',
      'Unable to acquire impersonated credentials…PERMISSION_DENIED',
    ],
    'invalid-argument': [
      {
        text: 'Unable to acquire impersonated credentials…Request contains an invalid argument',
        cause: 'scopes-not-passed',
      },
    ],
    'id-token-denied': [
      'Error getting ID token:…PERMISSION_DENIED', 'Error getting ID token:…The caller does not have permission',
    ],
    'id-token-not-supported': [
      'Neither metadata server or valid service account credentials are found',
      'GOOGLE_APPLICATION_CREDENTIALS path is either not found or invalid',
    ],
    'sign-denied': [
      'Error calling sign_bytes:…PERMISSION_DENIED',
      'Error calling sign_bytes:…denied on resource',
    ],
    'signing-needs-key': ['Error calling sign_bytes'],
    'subject-token-failed': ['Unable to retrieve Identity Pool subject token'],
  }),
  ...seenIn(LIBRARY, '2.16.3', {
    'metadata-host-refused': ["Invalid hostname '…' for '…'", 'InvalidResource: Invalid hostname'],
    'configuration-invalid': ["Missing credential_source. A 'file' or 'url' must be provided"],
  }),
  ...seenIn(LIBRARY, '1.20.0', {
    'no-default-credentials': [
      'Could not automatically determine credentials. Please set GOOGLE_APPLICATION_CREDENTIALS',
      'could not automatically determine credentials',
    ],
    'credential-type-unknown': [
      'does not have a valid type. Type is external_account, expected one of',
    ],
  }),
  ...seenIn('google-cloud-storage (Python)', '3.17.1', {
    'signing-needs-key': ['you need a private key to sign credentials', 'Error calling the IAM signBytes API'],
    'sign-denied': ['Error calling the IAM signBytes API…PERMISSION_DENIED'],
  }),
  ...seenIn('google-cloud-core (Python)', '2.8.0', {
    'project-not-detected': ['Project was not passed and could not be determined from the environment'],
  }),
  ...seenIn('google-cloud-aiplatform (Python)', '2.7.0', {
    'project-not-detected': ['Unable to find your project. Please provide a project ID by'],
  }),
  ...seenIn('google-genai (Python)', '3.6.1', {
    'project-not-detected': ['Project or API key must be set when using the Vertex AI API'],
  }),
  ...seenIn('anthropic[vertex] (Python)', '2.14.0', {
    'project-not-detected': [
      'ValueError: Could not resolve project_id',
      'No project_id was given and it could not be resolved from credentials',
    ],
  }),
  ...seenIn('oauth2client (Python)', '4.1.3', {
    'no-default-credentials': [
      'The Application Default Credentials are not available. They are available if running in Google',
    ],
    'credential-type-unknown': [
      "'type' field should be defined (and have one of the '…authorized_user…service_account",
    ],
    'key-wanted': ["KeyError: 'client_email'"],
  }),
  ...seenIn('gcsfs (Python)', '2026.10.1', {
    'credential-type-unknown': ["gcsfs…KeyError: 'refresh_token'", "KeyError: 'refresh_token'…gcsfs"],
    'no-default-credentials': [
      'gcsfs…All connection methods have failed', 'gcsfs…Provided token is either not valid, or expired',
    ],
  }),
  ...seenIn('dbt-bigquery', '1.12.1', {
    'no-default-credentials': ['Failed to authenticate with supplied credentials…default credentials were not found'],
    'key-wanted': ['Failed to authenticate with supplied credentials…client_email'],
  }),
  ...seenIn('requests and urllib3 (Python)', '2.32', {
    'metadata-not-reachable': [
      "HTTPConnectionPool(host='169.254.169.254', port=80): Max retries exceeded with url: /latest",
      "HTTPConnectionPool(host='169.254.169.254', port=80): Read timed out",
      { text: "host='169.254.169.254'…[Errno 22] Invalid argument", cause: 'no-metadata-service' },
      { text: "host='169.254.169.254'…Cannot connect to proxy", cause: 'metadata-through-proxy' },
      { text: "host='169.254.169.254'…[Errno 101] Network is unreachable", cause: 'no-metadata-service' },
    ],
    'google-not-reachable': [
      "HTTPSConnectionPool(host='…googleapis.com', port=443): Max retries exceeded",
      "HTTPSConnectionPool(host='…googleapis.com', port=443): Read timed out",
      { text: "host='…googleapis.com'…Failed to resolve", cause: 'names-not-resolved' },
      { text: "host='…googleapis.com'…NameResolutionError", cause: 'names-not-resolved' },
    ],
    'tls-intercepted': [
      "host='…googleapis.com', port=443): Max retries exceeded…CERTIFICATE_VERIFY_FAILED",
      "host='…googleapis.com', port=443)…SSLCertVerificationError",
    ],
  }),
];
