// npx ts-node -T --prefer-ts-exts examples/eks-pod-identity.ts | kubectl apply -f -
import { App, Stack } from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as cdktf from 'cdktf';
import { federation } from '../bin/federation';
import { GcpFederatedRole } from '../lib';
import { GcpFederationStack } from '../lib/gcp';

/** A pod of an existing cluster that calls Google Cloud with unmodified clients. */
const app = new App();
const stack = new Stack(app, 'eks-pod-identity', { env: { account: federation.awsAccountId, region: 'eu-central-1' } });

const reader = new GcpFederatedRole(stack, 'Reader', federation);
new eks.CfnPodIdentityAssociation(stack, 'Association', {
  clusterName: 'my-cluster', namespace: 'default', serviceAccount: 'gcs-reader', roleArn: reader.role.roleArn,
});

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'gcs-reader' },
  spec: reader.podWithCredentials({ serviceAccountName: 'gcs-reader', containers: [{ name: 'app', image: 'public.ecr.aws/docker/library/python:3.13-slim' }] }),
};
// For kubectl; a cluster of this app takes it with cluster.addManifest('Reader', pod).
process.stdout.write(`${JSON.stringify(pod, null, 2)}\n`);

app.synth();

const google = new cdktf.App();
new GcpFederationStack(google, 'gcp', federation);
google.synth();
