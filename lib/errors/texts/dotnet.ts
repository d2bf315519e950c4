import { followedByConfiguration, KnownText, seenIn } from './seen';

const LIBRARY = 'Google.Apis.Auth (.NET)';

/** Words of Google.Apis.Auth, also in PowerShell. */
export const DOTNET_TEXTS: readonly KnownText[] = [
  ...seenIn(LIBRARY, '1.78.0', {
    'no-default-credentials': [
      'The Application Default Credentials are not available. They are available if running in Google Compute Engine',
    ],
    'file-missing': [
      'Error reading credential file from location …Could not find file',
      'Error reading credential file from location …Could not find a part of the path',
    ],
    'json-in-variable': [
      ...followedByConfiguration('Error reading credential file from location'),
      'Error reading credential file from location …The filename, directory name, or volume label syntax is incorrect',
    ],
    'configuration-not-json': [
      'Error reading credential file from location …Error deserializing JSON credential data',
      'Error deserializing JSON credential data',
    ],
    'file-not-readable': ["Error reading credential file from location …Access to the path '…' is denied"],
    'configuration-invalid': [
      'JSON data does not represent a valid external account credential',
      'Unrecognized external credential configuration',
    ],
    'credential-type-unknown': [
      'Error creating credential from JSON or JSON parameters. Unrecognized credential type external_account',
      'Unrecognized credential type external_account',
    ],
    'key-wanted': ['JSON data does not represent a valid service account credential'],
    'subject-token-failed': [
      'An error occurred while attempting to obtain the subject token for AwsExternalAccountCredential',
      'SubjectTokenException',
    ],
    'no-instance-profile': [
      'obtain the subject token for AwsExternalAccountCredential…404 (Not Found)',
      'AwsMetadataServerClient.FetchMetadataAsync…404 (Not Found)',
    ],
    'imdsv2-url-missing': ['obtain the subject token for AwsExternalAccountCredential…401 (Unauthorized)'],
    'metadata-not-reachable': [
      {
        text: 'obtain the subject token for AwsExternalAccountCredential…403 (Forbidden)',
        cause: 'metadata-switched-off',
      },
      'obtain the subject token for AwsExternalAccountCredential…(169.254.169.254:80)',
      'obtain the subject token for AwsExternalAccountCredential…HttpClient.Timeout',
      'obtain the subject token for AwsExternalAccountCredential…Connection refused',
      {
        text: 'obtain the subject token for AwsExternalAccountCredential…Invalid argument',
        cause: 'no-metadata-service',
      },
      'obtain the subject token for AwsExternalAccountCredential…A task was canceled',
    ],
    'subject-token-file-missing': [
      'obtain the subject token for FileSourcedExternalAccountCredential',
    ],
    'region-unknown': [
      {
        text: "Couldn't determine the AWS region. None of the following environment variables have been set",
        cause: 'metadata-urls-missing',
      },
    ],
    'container-credentials-not-supported': [
      "Couldn't determine the AWS security credentials. At least one of the following environment variables was not "
        + 'set',
      'The request to the metadata server security credentials endpoint … was not successful',
    ],
    'metadata-host-refused': [
      'The host of the URL given for fetching the … does not match one of the expected hosts',
    ],
    'impersonation-denied': ['TokenResponseException…iam.serviceAccounts.getAccessToken'],
  }),
  ...seenIn(LIBRARY, '1.56.0', {
    'credential-type-unknown': [
      'AWS external credentials not yet supported',
      'File-sourced credentials not yet supported',
    ],
  }),
];
