import { GcpFederationProps } from '../../lib/federation';

/** The smallest valid description. */
export const EXAMPLE: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '012345678901',
  roleName: 'Reader',
};
