import { followedByConfiguration, KnownText, seenIn } from './seen';

/** Words of googleauth, and of fluentd, fastlane and other programs in Ruby. */
export const RUBY_TEXTS: readonly KnownText[] = [
  ...seenIn('googleauth (Ruby)', '1.17.2', {
    'no-default-credentials': ['Your credentials were not found. To set up Application Default Credentials'],
    'file-missing': [
      'Unable to read the credential file specified by GOOGLE_APPLICATION_CREDENTIALS: file … does not exist',
    ],
    'json-in-variable': followedByConfiguration(
      'Unable to read the credential file specified by GOOGLE_APPLICATION_CREDENTIALS: file',
    ),
    'configuration-not-json': [
      'Google::Auth…Invalid JSON keyfile format', 'GOOGLE_APPLICATION_CREDENTIALS: Invalid JSON keyfile format',
    ],
    'configuration-invalid': [
      'A json file is required for external account credentials',
      'the json is missing the audience field', 'the json is missing the credential_source field',
      'the json is missing the token_url field',
      "Invalid Identity Pool credential_source field 'environment_id'",
      "Missing credential_source. A 'file' or 'url' must be provided",
      "Ambiguous credential_source. 'file' is mutually exclusive with 'url'",
      'Invalid AWS service URL',
    ],
    'region-unknown': [
      { text: 'region_url or region must be set for external account credentials', cause: 'metadata-urls-missing' },
    ],
    'imdsv2-url-missing': [
      'IMDSV2 token url must be provided',
      'Failed to retrieve AWS IAM Role…401',
    ],
    'metadata-not-reachable': ['Fetching AWS IMDSV2 token error'],
    'aws-credentials-not-retrieved': [
      'Google::Auth…Failed to retrieve AWS IAM Role', 'Google::Auth…Failed to retrieve AWS credential',
      'Google::Auth…Failed to retrieve AWS region',
    ],
    'no-instance-profile': ['Failed to retrieve AWS IAM Role…404'],
    'credential-type-unknown': [
      "credentials type 'external_account' is not supported",
      "The provided credentials were not of type 'service_account'",
      "Source credentials can't be of type impersonated_service_account",
    ],
    'key-wanted': [
      'missing client_email (', 'read_json_key…missing client_email', 'googleauth…missing client_email',
      'missing client_email (RuntimeError)',
    ],
    'exchange-failed': [
      'Google::Auth…Token exchange failed with status', 'Signet::AuthorizationError‥Token exchange failed with status',
    ],
    'attribute-condition': ['Token exchange failed with status…rejected by the attribute condition'],
    'impersonation-failed': ['Service account impersonation failed with status'],
    'impersonation-denied': ['Service account impersonation failed with status 403'],
    'service-account-not-found': ['Service account impersonation failed with status 404'],
    'invalid-argument': ['Service account impersonation failed with status 400'],
    'subject-token-file-missing': [
      'Google::Auth::CredentialsError…File … was not found',
      'Unable to parse subject_token from JSON resource',
      'Missing subject_token in the credential_source file/response',
    ],
    'subject-token-failed': ['Unable to retrieve Identity Pool subject token', 'Error retrieving from credential url'],
  }),
  ...seenIn('googleauth (Ruby)', '1.5.0', {
    'credential-type-unknown': ['aws is the only currently supported external account type'],
  }),
  ...seenIn('googleauth (Ruby)', '0.13', {
    'credential-type-unknown': [
      'Unable to read the credential file specified by GOOGLE_APPLICATION_CREDENTIALS: credentials type '
        + "'external_account' is not supported",
    ],
  }),
  ...seenIn('fluent-plugin-google-cloud', '0.13', {
    'credential-type-unknown': [
      'undefined method `expired?\' for #<Google::Auth::ExternalAccount',
      "undefined method 'expired?' for an instance of Google::Auth::ExternalAccount",
      'NoMethodError…Google::Auth::ExternalAccount::AwsCredentials',
    ],
  }),
  ...seenIn('Faraday (Ruby)', '2', {
    'metadata-not-reachable': ['Failed to open TCP connection to 169.254.169.254:80'],
    'google-not-reachable': ['Failed to open TCP connection to …googleapis.com:443'],
  }),
];
