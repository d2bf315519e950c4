import { followedByConfiguration, KnownText, seenIn } from './seen';

const LIBRARY = 'google-auth-library (Node.js)';

/** Words of google-auth-library, of the Google clients for Node.js and of Node.js itself. */
export const NODE_TEXTS: readonly KnownText[] = [
  ...seenIn(LIBRARY, '10.9.1', {
    'no-default-credentials': [
      'Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication',
      'Could not load the default credentials',
      'Unable to find credentials in current environment',
    ],
    'file-missing': ['The file at … does not exist, or it is not a file'],
    'json-in-variable': [
      ...followedByConfiguration('The file at').map(text => `${text}…does not exist, or it is not a file`),
      ...followedByConfiguration('ENAMETOOLONG: name too long, lstat'),
      ...followedByConfiguration('ENAMETOOLONG: name too long, open'),
    ],
    'project-not-detected': ['Unable to detect a Project Id in the current environment'],
    'configuration-invalid': [
      'No valid AWS "credential_source" provided',
      'aws version "…" is not supported in the current build',
      'A credential source or AWS security credentials supplier must be specified',
      'Only one of credential source or AWS security credentials supplier can be specified',
      'A credential source or subject token supplier must be specified',
      'Expected "external_account" type but received',
      'Missing subject_token_field_name for JSON credential_source format',
      'Invalid credential_source format "…"',
      'ExternalAccountClients should be initialized via',
      'Cannot extract target principal from',
      'Must pass in a JSON object containing the Google auth settings',
      'Only one of credential source or subject token supplier can be specified',
    ],
    'region-unknown': [
      {
        text: 'Unable to determine AWS region due to missing "options.credential_source.region_url"',
        cause: 'metadata-urls-missing',
      },
      { text: 'Unable to determine AWS region due to missing', cause: 'metadata-urls-missing' },
    ],
    'container-credentials-not-supported': [
      {
        text: 'Unable to determine AWS role name due to missing "options.credential_source.url"',
        cause: 'metadata-urls-missing',
      },
    ],
    'subject-token-failed': [
      'Unable to parse the subject_token from the credential_source file',
      'Unable to parse the subject_token from the credential_source URL',
    ],
    'id-token-not-supported': [
      'Cannot fetch ID token in this environment, use GCE or set the GOOGLE_APPLICATION_CREDENTIALS environment '
        + 'variable',
    ],
    'signing-needs-key': ['Cannot sign data without `client_email`'],
    'key-wanted': [
      'The incoming JSON object does not contain a client_email field',
      'The incoming JSON object does not contain a private_key field',
    ],
  }),
  ...seenIn(LIBRARY, '10.5.0', {
    'aws-rejected-credentials': [
      {
        text: 'Getting metadata from plugin failed with error: Error code invalid_grant…InvalidClientTokenId',
        cause: 'node-reads-metadata-as-text',
      },
      {
        text: 'GaxiosError…Received invalid AWS response of type InvalidClientTokenId',
        cause: 'node-reads-metadata-as-text',
      },
      { text: 'Credential=undefined/', cause: 'node-reads-metadata-as-text' },
    ],
  }),
  ...seenIn(LIBRARY, '9.15.1', {
    'configuration-invalid': ['No valid Identity Pool "credential_source" provided'],
  }),
  ...seenIn(LIBRARY, '9.4.0', {
    'metadata-token-expired': [
      'GaxiosError…401 - Unauthorized…getAwsRoleName',
      'GaxiosError…401 - Unauthorized…AwsRequestSigner.getCredentials',
      'GaxiosError…getAwsRoleName…401',
      'Request failed with status code 401…getAwsRoleName',
      'Request failed with status code 401…getAwsSecurityCredentials',
      'Request failed with status code 401…DefaultAwsSecurityCredentialsSupplier',
      'Request failed with status code 401…defaultawssecuritycredentialssupplier',
    ],
    'no-instance-profile': [
      'GaxiosError…404 - Not Found…getAwsRoleName',
      'GaxiosError…404 - Not Found…AwsRequestSigner',
      'Request failed with status code 404…getAwsRoleName',
      'Request failed with status code 404…defaultawssecuritycredentialssupplier',
    ],
    'metadata-not-reachable': [
      'network timeout at: http://169.254.169.254/latest',
      'request to http://169.254.169.254/latest…failed, reason',
    ],
  }),
  ...seenIn(LIBRARY, '8.7.0', {
    'metadata-host-refused': ['Invalid host "…" for "…". Expecting 169.254.169.254 or fd00:ec2::254'],
    'configuration-invalid': ['"…" is not a valid token url', '"…" is not a valid service account impersonation url'],
  }),
  ...seenIn(LIBRARY, '6.1.0', {
    'key-wanted': ['Error: The incoming JSON object does not contain a client_email field'],
  }),
  ...seenIn('@google-cloud/storage (Node.js)', '7.22.0', {
    'signing-needs-key': ['SigningError: Cannot sign data without `client_email`'],
    'sign-denied': ["SigningError: Permission 'iam.serviceAccounts.signBlob' denied"],
  }),
  ...seenIn('firebase-admin (Node.js)', '13.10.0', {
    'key-wanted': [
      'Service account object must contain a string "project_id" property',
      'Service account object must contain a string "private_key" property',
      'Service account object must contain a string "client_email" property',
      'Failed to parse service account json file',
    ],
  }),
  ...seenIn('Node.js', '22', {
    'google-not-reachable': [
      { text: 'getaddrinfo ENOTFOUND …googleapis.com', cause: 'names-not-resolved' },
      { text: 'getaddrinfo EAI_AGAIN …googleapis.com', cause: 'names-not-resolved' },
      'request to https://…googleapis.com…failed, reason',
    ],
    'tls-intercepted': [
      'request to https://…googleapis.com…unable to get local issuer certificate',
      'request to https://…googleapis.com…self-signed certificate',
      'request to https://…googleapis.com…SELF_SIGNED_CERT_IN_CHAIN',
    ],
    'file-not-readable': [
      "EACCES: permission denied, open '…credential-config.json'", 'EACCES: permission denied…cdk-gcp',
    ],
    'named-export-not-found': [
      "Named export '…' not found. The requested module 'cdk-gcp-federation",
      "The requested module 'cdk-gcp-federation…' does not provide an export named",
      'No "exports" main defined in…cdk-gcp-federation',
      "Package subpath '…' is not defined by \"exports\" in…cdk-gcp-federation",
      'require() of ES Module…cdk-gcp-federation',
    ],
    'peer-missing': [
      "Cannot find module 'cdktf…cdk-gcp-federation",
      "Cannot find module '@cdktf/provider-google…",
      "Cannot find module 'aws-cdk-lib…cdk-gcp-federation",
      "Cannot find module 'constructs…cdk-gcp-federation",
      "Cannot find package 'cdktf' imported from…cdk-gcp-federation",
      "Cannot find package '@cdktf/provider-google' imported from",
    ],
  }),
  ...seenIn('npm', '11', {
    'peer-missing': [
      'ERESOLVE…peer…from cdk-gcp-federation@',
      'ERESOLVE…Could not resolve dependency…cdk-gcp-federation',
      'npm warn…cdk-gcp-federation@…peer',
      'UNMET PEER DEPENDENCY…cdk-gcp-federation',
    ],
  }),
];
