import { GcpAccess, GcpFederationProps, GcpGrant } from '../../../lib';
import { assumedRoleArn } from '../../../lib/federation/names';

/** By which of the two ways a role reaches resources of Google Cloud. */
export const ACCESS_MODES = ['impersonation', 'direct'] as const;
export type AccessMode = typeof ACCESS_MODES[number];

export const REGION = 'eu-central-1';
const SERVICE_ACCOUNT_ID = 'gcs-reader';

/** What all runs are about; the files of gcloud in test/fixtures/goldens say the same. */
export const FEDERATION: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.project('roles/storage.objectViewer'), GcpGrant.project('roles/bigquery.user')],
};

export const ACCESS: Readonly<Record<AccessMode, GcpAccess>> = {
  impersonation: GcpAccess.impersonation({ serviceAccountId: SERVICE_ACCOUNT_ID }),
  direct: GcpAccess.direct(),
};

export const SERVICE_ACCOUNT = `${SERVICE_ACCOUNT_ID}@${FEDERATION.gcpProjectId}.iam.gserviceaccount.com`;
export const ROLE_ARN = assumedRoleArn('aws', FEDERATION.awsAccountId, FEDERATION.roleName);
/** The bucket that the stand-in for Cloud Storage has in a project. */
export const BUCKET = `rehearsal-${FEDERATION.gcpProjectId}`;
