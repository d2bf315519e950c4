import { followedByConfiguration, KnownText, seenIn } from './seen';

/** Words of google-cloud-cpp (Arrow, pyarrow and the R package arrow contain it) and of gRPC's C core. */
export const CPP_TEXTS: readonly KnownText[] = [
  ...seenIn('google-cloud-cpp', '2.37.0', {
    'no-default-credentials': [
      'Could not create a OAuth2 access token to authenticate the request. The request was not sent',
    ],
    'file-missing': ['google::cloud::Status…Cannot open credentials file', 'UNKNOWN: Cannot open credentials file'],
    'json-in-variable': followedByConfiguration('Cannot open credentials file'),
    'configuration-not-json': [
      'Cannot open credentials file …it does not contain a JSON object, nor can be parsed as a PKCS#12 file',
    ],
    'credential-type-unknown': [
      'Unsupported credential type (external_account) when reading Application Default Credentials file',
    ],
    'configuration-invalid': [
      'only `environment_id=aws1` is supported, but got environment_id=',
      '`environment_id` does not start with `aws`',
      'missing `credential_source` field in external account configuration',
      '`credential_source` field is not a JSON object in external account configuration',
      'external account configuration was not a JSON object',
      'mismatched type (…) in external account configuration',
      'cannot find `…` field in `credentials-file`',
    ],
    'region-unknown': [
      { text: 'cannot find `region_url` field in `credentials-source`', cause: 'metadata-urls-missing' },
      'invalid (empty) region returned from',
    ],
    'metadata-host-refused': [
      'the `…` field should refer to the AWS metadata service, got=<',
      'credentials_source.type=url, credentials_source.url.url=http://127.0.0.1',
      '401…credentials_source.url.url=http://127.0.0.1',
    ],
    'aws-credentials-not-retrieved': [
      'cannot parse AWS security-credentials metadata as JSON',
      'cannot find `…` field in `aws-security-credentials-response`',
    ],
    'subject-token-file-missing': [
      'unknown subject token source for external account',
      'subject token field not found in JSON object retrieved from',
    ],
    'exchange-failed': ['token exchange response cannot be parsed as JSON object'],
    'metadata-not-reachable': ['libcurl error…169.254.169.254', 'Timeout was reached…169.254.169.254'],
    'google-not-reachable': [
      'Could not resolve host: …googleapis.com',
      'EasyPerform() - CURL error [6]=Couldn\'t resolve host name',
      'EasyPerform() - CURL error [28]=Timeout was reached…googleapis.com',
    ],
  }),
  ...seenIn('gRPC C core (C++, Python, PHP, Ruby)', '1.40', {
    'configuration-invalid': [
      'environment_id field not present',
      'region_url field not present',
      'regional_cred_verification_url field not present',
      'credential_source field not present',
      'Invalid options credential source to create ExternalAccountCredentials',
      'subject_token_type field not present',
    ],
    'aws-credentials-not-retrieved': [
      'Missing role name when retrieving signing keys',
      'Invalid retrieve signing keys response',
      'Creating aws request signer failed',
    ],
    'impersonation-failed': ['Invalid service account impersonation response'],
  }),
];
