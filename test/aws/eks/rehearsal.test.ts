import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GcpAccess, GcpGrant, GcpKubernetesFederationProps, GcpKubernetesServiceAccount } from '../../../lib';
import { POD_TOKEN_PATH } from '../../../lib/federation/installation/installation';
import { KubernetesCluster, TokenRequest } from '../../../lib/rehearsal/emulators';
import { KUBERNETES_EXAMPLE } from '../../federation/example-props';
import { RunningClouds } from '../running-clouds';

const cluster = new KubernetesCluster(KUBERNETES_EXAMPLE.issuerUri);
const props: GcpKubernetesFederationProps = {
  ...KUBERNETES_EXAMPLE, jwksJson: cluster.jwks, grants: [GcpGrant.project('roles/storage.objectViewer')],
};

let running: RunningClouds;
afterEach(async () => running.close());

/** What a container of the pod finds, by the manifests: its variables, and the files of the volume, with a token as it was asked for. */
async function list(description: GcpKubernetesFederationProps, change: Partial<TokenRequest> = {}, of = cluster) {
  running = await RunningClouds.start(description);
  const reader = new GcpKubernetesServiceAccount(description);
  const { containers: [container], volumes: [volume] } = reader.podWithCredentials({ containers: [{ name: 'app' }] });
  const [{ serviceAccountToken: request }, { configMap }] = volume.projected.sources;
  expect(configMap.name).toBe(reader.configMap.metadata.name);
  const { kubernetesNamespace: namespace, kubernetesServiceAccount: serviceAccount } = description;
  const tokenFile = join(running.folder.path, 'token');
  writeFileSync(tokenFile, of.token({ namespace, serviceAccount, ...request, ...change }));
  const file = running.writeReachableConfig(reader.configMap.data[configMap.items[0].key], source => source.replace(POD_TOKEN_PATH, tokenFile));
  const variables = Object.fromEntries(container.env.map(({ name, value }: { name: string; value: string }) => [name, value]));
  return running.list({ PATH: '/usr/local/bin:/usr/bin:/bin', ...variables, GOOGLE_APPLICATION_CREDENTIALS: file });
}

test.each([
  ['as its Google service account', GcpAccess.impersonation({ serviceAccountId: 'gcs-reader', tokenLifetimeSeconds: 900 })],
  ['directly', GcpAccess.direct()],
])('a Google client in a pod lists the bucket %s', async (_, access) => {
  const { ok, data, log } = await list({ ...props, access });
  expect({ ok, data, log }).toMatchObject({ ok: true, data: { items: [{ name: 'hello-from-google-cloud.txt' }] } });
  expect(log).toContainEqual(expect.objectContaining({ standIn: 'Google STS', verdict: 'accepted', identity: expect.stringContaining('/subject/system:serviceaccount:reports:gcs-reader') }));
});

test.each<[string, Partial<TokenRequest>, string]>([
  ['of another service account', { serviceAccount: 'gcs-reader-x' }, 'attribute condition'],
  ['of another namespace', { namespace: 'default' }, 'attribute condition'],
  ['for the API of the cluster', { audience: 'https://kubernetes.default.svc' }, 'token audience'],
  ['of another issuer', { claims: { iss: 'https://issuer.example.com' } }, 'issuer'],
  ['that has expired', { expirationSeconds: -1 }, 'subject token'],
])('a token %s does not get in', async (_, change, step) => {
  const { ok, log } = await list(props, change);
  expect(ok).toBe(false);
  expect(log).toContainEqual(expect.objectContaining({ standIn: 'Google STS', verdict: 'rejected', step }));
});

test('a token that another cluster has signed does not get in', async () => {
  const { ok, log } = await list(props, {}, new KubernetesCluster(KUBERNETES_EXAMPLE.issuerUri));
  expect(ok).toBe(false);
  expect(log).toContainEqual(expect.objectContaining({ standIn: 'Google STS', verdict: 'rejected', step: 'subject token', reason: expect.stringContaining('No key of issuer') }));
});
