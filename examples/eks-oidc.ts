// npx ts-node -T --prefer-ts-exts examples/eks-oidc.ts | kubectl apply -f -
import * as cdktf from 'cdktf';
import { GcpGrant, GcpKubernetesFederationProps, GcpKubernetesServiceAccount } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** Pods that call Google Cloud with the tokens of their own cluster: no AWS role, and no further container. */
const federation: GcpKubernetesFederationProps = {
  gcpProjectId: 'my-gcp-project',
  gcpProjectNumber: '123456789012',
  // aws eks describe-cluster --name my-cluster --query cluster.identity.oidc.issuer --output text
  issuerUri: 'https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE',
  kubernetesNamespace: 'reports',
  kubernetesServiceAccount: 'gcs-reader',
  grants: [GcpGrant.bucket('my-reports', 'roles/storage.objectViewer')],
};

const reader = new GcpKubernetesServiceAccount(federation);
const labels = { app: 'gcs-reader' };
const items = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'gcs-reader', namespace: 'reports' } },
  reader.configMap,
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'gcs-reader', namespace: 'reports' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: reader.podWithCredentials({ containers: [{ name: 'app', image: 'public.ecr.aws/docker/library/python:3.13-slim' }] }),
      },
    },
  },
];
// For kubectl; a cluster of an AWS CDK app takes them with cluster.addManifest('Reader', ...items).
process.stdout.write(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`);

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);
google.synth();
