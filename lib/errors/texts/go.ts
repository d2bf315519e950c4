import { followedByConfiguration, KnownText, seenIn } from './seen';

/** Words of golang.org/x/oauth2, cloud.google.com/go/auth and programs in Go, such as Terraform and kubectl plugins. */
export const GO_TEXTS: readonly KnownText[] = [
  ...seenIn('golang.org/x/oauth2 (Go)', 'v0.38.0', {
    'no-default-credentials': ['google: could not find default credentials', 'could not find default credentials'],
    'json-in-variable': [
      ...followedByConfiguration(
        'error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: open',
      ),
      'open {…external_account…: file name too long',
      'open {…external_account…: no such file or directory',
      'file name too long: GOOGLE_APPLICATION_CREDENTIALS',
    ],
    'file-missing': [
      'error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: open …: no such file or '
        + 'directory',
    ],
    'file-not-readable': [
      'error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: open …: permission denied',
      'permission denied: credential-config.json',
    ],
    'configuration-not-json': [
      'error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: invalid character',
      'error getting credentials using GOOGLE_APPLICATION_CREDENTIALS environment variable: unexpected end of JSON '
        + 'input',
    ],
    'subject-token-file-missing': [
      'oauth2/google/externalaccount: failed to open credential file',
      'oauth2/google/externalaccount: failed to read credential file',
      'oauth2/google/externalaccount: provided subject_token_field_name not found in credentials',
    ],
    'configuration-invalid': [
      "oauth2/google/externalaccount: aws version '…' is not supported in the current build",
      'oauth2/google/externalaccount: unable to parse credential source',
      'oauth2/google/externalaccount: Audience must be set',
      'oauth2/google/externalaccount: Subject token type must be set',
      'oauth2/google/externalaccount: One of CredentialSource, SubjectTokenSupplier, or '
        + 'AwsSecurityCredentialsSupplier must be set',
      "google: …missing 'type' field in credentials",
      "GOOGLE_APPLICATION_CREDENTIALS environment variable: missing 'type' field in credentials",
      "missing 'source_credentials' field or 'service_account_impersonation_url' in credentials",
    ],
    'credential-type-unknown': [
      'unknown credential type: "external_account"',
      'unknown credential type: \\"external_account\\"',
      'google: expected credential type "…", found "external_account"',
    ],
    'key-wanted': [
      'google: read JWT from JSON credentials: \'type\' field is "external_account" (expected "service_account")',
      'google: could not parse key: private key should be a PEM or plain PKCS1 or PKCS8',
    ],
    'region-unknown': ['oauth2/google/externalaccount: unable to determine AWS region'],
    'container-credentials-not-supported': [
      'oauth2/google/externalaccount: unable to determine the AWS metadata server security credentials endpoint',
    ],
    'imdsv2-url-missing': [
      'oauth2/google/externalaccount: unable to retrieve AWS region - …401',
      'oauth2/google/externalaccount: unable to retrieve AWS role name - …401',
    ],
    'no-instance-profile': ['oauth2/google/externalaccount: unable to retrieve AWS role name - …404'],
    'role-name-not-retrieved': [
      'oauth2/google/externalaccount: unable to retrieve AWS role name -',
      'oauth2/google/externalaccount: unable to retrieve AWS security credentials -',
    ],
    'metadata-not-reachable': [
      {
        text: 'oauth2/google/externalaccount: unable to retrieve AWS session token -',
        cause: 'metadata-answered-by-another',
      },
    ],
    'aws-credentials-not-retrieved': [
      'oauth2/google/externalaccount: missing AccessKeyId credential',
      'oauth2/google/externalaccount: missing SecretAccessKey credential',
    ],
    'impersonation-denied': [
      'impersonate: status code 403…The caller does not have permission',
      'impersonate: unable to generate access token…403',
      'oauth2/google: status code 403…The caller does not have permission',
      'oauth2/google: status code 403…PERMISSION_DENIED',
    ],
    'impersonation-failed': [
      'oauth2/google: unable to generate access token',
      'impersonate: unable to generate access token',
    ],
    'exchange-failed': [
      'oauth2/google: invalid response from Secure Token Server',
      'oauth2/google: got invalid expiry from security token service',
    ],
  }),
  ...seenIn('golang.org/x/oauth2 (Go)', 'v0.12.0', {
    'metadata-host-refused': ['oauth2/google: invalid hostname … for'],
    'region-unknown': ['oauth2/google: unable to determine AWS region'],
    'container-credentials-not-supported': [
      'oauth2/google: unable to determine the AWS metadata server security credentials endpoint',
    ],
    'imdsv2-url-missing': [
      'oauth2/google: unable to retrieve AWS region - …401',
      'oauth2/google: unable to retrieve AWS role name - …401',
    ],
    'no-instance-profile': ['oauth2/google: unable to retrieve AWS role name - …404'],
    'subject-token-file-missing': ['oauth2/google: failed to open credential file'],
    'configuration-invalid': [
      'oauth2/google: unable to parse credential source', "oauth2/google: aws version '…' is not supported",
    ],
  }),
  ...seenIn('cloud.google.com/go/auth (Go)', 'v0.24.4', {
    'no-default-credentials': ['credentials: could not find default credentials'],
    'credential-type-unknown': [
      'credentials: unsupported filetype "external_account"',
      'credentials: expected type "…", found "external_account"',
    ],
    'configuration-invalid': [
      'credentials: unsupported unidentified file type',
      "credentials: aws version '…' is not supported in the current build",
      'credentials: unable to parse credential source',
      'externalaccount: Audience must be set',
      'externalaccount: Subject token type must be set',
      'externalaccount: one of CredentialSource, SubjectTokenProvider, or AwsSecurityCredentialsProvider must be set',
      "credentials: missing required 'service_account_impersonation_url' field in impersonated credentials",
      'credentials: invalid impersonation URL format',
    ],
    'subject-token-file-missing': [
      'credentials: failed to open credential file',
      'credentials: provided subject_token_field_name not found in credentials',
    ],
    'region-unknown': ['credentials: unable to determine AWS region'],
    'container-credentials-not-supported': [
      'credentials: unable to determine the AWS metadata server security credentials endpoint',
    ],
    'imdsv2-url-missing': [
      'credentials: unable to retrieve AWS region - …401',
      'credentials: unable to retrieve AWS role name - …401',
    ],
    'no-instance-profile': ['credentials: unable to retrieve AWS role name - …404'],
    'metadata-not-reachable': [
      { text: 'credentials: unable to retrieve AWS session token', cause: 'metadata-answered-by-another' },
    ],
    'aws-credentials-not-retrieved': [
      'credentials: missing AccessKeyId credential',
      'credentials: missing SecretAccessKey credential',
    ],
    'impersonation-denied': ['credentials: status code 403…The caller does not have permission'],
    'aws-credentials-expired': [
      { text: 'credentials: status code 400…ExpiredToken', cause: 'credentials-kept-in-memory' },
    ],
    'exchange-failed': ['credentials: invalid response from Secure Token Server', 'credentials: cannot fetch token'],
    'id-token-not-supported': ['idtoken: unsupported credentials type'],
  }),
  ...seenIn('google.golang.org/api (Go)', 'v0.315.0', {
    'id-token-not-supported': [
      'idtoken: unsupported credentials type: "external_account"',
      'idtoken: credential must be service_account, found "external_account"',
      "idtoken: couldn't find any credentials",
    ],
    'credential-type-unknown': [
      'credential type not allowed: "external_account"',
      'credential type mismatch: got "external_account", expected "service_account"',
    ],
    'id-token-denied': [
      'impersonate: unable to generate ID token…403', 'impersonate: unable to generate ID token…PERMISSION_DENIED',
    ],
    'token-lifetime': [{ text: 'impersonate: max lifetime is 12 hours', cause: 'lifetime-out-of-range' }],
  }),
  ...seenIn('cloud.google.com/go/storage (Go)', 'v1.50', {
    'signing-needs-key': [
      'storage: unable to detect default GoogleAccessID',
      'storage: missing required credentials to generate a signed URL',
    ],
  }),
  ...seenIn('gcsfuse', '3.13', {
    'no-default-credentials': ['GetTokenSource: DefaultTokenSource: google: could not find default credentials'],
    'token-not-in-time': [
      'failed to prepare storage service: storage service manager failed to setup service',
      'failed to prepare storage service…context deadline exceeded',
    ],
    'exchange-failed': [
      'gcsfuse…while fetching token source', 'gcsfuse…while fetching tokenSource',
      'failed to get client auth options and token',
    ],
  }),
  ...seenIn('Go', '1.25', {
    'google-not-reachable': [
      { text: 'dial tcp: lookup …googleapis.com', cause: 'names-not-resolved' },
      'https://…googleapis.com…dial tcp',
      'https://sts.googleapis.com…context deadline exceeded',
    ],
    'tls-intercepted': ['googleapis.com…x509: certificate signed by unknown authority'],
    'metadata-not-reachable': [
      'http://169.254.169.254/latest…context deadline exceeded',
      'http://169.254.169.254/latest…dial tcp',
      { text: 'dial tcp 169.254.169.254:80: connect: invalid argument', cause: 'no-metadata-service' },
    ],
  }),
];
