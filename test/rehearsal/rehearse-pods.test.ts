import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inNamespaces } from './in-namespaces';
import { readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { LoopbackForm, MachineForm, rehearse, RehearsalForm, RehearsalReport } from '../../lib/rehearsal';
import { KubernetesCluster } from '../../lib/rehearsal/emulators';
import { outputsOf, synthesize } from '../examples/run';
import { temporaryFolder } from '../proof/temporary-folder';

const EXAMPLE = 'eks-oidc.ts';
const EMAIL = 'gcs-reader-203f6413@my-gcp-project.iam.gserviceaccount.com';
const SUBJECT = 'system:serviceaccount:reports:gcs-reader';
const ISSUER = 'https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const POOL = 'iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/eks-identity-pool';
const POD = 'manifests/Manifest/Deployment/gcs-reader';
const SIGNED = 'the tokens of pods were signed by stand-ins for their clusters: that Google can fetch the keys of the real ones was not tried';

const folder = temporaryFolder();
let manifests: string;
let google: string;

beforeAll(() => {
  mkdirSync(join(folder.path, EXAMPLE)); // no AWS CDK takes part, which would make it
  manifests = synthesize([EXAMPLE], folder.path);
  const written = readdirSync(outputsOf(EXAMPLE, folder.path).gcp, { recursive: true, encoding: 'utf8' }).find(file => file.endsWith('.tf.json'))!;
  google = readFileSync(join(outputsOf(EXAMPLE, folder.path).gcp, written), 'utf8');
}, 60_000);
afterAll(folder.remove);

type Change = (text: string) => string;
const same: Change = text => text;
const replaced = (from: string | RegExp, to: string): Change => text => {
  const changed = text.replaceAll(from, to);
  expect(changed).not.toBe(text);
  return changed;
};
/** A change of what stands under a key of an object, wherever that is. */
const set = (key: string, value: unknown): Change => text => {
  let count = 0;
  const changed = JSON.stringify(JSON.parse(text, (name, old: unknown) => {
    if (name !== key) return old;
    count++;
    return value;
  }));
  expect(count).toBeGreaterThan(0);
  return changed;
};

async function rehearsal(
  changeAws: Change = same, changeGoogle: Change = same, form: () => RehearsalForm = () => new LoopbackForm(),
): Promise<RehearsalReport> {
  const outputs = temporaryFolder({ 'manifests.json': JSON.parse(changeAws(manifests)) as object, 'gcp/cdk.tf.json': JSON.parse(changeGoogle(google)) as object });
  const awsPath = join(outputs.path, 'manifests.json');
  try {
    return await rehearse({ aws: readAwsConfiguration(awsPath), awsPaths: [awsPath], google: readGoogleConfiguration(join(outputs.path, 'gcp')), form });
  } finally {
    outputs.remove();
  }
}

const ALIKE: [string, string][] = [
  ["the service account of the same name in namespace 'reports-x'", 'attribute condition'],
  ["the service account of the same name in namespace 'x-reports'", 'attribute condition'],
  ['a service account that starts alike', 'attribute condition'],
  ['a service account that ends alike', 'attribute condition'],
  ['a service account whose name holds the name', 'attribute condition'],
  ['the default service account of the namespace', 'attribute condition'],
  ['a service account with the two names exchanged', 'attribute condition'],
  ['the default service account', 'attribute condition'],
  ['a service account of the cluster itself', 'attribute condition'],
  ['a node', 'attribute condition'],
];
const OTHERS: [string, string][] = [
  ...ALIKE,
  ['the same service account of another cluster', 'issuer'],
  ['the same service account, by its token for the API of the cluster', 'token audience'],
  ['the same service account, by its token for AWS', 'token audience'],
  ['a client that names another audience', 'audience'],
  ['a token with the same claims, signed by a key of another cluster', 'subject token'],
  ['a token with the signature of another', 'subject token'],
  ['a token that expired a minute ago', 'subject token'],
];

function expectFits(report: RehearsalReport): void {
  const [{ attempts, ...workload }] = report.workloads;
  expect(workload).toEqual({
    workload: POD, kind: 'kubernetes-pod', subject: SUBJECT, audience: `//${POOL}/providers/eks-provider`, libraryVersion: expect.stringMatching(/^\d+\./),
  });
  expect(attempts[0]).toMatchObject({ who: POD, expected: 'admitted', outcome: 'admitted', as: EMAIL });
  expect(attempts.slice(1).map(({ who, outcome, standIn, step }) => [who, outcome, standIn, step])).toEqual(OTHERS.map(([who, step]) => [who, 'rejected', 'Google STS', step]));
  expect(report.matches).toBe(true);
}

test('outputs that fit: the pod gets in by the token of its cluster, everybody else is refused by the check that ought to', async () => {
  const report = await rehearsal();
  expectFits(report);
  expect(report.notes).toEqual([SIGNED]);
  expect(report.workloads[0].attempts[0].requests.map(({ standIn, verdict, identity }) => [standIn, verdict, identity]).slice(0, 2)).toEqual([
    ['Google STS', 'accepted', `principal://${POOL}/subject/${SUBJECT}`], ['IAM credentials', 'accepted', EMAIL],
  ]);
  expect(JSON.stringify(report)).not.toMatch(/ya29\.|eyJ/);
}, 60_000);

test('the pod lists what a grant on the project lets it', async () => {
  const role = { viewer: { project: 'my-gcp-project', role: 'roles/storage.objectViewer', member: `serviceAccount:${EMAIL}` } };
  const report = await rehearsal(same, text => {
    const { resource, ...rest } = JSON.parse(text) as { resource: object };
    return JSON.stringify({ ...rest, resource: { ...resource, google_project_iam_member: role } });
  });
  expect(report.workloads[0].attempts[0]).toMatchObject({ outcome: 'admitted', as: EMAIL, listed: ['hello-from-google-cloud.txt'] });
}, 60_000);

// Every one of these differs from outputs that fit in one value.
test.each<[string, Change, Change, object]>([
  ['the pod has another service account', set('serviceAccountName', 'other'), same, { standIn: 'Google STS', step: 'attribute condition' }],
  ['the pod is in another namespace', set('namespace', 'other'), same, { standIn: 'Google STS', step: 'attribute condition' }],
  ['the token is for another audience', set('audience', 'sts.amazonaws.com'), same, { standIn: 'Google STS', step: 'token audience' }],
  ['the token lives longer than Google allows', set('expirationSeconds', 90_000), same, { standIn: 'Google STS', step: 'subject token' }],
  ['the cluster is another', set('cdk-gcp-federation/issuer-uri', `${ISSUER}-2`), same, { standIn: 'Google STS', step: 'issuer' }],
  ['the token lies in another file', replaced('"path": "token"', '"path": "other"'), same, { outcome: 'depends' }],
  ['the provider trusts another cluster', same, set('issuer_uri', `${ISSUER}-2`), { standIn: 'Google STS', step: 'issuer' }],
  ['the provider has another id', same, set('workload_identity_pool_provider_id', 'other'), { standIn: 'Google STS', step: 'audience' }],
  ['the condition admits another', same, set('attribute_condition', "assertion.sub == 'system:serviceaccount:reports:other'"), { step: 'attribute condition' }],
  ['the binding is for another', same, replaced(`/subject/${SUBJECT}`, `/subject/${SUBJECT}-2`), { standIn: 'IAM credentials', step: 'member' }],
])('does not fit when %s', async (_, changeAws, changeGoogle, attempt) => {
  const report = await rehearsal(changeAws, changeGoogle);
  expect(report.workloads[0].attempts[0]).toMatchObject({ outcome: 'rejected', ...attempt });
  expect(report.matches).toBe(false);
}, 60_000);

test('a member for the whole pool, without condition, admits everybody in the cluster, and nobody beside', async () => {
  const report = await rehearsal(same, text => set('attribute_condition', undefined)(replaced(`principal://${POOL}/subject/${SUBJECT}`, `principalSet://${POOL}/*`)(text)));
  const [own, ...others] = report.workloads[0].attempts;
  expect(own.outcome).toBe('admitted');
  expect(others.filter(({ outcome }) => outcome === 'admitted').map(({ who }) => who)).toEqual(ALIKE.map(([who]) => who));
  expect(report.matches).toBe(false);
}, 60_000);

test('keys that are uploaded make way for those of the stand-in, which is said', async () => {
  const report = await rehearsal(same, set('oidc', { issuer_uri: ISSUER, jwks_json: new KubernetesCluster(ISSUER).jwks }));
  expect(report.matches).toBe(true);
  expect(report.notes).toContainEqual(expect.stringMatching(/^google_iam_workload_identity_pool_provider\.\w+: only the cluster has the private keys to its jwks_json, so .* was not tried$/));
}, 60_000);

test('where the manifest does not tell the issuer, that of the provider is taken, and said so', async () => {
  const report = await rehearsal(set('annotations', {}));
  expectFits(report);
  expect(report.notes).toContain(`${POD}: the manifest does not tell the issuer of its cluster; ${ISSUER}, which the Google side trusts, was taken`);
  const unknown = await rehearsal(set('annotations', {}), set('workload_identity_pool_provider_id', 'other'));
  expect(unknown).toMatchObject({ matches: false, workloads: [{ attempts: [{ outcome: 'depends', reason: expect.stringMatching(/^the manifest does not tell the issuer/) }] }] });
}, 60_000);

test.each<[string, Change, Change, RegExp]>([
  ['the configuration is not where the variable points to', set('mountPath', '/elsewhere'), same, /none of its containers has a file of a ConfigMap where its GOOGLE_APPLICATION_CREDENTIALS points to/],
])('fails when %s', async (_, changeAws, changeGoogle, message) => {
  await expect(rehearsal(changeAws, changeGoogle)).rejects.toThrow(message);
});

test('does not match when the provider names no issuer', async () => {
  const { matches, workloads: [workload] } = await rehearsal(same, set('oidc', undefined));
  expect(matches).toBe(false);
  expect(workload.attempts[0]).toMatchObject({ expected: 'admitted', outcome: 'rejected', reason: expect.stringContaining('it names no issuer') });
});

inNamespaces('in the namespace form', () => {
  test('the pod gets in with its files byte for byte, and nobody else', async () => {
    expectFits(await rehearsal(same, same, () => new MachineForm()));
  }, 120_000);
});
