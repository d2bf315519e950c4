import { KnownText, seenIn } from './seen';

/** Words of the crates that reach Google Cloud from Rust, and of the Python packages on top of them. */
export const RUST_TEXTS: readonly KnownText[] = [
  ...seenIn('object_store (deltalake, obstore, polars, icechunk, DataFusion, Lance)', '0.14.1', {
    'credential-type-unknown': [
      {
        text: 'Unable to decode service account file: unknown variant `external_account`',
        cause: 'program-reads-keys-only',
      },
      { text: 'unknown variant `external_account`, expected `service_account`', cause: 'program-reads-keys-only' },
      { text: 'Unable to decode service account file: missing field `client_email`', cause: 'program-reads-keys-only' },
    ],
    'file-missing': ['Unable to open service account file from'],
    'key-wanted': ['Unable to decode service account file'],
    'anonymous-caller': ['Generic GCS error: Error performing…Anonymous caller does not have'],
    'no-default-credentials': [
      'Generic GCS error: Error performing token request: Error performing GET http://metadata.google.internal',
    ],
    'google-not-reachable': ['Generic GCS error…error sending request…googleapis.com'],
  }),
  ...seenIn('google-cloud-auth (Rust, googleapis)', '1.15.0', {
    'credential-type-unknown': [
      'unknown or invalid credentials type external_account', 'credentials type not supported: external_account',
    ],
    'configuration-invalid': ['BuilderError…missing required field', 'invalid AWS STS URL'],
    'exchange-failed': ['google_cloud_auth…failed to exchange token', 'CredentialsError…failed to exchange token'],
    'id-token-not-supported': [
      'use idtoken::user_account::Builder directly', 'idtoken…credentials type not supported: external_account',
    ],
  }),
  ...seenIn('google-cloud-auth (Rust, yoshidan)', '0.17', {
    'credential-type-unknown': ['unsupported account external_account', 'unsupported account: external_account'],
    'no-instance-profile': ['Failed to get role name. No IAM role may be attached to instance : status=404'],
    'imdsv2-url-missing': [
      'No IAM role may be attached to instance : status=401',
      'Failed to get region : status=401',
    ],
    'metadata-not-reachable': [
      { text: 'Failed to get session token : status=', cause: 'metadata-answered-by-another' },
    ],
    'configuration-invalid': [
      'external account error : Missing Region URL',
      'external account error : Missing Security Credentials URL',
      'external account error : Missing Regional Cred Verification URL',
      'external account error : Unsupported Subject Token Source',
      'external account error : AWS version … is not supported in the current build',
    ],
    'impersonation-denied': ['unexpected impersonation token response : status=403'],
    'no-default-credentials': ['GOOGLE_APPLICATION_CREDENTIALS or default credentials is required'],
  }),
];
