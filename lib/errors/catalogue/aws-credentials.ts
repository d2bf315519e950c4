import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

const METADATA = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html';
const ROLES = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html';
const CREATE_CONFIGURATION =
  'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#create-cred-config';
const STS_ERRORS = 'https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html';

/** What goes wrong while a client looks for its AWS credentials, or while AWS STS verifies what it signed with them. */
export const AWS_CREDENTIAL_ERRORS = {
  'container-credentials-not-supported': {
    error: 'Unable to determine the AWS metadata server security credentials endpoint',
    from: 'the Google client library',
    causes: ['container-credentials', 'metadata-urls-missing'],
    docs: CREATE_CONFIGURATION,
  },
  'region-unknown': {
    error: 'google.auth.exceptions.RefreshError: Unable to determine AWS region',
    from: 'the Google client library',
    causes: ['metadata-urls-missing', 'container-credentials'],
    docs: CREATE_CONFIGURATION,
  },
  'metadata-not-reachable': {
    error: 'timeout on 169.254.169.254/latest/api/token',
    from: 'the Google client library',
    causes: [
      'no-metadata-service',
      'metadata-hop-limit',
      'metadata-through-proxy',
      'metadata-switched-off',
      'metadata-answered-by-another',
      'container-credentials',
      'sidecar-not-running',
      'metadata-urls-on-lambda',
    ],
    docs: METADATA,
  },
  'imdsv2-url-missing': {
    error: '401 Unable to retrieve AWS region / role name',
    from: 'instance metadata, through the Google client library',
    causes: ['imdsv2-url-missing', 'session-token-not-renewed', 'metadata-answered-by-another'],
    docs: METADATA,
  },
  'metadata-token-expired': {
    error: 'GaxiosError: 401 - Unauthorized at AwsClient.getAwsRoleName',
    from: 'instance metadata, through google-auth-library (Node)',
    causes: ['session-token-not-renewed', 'imdsv2-url-missing'],
    docs: METADATA,
  },
  'no-instance-profile': {
    error: 'Unable to retrieve AWS role name: 404',
    from: 'instance metadata, through the Google client library',
    causes: ['instance-profile-missing', 'instance-role-deleted', 'metadata-answered-by-another'],
    docs: ROLES,
  },
  'role-name-not-retrieved': {
    error: 'Unable to retrieve AWS role name',
    from: 'the Google client library',
    causes: ['instance-profile-missing', 'imdsv2-url-missing', 'instance-role-deleted', 'sidecar-without-credentials'],
    docs: ROLES,
    vague: true,
  },
  'aws-credentials-not-retrieved': {
    error: 'Failed to retrieve AWS IAM role',
    from: 'the Google client library',
    causes: ['container-credentials', 'instance-profile-missing', 'imdsv2-url-missing', 'no-metadata-service'],
    docs: ROLES,
    vague: true,
  },
  'subject-token-failed': {
    error: 'An error occurred while attempting to obtain the subject token for AwsExternalAccountCredential',
    from: 'Google.Apis.Auth (.NET), which found no usable AWS credentials',
    causes: ['container-credentials', 'no-metadata-service', 'instance-profile-missing', 'imdsv2-url-missing'],
    docs: CREATE_CONFIGURATION,
    vague: true,
  },
  'aws-rejected-credentials': {
    error: 'Received invalid AWS response of type InvalidClientTokenId with error message: The security token '
      + 'included in the request is invalid',
    from: 'AWS STS, through Google STS: AWS rejects the credentials that signed the request',
    causes: [
      'aws-keys-stale', 'node-reads-metadata-as-text', 'aws-session-token-missing', 'aws-region-wrong',
      'china-partition', 'aws-keys-unknown',
    ],
    docs: STS_ERRORS,
  },
  'aws-credentials-expired': {
    error: 'Received invalid AWS response of type ExpiredToken with error message: The security token included in '
      + 'the request is expired',
    from: 'AWS STS, through Google STS',
    causes: ['aws-keys-stale', 'credentials-kept-in-memory', 'clock-wrong', 'aws-credentials-ended'],
    docs: STS_ERRORS,
  },
  'aws-signature-mismatch': {
    error: 'Received invalid AWS response of type SignatureDoesNotMatch',
    from: 'AWS STS, through Google STS',
    causes: ['aws-secret-of-other-key', 'clock-wrong', 'aws-region-wrong', 'subject-token-hand-made'],
    docs: STS_ERRORS,
  },
  'aws-response-invalid': {
    error: 'Received invalid AWS response of type TYPE',
    from: 'AWS STS, through Google STS',
    causes: ['aws-keys-stale', 'aws-region-wrong', 'subject-token-hand-made', 'clock-wrong'],
    docs: STS_ERRORS,
    vague: true,
  },
  'aws-request-malformed': {
    error: 'AWS request has invalid format',
    from: 'Google STS',
    causes: ['subject-token-hand-made', 'wrong-token-type'],
    docs: 'https://google.aip.dev/auth/4117',
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;
