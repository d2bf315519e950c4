import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpFederatedRole, GcpSubject } from '../../../lib';
import { EMULATOR } from '../../../lib/aws/ecs/sidecar/container';
import { resolveFederation } from '../../../lib/federation/federation';
import { credentialConfig } from '../../../lib/federation/installation/credential-config';
import { ACCOUNT, accountStack, federation } from '../fixtures';

const PATH = '/etc/cdk-gcp/credential-config.json';
const MOUNT = { name: 'gcp-credentials', mountPath: '/etc/cdk-gcp', readOnly: true };

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const SPEC = {
  serviceAccountName: 'reader',
  containers: [
    { name: 'app', image: 'example.com/app', env: [{ name: 'MODE', value: 'test' }], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    { name: 'other', image: 'example.com/other' },
  ],
  initContainers: [{ name: 'prepare', image: 'example.com/prepare' }],
  volumes: [{ name: 'data', emptyDir: {} }],
};

test('every container reads the configuration and keeps what it has', () => {
  const before = structuredClone(SPEC);
  const pod = reader.podWithCredentials(SPEC);
  expect(SPEC).toEqual(before);
  const variables = [
    { name: 'GOOGLE_APPLICATION_CREDENTIALS', value: PATH }, { name: 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE', value: PATH }, { name: 'GOOGLE_CLOUD_PROJECT', value: 'my-gcp-project' },
    { name: 'CLOUDSDK_CORE_PROJECT', value: 'my-gcp-project' },
  ];
  expect(pod).toMatchObject({ serviceAccountName: 'reader', volumes: [{ name: 'data', emptyDir: {} }, { name: 'gcp-credentials', emptyDir: {} }] });
  expect(pod.containers).toEqual([
    { name: 'app', image: 'example.com/app', env: [{ name: 'MODE', value: 'test' }, ...variables], volumeMounts: [{ name: 'data', mountPath: '/data' }, MOUNT] },
    { name: 'other', image: 'example.com/other', env: variables, volumeMounts: [MOUNT] },
  ]);
  expect(pod.initContainers.map(({ name }: any) => name)).toEqual(['gcp-credentials', 'prepare']);
  expect(pod.initContainers[1]).toEqual({ name: 'prepare', image: 'example.com/prepare', env: variables, volumeMounts: [MOUNT] });
});

test('the container with the credentials starts first, goes on running and holds back the others until it is healthy', () => {
  const { initContainers: [sidecar] } = reader.podWithCredentials(SPEC, { image: 'example.com/node@sha256:0' });
  expect(sidecar).toMatchObject({
    image: 'example.com/node@sha256:0',
    command: EMULATOR.command,
    restartPolicy: 'Always',
    startupProbe: { exec: { command: ['/bin/sh', '-c', '[ -f /etc/cdk-gcp/.healthy ]'] } },
    volumeMounts: [{ name: 'gcp-credentials', mountPath: '/etc/cdk-gcp' }],
  });
  expect(Object.fromEntries(sidecar.env.map(({ name, value }: any) => [name, value]))).toEqual({
    CDK_GCP_CREDENTIAL_CONFIG: credentialConfig(resolveFederation(federation), 'metadata-emulator'),
    CDK_GCP_FOLDER: '/etc/cdk-gcp',
    CDK_GCP_PORT: '16925',
    CDK_GCP_REGION: 'eu-central-1',
  });
});

test('the container with the credentials meets the restricted Pod Security Standard', () => {
  const { initContainers: [{ securityContext }] } = reader.podWithCredentials(SPEC);
  expect(securityContext).toMatchObject({
    allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('a container that is named is left as it is, and a project that is set stands', () => {
  const spec = { containers: [{ name: 'mesh' }, { name: 'app', env: [{ name: 'GOOGLE_CLOUD_PROJECT', value: 'another-project' }] }] };
  const { containers: [mesh, app] } = reader.podWithCredentials(spec, { excludeContainers: ['mesh'] });
  expect(mesh).toEqual({ name: 'mesh' });
  expect(app.env.filter(({ name }: any) => name === 'GOOGLE_CLOUD_PROJECT')).toEqual([{ name: 'GOOGLE_CLOUD_PROJECT', value: 'another-project' }]);
});

test('the role trusts EKS Pod Identity, once', () => {
  reader.podWithCredentials(SPEC);
  reader.podWithCredentials(SPEC);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [{ Action: ['sts:AssumeRole', 'sts:TagSession'], Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' } }] },
  });
});

describe('with IAM roles for service accounts', () => {
  const trustOf = (of: Stack) => Object.values(Template.fromStack(of).findResources('AWS::IAM::Role'))[0].Properties.AssumeRolePolicyDocument.Statement;

  test('the pod is the same, and the trust policy stays that of the cluster', () => {
    const arn = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
    const provider = iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'Provider', arn);
    const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
    const conditions = { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: 'system:serviceaccount:default:reader' } };
    const own = accountStack();
    const irsa = new GcpFederatedRole(own, 'Irsa', { ...federation, assumedBy: new iam.OpenIdConnectPrincipal(provider, conditions) });
    expect(irsa.podWithCredentials(SPEC, { irsa: true })).toEqual(reader.podWithCredentials(SPEC));
    expect(trustOf(own)).toEqual([{ Action: 'sts:AssumeRoleWithWebIdentity', Condition: conditions, Effect: 'Allow', Principal: { Federated: arn } }]);
  });

  test('the role of an eks.ServiceAccount is taken under its name as deployed, and left as it is', () => {
    const own = accountStack();
    const cluster = eksV2.Cluster.fromClusterAttributes(own, 'Cluster', {
      clusterName: 'my-cluster',
      openIdConnectProvider: iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(own, 'Provider', 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/E'),
      kubectlProvider: eksV2.KubectlProvider.fromKubectlProviderAttributes(own, 'Kubectl', { serviceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:k', role: undefined as never }),
    });
    const { role } = cluster.addServiceAccount('Account', { name: 'reader' });
    new GcpFederatedRole(own, 'Irsa', { ...federation, role, roleName: `Stack-${'x'.repeat(58)}` }).podWithCredentials(SPEC, { irsa: true });
    expect(trustOf(own)).toHaveLength(1);
    expect(trustOf(own)[0].Action).toBe('sts:AssumeRoleWithWebIdentity');
  });

  test.each(['aws', 'aws-us-gov'])('the longest name of a role leaves room for the session name: %s', awsPartition => {
    const own = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: awsPartition === 'aws' ? 'eu-central-1' : 'us-gov-west-1' } });
    const longest = new GcpFederatedRole(own, 'Long', { ...federation, awsPartition, roleName: 'r'.repeat(64) });
    expect(() => longest.podWithCredentials(SPEC, { irsa: true })).not.toThrow();
  });
});

describe('fails when', () => {
  const sidecarless = () => Template.fromStack(stack).toJSON();

  test.each([undefined, {}, { spec: SPEC }, []])('it is given %j', spec => {
    expect(() => reader.podWithCredentials(spec)).toThrow('this is not the specification of a pod, which has containers');
  });

  test('the pod uses the network of its node, and nothing is changed', () => {
    const before = sidecarless();
    expect(() => reader.podWithCredentials({ ...SPEC, hostNetwork: true })).toThrow('this pod has hostNetwork, so it shares loopback with the node');
    expect(sidecarless()).toEqual(before);
  });

  test('the pod has the container already', () => {
    expect(() => reader.podWithCredentials(reader.podWithCredentials(SPEC))).toThrow('this pod has a container gcp-credentials already');
  });

  test.each(['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'])('a container has %s set', name => {
    expect(() => reader.podWithCredentials({ containers: [{ name: 'app', env: [{ name, valueFrom: {} }] }] })).toThrow(`container app has ${name} set, and what is set is never overwritten`);
  });

  test('the name of the role leaves no room for the session name', () => {
    const long = (props: object) => new GcpFederatedRole(accountStack(), 'Long', { ...federation, roleName: 'r'.repeat(24), ...props });
    expect(() => long({}).podWithCredentials(SPEC)).toThrow('128 bytes long with the 64-character session names of eks, Google allows 127: shorten the name to 23 characters, or pass subject: GcpSubject.userId()');
    expect(() => long({ subject: GcpSubject.userId() }).podWithCredentials(SPEC)).not.toThrow();
  });
});
