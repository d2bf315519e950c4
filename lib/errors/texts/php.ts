import { KnownText, seenIn } from './seen';

/** Words of google/auth (PHP) and of Guzzle under it. */
export const PHP_TEXTS: readonly KnownText[] = [
  ...seenIn('google/auth (PHP)', '1.52.0', {
    'no-default-credentials': [
      'Your default credentials were not found. To set up Application Default Credentials, see',
    ],
    'file-missing': ['Unable to read the credential file specified by GOOGLE_APPLICATION_CREDENTIALS: file'],
    'configuration-not-json': ['invalid json for auth config'],
    'configuration-invalid': [
      'json key is missing the type field',
      'json key is missing the token_url field',
      'json key is missing the audience field',
      'json key is missing the subject_token_type field',
      'json key is missing the credential_source field',
      'The regional_cred_verification_url field is required for aws1 credential source',
      'Unable to determine credential source from json key',
      'service_account_impersonation_url must be set in JSON credentials',
      'Invalid service account impersonation URL - unable to parse service account email',
      'subject_token_field_name must be set when format is JSON',
      'expected "external_account" type but received',
    ],
    'container-credentials-not-supported': [
      'Unable to get credentials from ENV, and no security credentials URL provided',
    ],
    'region-unknown': [
      { text: 'Unable to get region from ENV, and no region URL provided', cause: 'metadata-urls-missing' },
    ],
    'key-wanted': ['json key is missing the client_email field', 'json key is missing the private_key field'],
    'subject-token-file-missing': ['subject_token_field_name not found in JSON file'],
  }),
  ...seenIn('google/auth (PHP)', '1.30.0', {
    'credential-type-unknown': [
      'InvalidArgumentException‥invalid value in the type field', 'google/auth…invalid value in the type field',
      'invalid value in the type field…google/auth',
    ],
  }),
  ...seenIn('Guzzle (PHP)', '7', {
    'metadata-not-reachable': [
      'cURL error 28:…169.254.169.254',
      'cURL error 7:…169.254.169.254',
      {
        text: 'Client error: `PUT http://169.254.169.254/latest/api/token` resulted in a `403',
        cause: 'metadata-switched-off',
      },
      'Client error: `PUT http://169.254.169.254/latest/api/token` resulted in a `4',
    ],
    'imdsv2-url-missing': ['Client error: `GET http://169.254.169.254/latest/…resulted in a `401'],
    'no-instance-profile': [
      'Client error: `GET http://169.254.169.254/latest/meta-data/iam/security-credentials…resulted in a `404',
    ],
    'impersonation-denied': [
      'Client error: `POST https://iamcredentials.googleapis.com…generateAccessToken` resulted in a `403',
    ],
    'exchange-failed': ['Client error: `POST https://sts.googleapis.com/v1/token` resulted in a `400'],
    'google-not-reachable': ['cURL error 6: Could not resolve host: …googleapis.com', 'cURL error 28:…googleapis.com'],
    'tls-intercepted': ['cURL error 60:…googleapis.com'],
  }),
];
