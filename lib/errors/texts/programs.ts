import { KnownText, likely, seenIn } from './seen';

/** Ways in which programs that know only keys name the type of the file, whatever the program. */
const TYPE_REFUSED = [
  'not supported', 'unsupported', 'not recognized', 'unrecognized', 'unknown', 'unexpected', 'invalid',
  'expected service_account', 'must be service_account', 'not a valid', 'not allowed', 'only service_account',
  'not implemented',
];

/** Ways in which programs say that a host could not be reached. */
const UNREACHABLE = [
  'timed out', 'timeout', 'ETIMEDOUT', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED', 'ECONNRESET',
  'EINVAL', 'connection refused', 'no route to host', 'network is unreachable', 'Max retries exceeded',
  'deadline exceeded', 'socket hang up', 'network timeout', 'ConnectTimeout', 'Connection reset',
];

/** Words of single programs, and words that are alike in programs of every language. */
export const PROGRAM_TEXTS: readonly KnownText[] = [
  ...likely({
    'credential-type-unknown': TYPE_REFUSED.flatMap(words => [
      `type‥external_account‥${words}`, `${words}‥type‥external_account`, `credential‥external_account‥${words}`,
      `${words}‥credential‥external_account`, `${words} account external_account`, `google‥external_account‥${words}`,
      `external_account‥${words}‥service_account`, `external_account‥${words}‥credential`,
    ]),
    'key-wanted': [
      'missing client_email', 'client_email‥is missing', 'client_email‥not found', 'client_email‥is required',
      'no client_email',
      'Missing keys: private_key', 'missing field `client_email`', 'missing required field‥client_email',
      'client_email is undefined',
      'must contain‥client_email', "reading 'client_email'", 'not a valid Google Service Account Key JSON',
      'not a valid service account key',
    ],
    'metadata-not-reachable': [
      ...UNREACHABLE.flatMap(words => [
        `${words}…169.254.169.254/latest`,
        `169.254.169.254/latest…${words}`,
        `${words}…169.254.169.254:80`,
        `169.254.169.254:80…${words}`,
      ]),
      'timeout on 169.254.169.254/latest/api/token',
      { text: '169.254.169.254/latest/api/token…403', cause: 'metadata-switched-off' },
    ],
    'imdsv2-url-missing': ['401…169.254.169.254/latest/meta-data', '169.254.169.254/latest/meta-data…401'],
    'no-instance-profile': [
      '404…169.254.169.254/latest/meta-data/iam/security-credentials',
      '169.254.169.254/latest/meta-data/iam/security-credentials…404',
    ],
    'subject-token-file-missing': [
      'ENOENT: no such file…credential_source', 'ENOENT: no such file…/var/run/secrets',
      'open /var/run/secrets…no such file',
    ],
    'file-missing': [
      'was not found…/cdk-gcp', '/etc/cdk-gcp/credential-config.json…No such file', 'No such file…/etc/cdk-gcp',
      'ENOENT…/etc/cdk-gcp',
    ],
    'file-not-readable': ['/etc/cdk-gcp…Permission denied', 'Permission denied…/etc/cdk-gcp'],
    'google-not-reachable': [
      "Failed to resolve 'sts.googleapis.com'", 'Could not resolve host: …googleapis.com',
      ...UNREACHABLE.flatMap(words => [
        `https://sts.googleapis.com…${words}`,
        `https://iamcredentials.googleapis.com…${words}`,
        `${words}…https://sts.googleapis.com`,
      ]),
      { text: 'sts.googleapis.com…Name or service not known', cause: 'names-not-resolved' },
    ],
    'tls-intercepted': [
      'CERTIFICATE_VERIFY_FAILED…googleapis.com', 'googleapis.com…CERTIFICATE_VERIFY_FAILED',
      'googleapis.com…certificate verify failed',
      'googleapis.com…unable to get local issuer certificate', 'unable to get local issuer certificate…googleapis.com',
      'googleapis.com…SELF_SIGNED_CERT_IN_CHAIN',
    ],
    'json-in-variable': [
      'file name too long…external_account', 'external_account…file name too long', 'external_account…ENAMETOOLONG',
    ],
  }),
  ...seenIn('google-github-actions/auth', '3', {
    'exchange-failed': ['failed to generate Google Cloud federated token for'],
    'impersonation-denied': [
      'failed to generate Google Cloud access token for…403',
      'Failed to generate Google Cloud OAuth 2.0 Access Token for…403',
    ],
    'impersonation-failed': ['Failed to generate Google Cloud OAuth 2.0 Access Token for'],
    'id-token-denied': [
      'failed to generate Google Cloud ID token for…403',
      'Failed to generate Google Cloud OpenID Connect ID token for…403',
    ],
    'key-wanted': ['Provided credential is not a valid Google Service Account Key JSON'],
  }),
  ...seenIn('Grafana Cloud Logging data source', 'July 2025', {
    'key-wanted': ['Missing keys: private_key, token_uri, client_email, project_id'],
  }),
  ...seenIn('fastlane', '2.227.0', {
    'key-wanted': ['[!] missing client_email (RuntimeError)'],
  }),
  ...seenIn('googleapis_auth (Dart)', 'March 2024', {
    'credential-type-unknown': [
      'The given credentials are not of type "service_account" (was: external_account)',
      'credentials are not of type service_account',
    ],
  }),
  ...seenIn('GKE metadata server', '2026', {
    'service-account-not-found': [
      'Unable to generate access token; IAM returned 404 Not Found: Not found; Gaia id not found for email',
    ],
    'impersonation-denied': ['Unable to generate access token; IAM returned 403 Forbidden'],
  }),
  ...seenIn('@google/genai (Node.js)', '2.32', {
    'project-not-detected': [
      'Authentication is not set up. Please provide either a project and location',
      'Project/location and API key are mutually exclusive',
    ],
  }),
  ...seenIn('cloud-sql-proxy', '2.25', {
    'permission-missing': ['boss::NOT_AUTHORIZED', 'failed to get instance metadata…NOT_AUTHORIZED'],
  }),
];
