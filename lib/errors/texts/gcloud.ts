import { KnownText, seenIn } from './seen';

/** Words of gcloud, bq, gsutil and docker-credential-gcr. */
export const GCLOUD_TEXTS: readonly KnownText[] = [
  ...seenIn('gcloud', '528', {
    'gcloud-not-signed-in': [
      'You do not currently have an active account selected',
      'Your current active account […] does not have any valid credentials',
      'Reauthentication failed. cannot prompt during non-interactive execution',
    ],
    'exchange-failed': [
      'There was a problem refreshing your current auth tokens',
      'There was a problem refreshing auth tokens for account',
    ],
    'key-wanted': [
      { text: 'The .json key file is not in a valid format', cause: 'program-reads-keys-only' },
      'gcloud.auth.activate-service-account…external_account',
    ],
    'file-missing': ['Failed to load credential file: […No such file or directory'],
    'configuration-not-json': [
      '(gcloud.…Could not read json file', 'Failed to load credential file: […not a valid json',
    ],
    'gcloud-project-missing': [
      'Missing required argument [project]',
      'Error parsing [project]',
      'The [project] resource is not properly specified',
      'The required property [project] is not currently set',
      'required property [project] is not currently set',
      'is not currently set. It can be set on a per-command basis by re-running your command with the [--project] flag',
    ],
    'id-token-not-supported': ['Invalid account type for `--audiences`. Requires valid service account'],
    'impersonation-denied': [
      'No access token or invalid expiration in response…The caller does not have permission',
      'Failed to impersonate […]. Make sure the account that\'s trying to impersonate it has access',
    ],
    'apply-denied': [
      '(gcloud.iam.workload-identity-pools…PERMISSION_DENIED',
      '(gcloud.iam.service-accounts…PERMISSION_DENIED',
      '(gcloud.projects.add-iam-policy-binding)…does not have permission to access projects instance',
      '(gcloud.services.enable) PERMISSION_DENIED',
    ],
    'id-not-reusable': ['(gcloud.iam.workload-identity-pools…ALREADY_EXISTS'],
    'api-disabled': ['API […googleapis.com] not enabled on project', 'API […googleapis.com] not enabled'],
    'provider-not-found': ['(gcloud.iam.workload-identity-pools…NOT_FOUND'],
    'condition-not-valid': ['(gcloud.iam.workload-identity-pools.providers…Invalid attribute condition'],
    'provider-rejected': ['(gcloud.iam.workload-identity-pools.providers…INVALID_ARGUMENT'],
    'google-not-reachable': [
      'gcloud crashed (TransportError): HTTPSConnectionPool', 'gcloud crashed (ConnectionError)…googleapis.com',
    ],
  }),
  ...seenIn('bq', '2.1', {
    'gcloud-project-missing': [
      'Cannot start a job without a project id',
      'BigQuery error in … operation: Cannot start a job without a project id',
    ],
    'gcloud-not-signed-in': [
      'ERROR: (bq) Your current active account', 'ERROR: (bq) You do not currently have an active account selected',
    ],
    'permission-missing': ['BigQuery error in … operation: Access Denied'],
  }),
  ...seenIn('gsutil', '5.38', {
    'gcloud-not-signed-in': [
      'Your credentials are invalid. Please run $ gcloud auth login',
      'Your "…" credentials are invalid. Please run $ gcloud auth login',
      'You are attempting to access protected data with no configured credentials',
      'Your credentials are invalid. For more help, see "gsutil help creds"',
    ],
    'anonymous-caller': ['ServiceException: 401 Anonymous caller does not have'],
    'gcloud-project-missing': [
      'You are attempting to perform an operation that requires a project id, with none configured',
    ],
    'permission-missing': ['AccessDeniedException: 403…does not have storage'],
  }),
];
