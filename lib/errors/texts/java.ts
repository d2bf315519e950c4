import { followedByConfiguration, KnownText, seenIn } from './seen';

const LIBRARY = 'google-auth-library-oauth2-http (Java)';

/** Words of google-auth-library-java, and of Spark, hadoop and Kafka connectors on top of it. */
export const JAVA_TEXTS: readonly KnownText[] = [
  ...seenIn(LIBRARY, '1.43.0', {
    'no-default-credentials': [
      'Your default credentials were not found. To set up Application Default Credentials for your environment',
    ],
    'file-missing': [
      "Error reading credential file from environment variable GOOGLE_APPLICATION_CREDENTIALS, value '…': File does "
        + 'not exist',
    ],
    'json-in-variable': [
      ...followedByConfiguration(
        'Error reading credential file from environment variable GOOGLE_APPLICATION_CREDENTIALS, value',
      ),
    ],
    'subject-token-file-missing': [
      'Invalid credential location. The file at … does not exist',
      'Error when attempting to read the subject token from the credential file',
      'Invalid subject token field name. No subject token was found',
    ],
    'configuration-invalid': [
      'Invalid AWS environment ID',
      'AWS version … is not supported in the current build',
      'A regional_cred_verification_url representing the GetCallerIdentity action URL must be specified',
      'AwsCredentials cannot have both an awsSecurityCredentialsSupplier and a credentialSource',
      'An awsSecurityCredentialsSupplier or a credentialSource must be provided',
      'The provided token URL is invalid',
      'The provided service account impersonation URL is invalid',
      'Value of "token_lifetime_seconds" field could not be parsed into an integer',
      "Error reading credentials from stream, 'type' field not specified",
      "Error reading credentials from stream, '…' field not specified",
      'Missing credential source file location, URL, or certificate. At least one must be specified',
      "Only one credential source type can be set: 'file', 'url', or 'certificate'",
      'Invalid credential source format type',
      'CredentialFormatException: An invalid input stream was provided',
    ],
    'token-lifetime': [
      'The "token_lifetime_seconds" field must be between',
      { text: 'lifetime must be less than or equal to 43200', cause: 'lifetime-out-of-range' },
    ],
    'credential-type-unknown': [
      'A credential of type external_account is not supported as source credential for impersonation',
      "'type' value 'external_account' not recognized",
    ],
    'key-wanted': [
      "Error reading service account credential from JSON, expecting 'client_id', 'client_email', 'private_key' and "
        + "'private_key_id'",
    ],
    'container-credentials-not-supported': [
      {
        text: 'Unable to determine the AWS IAM role name. The credential source does not contain the url field',
        cause: 'metadata-urls-missing',
      },
    ],
    'region-unknown': [
      {
        text: 'Unable to determine the AWS region. The credential source does not contain the region URL',
        cause: 'metadata-urls-missing',
      },
    ],
    'aws-credentials-not-retrieved': [
      'Failed to retrieve AWS IAM role',
      'java.io.IOException: Failed to retrieve AWS credentials', 'com.google.auth…Failed to retrieve AWS credentials',
      'java.io.IOException: Failed to retrieve AWS region', 'com.google.auth…Failed to retrieve AWS region',
      'java.io.IOException: Failed to retrieve AWS Session Token',
      'com.google.auth…Failed to retrieve AWS Session Token',
    ],
    'imdsv2-url-missing': [
      'Failed to retrieve AWS IAM role…401',
      'Failed to retrieve AWS region…401',
      'Failed to retrieve AWS credentials…401',
    ],
    'no-instance-profile': [
      'Failed to retrieve AWS IAM role…404',
      { text: 'Failed to retrieve AWS credentials…404', cause: 'instance-role-deleted' },
    ],
    'metadata-not-reachable': [
      'Failed to retrieve AWS Session Token…SocketTimeoutException',
      'Failed to retrieve AWS Session Token…ConnectException',
      'Failed to retrieve AWS region…SocketTimeoutException',
      'Failed to retrieve AWS IAM role…SocketTimeoutException',
      'Failed to retrieve AWS IAM role…ConnectException',
      { text: 'Failed to retrieve AWS IAM role…Invalid argument', cause: 'container-credentials' },
      { text: 'Failed to retrieve AWS Session Token…Invalid argument', cause: 'container-credentials' },
      { text: 'Failed to retrieve AWS region…Invalid argument', cause: 'container-credentials' },
      { text: 'Failed to retrieve AWS Session Token…403', cause: 'metadata-switched-off' },
    ],
    'impersonation-denied': [
      'Error requesting access token…403 Forbidden…generateAccessToken',
      'Error requesting access token…PERMISSION_DENIED',
    ],
    'impersonation-failed': [
      'ImpersonatedCredentials…Error requesting access token', 'Unable to refresh sourceCredentials',
    ],
    'id-token-not-supported': [
      'AwsCredentials cannot be cast to class com.google.auth.oauth2.IdTokenProvider',
      'ExternalAccountCredentials cannot be cast to…IdTokenProvider',
    ],
    'signing-needs-key': [
      'Signing key was not provided and could not be derived',
      'AwsCredentials cannot be cast to class com.google.auth.ServiceAccountSigner',
    ],
    'sign-denied': ['SigningException: Failed to sign the provided bytes…iam.serviceAccounts.signBlob'],
  }),
  ...seenIn(LIBRARY, '1.30.0', {
    'aws-credentials-not-retrieved': [
      {
        text: 'NullPointerException…InternalAwsSecurityCredentialsSupplier.retrieveResource',
        cause: 'container-credentials',
      },
    ],
  }),
  ...seenIn(LIBRARY, '1.13.0', {
    'metadata-host-refused': ['Invalid host … for region_url', 'Invalid host 127.0.0.1 for'],
  }),
  ...seenIn(LIBRARY, '0.22.0', {
    'no-default-credentials': [
      'The Application Default Credentials are not available. They are available if running in Google Compute Engine',
    ],
    'credential-type-unknown': [
      "Error reading credentials from stream, 'type' value 'external_account' not recognized. Expecting "
        + "'authorized_user' or 'service_account'",
    ],
  }),
  ...seenIn('google-cloud (Java)', '2.76', {
    'project-not-detected': [
      'A project ID is required for this service but could not be determined from the builder or the environment',
    ],
  }),
  ...seenIn('hadoop GCS connector', '2.2', {
    'credential-type-unknown': ['com.google.cloud.hadoop…\'type\' value \'external_account\' not recognized'],
  }),
  ...seenIn('spark-bigquery-connector', '0.34', {
    'key-wanted': ['Failed to create Credentials from key'],
  }),
  ...seenIn('Java', '21', {
    'google-not-reachable': [
      { text: 'java.net.UnknownHostException: …googleapis.com', cause: 'names-not-resolved' },
      'java.net.SocketTimeoutException…sts.googleapis.com',
      'java.net.ConnectException…sts.googleapis.com',
    ],
    'tls-intercepted': [
      'PKIX path building failed…googleapis.com',
      'googleapis.com…PKIX path building failed',
      'com.google.auth…PKIX path building failed',
      'PKIX path building failed…com.google.auth',
    ],
  }),
];
