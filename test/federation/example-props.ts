import { GcpFederationProps, GcpKubernetesFederationProps } from '../../lib/federation';

/** The smallest valid description. */
export const EXAMPLE: GcpFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  awsAccountId: '012345678901',
  roleName: 'Reader',
};

/** The same of a Kubernetes service account. */
export const KUBERNETES_EXAMPLE: GcpKubernetesFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  issuerUri: 'https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
  kubernetesNamespace: 'reports',
  kubernetesServiceAccount: 'gcs-reader',
};
