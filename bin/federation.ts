import { GcpFederationProps, GcpGrant } from '../lib';

/** The one description of the federation: both aws.ts and gcp.ts are built from it. */
export const federation: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '111122223333',
  roleName: 'gcs-reader',
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};
