import { GcpAccess, GcpFederationProps, GcpGrant } from '../../../../lib';

const common = { gcpProjectId: 'my-gcp-project', gcpProjectNumber: '123456789012', awsAccountId: '111122223333', poolId: 'deployed-pool' };

/** The role that the app makes, on a path, for everything that is new. */
export const federation: GcpFederationProps = {
  ...common,
  roleName: 'reports-reader',
  access: GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 1800 }),
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};

/** A role of another team, which is in the account already. */
export const hostFederation: GcpFederationProps = {
  ...common,
  roleName: 'reports-host',
  access: GcpAccess.direct(),
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};
