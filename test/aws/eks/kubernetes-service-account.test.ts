import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import { GcpAccess, GcpKubernetesServiceAccount } from '../../../lib';
import { tokenFileCredentialConfig } from '../../../lib/federation/installation/credential-config';
import { resolveKubernetesFederation } from '../../../lib/federation/party/kubernetes';
import { KUBERNETES_EXAMPLE } from '../../federation/example-props';
import { accountStack } from '../fixtures';

const PATH = '/etc/cdk-gcp/credential-config.json';
const MOUNT = { name: 'gcp-credentials', mountPath: '/etc/cdk-gcp', readOnly: true };
const AUDIENCE = 'https://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/eks-identity-pool/providers/eks-provider';
const VARIABLES = [
  { name: 'GOOGLE_APPLICATION_CREDENTIALS', value: PATH }, { name: 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE', value: PATH }, { name: 'GOOGLE_CLOUD_PROJECT', value: 'my-gcp-project' },
  { name: 'CLOUDSDK_CORE_PROJECT', value: 'my-gcp-project' },
];

const reader = new GcpKubernetesServiceAccount(KUBERNETES_EXAMPLE);

const SPEC = {
  containers: [
    { name: 'app', image: 'example.com/app', env: [{ name: 'MODE', value: 'test' }], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    { name: 'other', image: 'example.com/other' },
  ],
  initContainers: [{ name: 'prepare', image: 'example.com/prepare' }],
  volumes: [{ name: 'data', emptyDir: {} }],
};

test('the ConfigMap holds the configuration, and nothing else', () => {
  expect(reader.configMap).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'gcp-credentials-gcs-reader', namespace: 'reports', annotations: { 'cdk-gcp-federation/issuer-uri': KUBERNETES_EXAMPLE.issuerUri } },
    data: { 'credential-config.json': tokenFileCredentialConfig(resolveKubernetesFederation(KUBERNETES_EXAMPLE), '/etc/cdk-gcp/token') },
  });
  expect(reader.credentialConfig).toBe(reader.configMap.data['credential-config.json']);
  expect(reader.principal).toBe('principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/eks-identity-pool/subject/system:serviceaccount:reports:gcs-reader');
});

test('every container reads the configuration and the token, and keeps what it has', () => {
  const before = structuredClone(SPEC);
  const pod = reader.podWithCredentials(SPEC);
  expect(SPEC).toEqual(before);
  expect(pod).toEqual({
    serviceAccountName: 'gcs-reader',
    containers: [
      { name: 'app', image: 'example.com/app', env: [{ name: 'MODE', value: 'test' }, ...VARIABLES], volumeMounts: [{ name: 'data', mountPath: '/data' }, MOUNT] },
      { name: 'other', image: 'example.com/other', env: VARIABLES, volumeMounts: [MOUNT] },
    ],
    initContainers: [{ name: 'prepare', image: 'example.com/prepare', env: VARIABLES, volumeMounts: [MOUNT] }],
    volumes: [{ name: 'data', emptyDir: {} }, {
      name: 'gcp-credentials',
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token', audience: AUDIENCE, expirationSeconds: 3600 } },
          { configMap: { name: 'gcp-credentials-gcs-reader', items: [{ key: 'credential-config.json', path: 'credential-config.json' }] } },
        ],
      },
    }],
  });
});

test('a container that is named is left as it is, and a project that is set stands', () => {
  const spec = { containers: [{ name: 'mesh' }, { name: 'app', env: [{ name: 'GOOGLE_CLOUD_PROJECT', value: 'another-project' }] }], hostNetwork: true };
  const { containers: [mesh, app], initContainers } = reader.podWithCredentials(spec, { excludeContainers: ['mesh'], tokenExpirationSeconds: 600 });
  expect(mesh).toEqual({ name: 'mesh' });
  expect(app.env.filter(({ name }: any) => name === 'GOOGLE_CLOUD_PROJECT')).toEqual([{ name: 'GOOGLE_CLOUD_PROJECT', value: 'another-project' }]);
  expect(initContainers).toBeUndefined();
});

/** A cluster that exists, by either module. */
const CLUSTERS: Record<string, (stack: Stack) => { addManifest(id: string, ...manifest: Record<string, any>[]): unknown }> = {
  'aws-eks': stack => eks.Cluster.fromClusterAttributes(stack, 'Cluster', {
    clusterName: 'my-cluster',
    kubectlRoleArn: 'arn:aws:iam::111122223333:role/kubectl',
    kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(stack, 'Kubectl', {
      functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:kubectl', kubectlRoleArn: 'arn:aws:iam::111122223333:role/kubectl', handlerRole: undefined as never,
    }),
  }),
  'aws-eks-v2': stack => eksV2.Cluster.fromClusterAttributes(stack, 'Cluster', {
    clusterName: 'my-cluster',
    kubectlProvider: eksV2.KubectlProvider.fromKubectlProviderAttributes(stack, 'Kubectl', {
      serviceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:kubectl', role: undefined as never,
    }),
  }),
};

test.each(Object.keys(CLUSTERS))('clusters of %s take the manifests as they are', name => {
  const stack = accountStack();
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app', namespace: 'reports' }, spec: reader.podWithCredentials(SPEC) };
  CLUSTERS[name](stack).addManifest('Reader', reader.configMap, pod);
  const [resource] = Object.values(Template.fromStack(stack).findResources('Custom::AWSCDK-EKS-KubernetesResource'));
  expect(JSON.parse(resource.Properties.Manifest)).toMatchObject([reader.configMap, pod]);
});

test('reads its description from the file that the Google side reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'service-account-'));
  try {
    const file = join(folder, 'federation.json');
    writeFileSync(file, JSON.stringify({ ...KUBERNETES_EXAMPLE, access: 'direct' }));
    const same = new GcpKubernetesServiceAccount({ ...KUBERNETES_EXAMPLE, access: GcpAccess.direct() });
    expect(GcpKubernetesServiceAccount.fromJsonFile(file).configMap).toEqual(same.configMap);
    writeFileSync(file, JSON.stringify({ ...KUBERNETES_EXAMPLE, issuerUri: 'http://x' }));
    expect(() => GcpKubernetesServiceAccount.fromJsonFile(file)).toThrow(`${file}:1:`);
    expect(() => GcpKubernetesServiceAccount.fromJsonFile(`${file}x`)).toThrow(`federation file '${file}x' cannot be read`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('fails when', () => {
  test('the issuer is that of a cluster of the same app, with the way to the literal', () => {
    const stack = accountStack();
    const cluster = new eks.CfnCluster(stack, 'Cluster', { roleArn: 'arn:aws:iam::111122223333:role/eks', resourcesVpcConfig: { subnetIds: [] } });
    expect(() => new GcpKubernetesServiceAccount({ ...KUBERNETES_EXAMPLE, issuerUri: cluster.attrOpenIdConnectIssuerUrl })).toThrow(
      /is known only at deployment: Google needs it at synthesis, so deploy the cluster first, then write out what 'aws eks describe-cluster --name NAME/);
  });

  test('the pod has another service account', () => {
    expect(() => reader.podWithCredentials({ ...SPEC, serviceAccountName: 'other' })).toThrow(
      "serviceAccountName 'other' of the pod is not kubernetesServiceAccount 'gcs-reader': make both equal, or leave it out");
  });

  test.each([undefined, {}, { spec: SPEC }, []])('it is given %j', spec => {
    expect(() => reader.podWithCredentials(spec)).toThrow('this is not the specification of a pod, which has containers');
  });

  test('the pod has the volume already', () => {
    expect(() => reader.podWithCredentials(reader.podWithCredentials(SPEC))).toThrow('this pod has a volume gcp-credentials already');
  });

  test('a container points to other credentials', () => {
    expect(() => reader.podWithCredentials({ containers: [{ name: 'app', env: [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/x' }] }] })).toThrow(
      'container app has GOOGLE_APPLICATION_CREDENTIALS set, and what is set is never overwritten');
  });

  test.each([599, 86_401, 1000.5])('the token would live %d seconds', tokenExpirationSeconds => {
    expect(() => reader.podWithCredentials(SPEC, { tokenExpirationSeconds })).toThrow('is not a lifetime of a token: pass a whole number of seconds from 600 to 86400');
  });
});
