import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { GcpAccess, GcpFederatedRole, GcpFederationProps, GcpGrant } from '../../lib';
import { GcpFederationStack } from '../../lib/gcp';
import { isDetermined, readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { instanceId, roleSession } from '../../lib/rehearsal/attempts/identities';
import { run, WarmClient } from '../../lib/rehearsal/client/client-process';
import { Clouds } from '../../lib/rehearsal/clouds';
import { LoopbackForm } from '../../lib/rehearsal/sandbox';
import { instance } from '../aws/fixtures';
import { temporaryFolder } from '../proof/temporary-folder';

/** What both clouds must agree on; no value is part of another, so that each can be wrong alone. */
const SHARED = {
  'project id': 'data-platform',
  'project number': '123456789012',
  'AWS account': '111122223333',
  'role name': 'bucket-reader',
  'pool id': 'aws-identities',
  'provider id': 'production',
  'service account': 'storage-user',
};

const PROPS: GcpFederationProps = {
  gcpProjectId: SHARED['project id'],
  gcpProjectNumber: SHARED['project number'],
  awsAccountId: SHARED['AWS account'],
  roleName: SHARED['role name'],
  poolId: SHARED['pool id'],
  providerId: SHARED['provider id'],
  grants: [GcpGrant.project('roles/storage.objectViewer')],
};
const ACCESS = { impersonation: GcpAccess.impersonation({ serviceAccountId: SHARED['service account'] }), direct: GcpAccess.direct() };

/** The files of both outputs, by path. */
type Outputs = Readonly<Record<string, unknown>>;

function synthesize(folder: string, access: GcpAccess): Outputs {
  const props = { ...PROPS, access };
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const stack = new Stack(app, 'Stack', { env: { account: props.awsAccountId, region: 'eu-central-1' } });
  const reader = new GcpFederatedRole(stack, 'Reader', props);
  reader.addToInstance(instance(stack, 'Instance', { role: reader.role }));
  app.synth();
  const terraform = new TerraformApp({ outdir: join(folder, 'cdktf.out') });
  new GcpFederationStack(terraform, 'gcp', props);
  terraform.synth();
  const files = ['cdk.out/manifest.json', 'cdk.out/Stack.metadata.json', 'cdk.out/Stack.template.json', 'cdktf.out/stacks/gcp/cdk.tf.json'];
  return Object.fromEntries(files.map(file => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]));
}

/**
 * What decides about nobody's access: what people read, the order of Terraform and what it compares with Google's
 * answers, the default project, which every resource overrides, and with which roles the CDK deploys.
 */
const DECIDES_NOTHING = [
  /^Stack\.metadata\.json/, /^manifest\.json (?!artifacts\.Stack\.environment$)/,
  /\/\/|^\S+ (?:output|provider)\./, /\.(?:description|display_name|depends_on|postcondition)\b/, /\.google_project_service\./,
];

/** One appearance of a shared value in a file. */
interface Place {
  readonly file: string;
  readonly path: readonly string[];
  readonly at: number;
  readonly value: string;
}

function places(file: string, node: unknown, value: string, path: readonly string[] = []): Place[] {
  if (typeof node === 'string') return [...node.matchAll(new RegExp(value, 'g'))].map(({ index }) => ({ file, path, at: index, value }));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => places(file, child, value, [...path, key]))
    .filter(place => !DECIDES_NOTHING.some(pattern => pattern.test(`${basename(file)} ${place.path.join('.')}`)));
}

/** The same outputs with another last character at one place. */
function broken(outputs: Outputs, { file, path, at, value }: Place): Outputs {
  const copy = structuredClone(outputs) as Record<string, any>;
  const last = path.length - 1;
  const parent = path.slice(0, last).reduce((node, key) => node[key], copy[file]);
  const text: string = parent[path[last]];
  const end = at + value.length - 1;
  parent[path[last]] = text.slice(0, end) + (/\d/.test(text[end]) ? (Number(text[end]) + 1) % 10 : 'x') + text.slice(end + 1);
  return copy;
}

/** What came of it when the instance had booted and a client on it had asked for the bucket of its project. */
interface Outcome {
  readonly answer: unknown;
  /** Who refused, at which check. */
  readonly rejectedBy: readonly string[];
}

async function rehearse(outputs: Outputs, client: WarmClient): Promise<Outcome> {
  const folder = temporaryFolder(outputs);
  const form = new LoopbackForm();
  try {
    const [{ userData, role, account }] = readAwsConfiguration(join(folder.path, 'cdk.out')).instances;
    const clouds = new Clouds(readGoogleConfiguration(join(folder.path, 'cdktf.out')));
    await form.start(clouds.services);
    const booted = await form.boot(userData!.text);
    const roleName = String(isDetermined(role!) && role.name);
    const credentials = clouds.directory.issue(roleSession({ partition: 'aws', account: account!, roleName }, instanceId()));
    clouds.metadata.instance = { availabilityZone: 'eu-central-1a', role: { name: roleName, credentials } };
    const { output } = await run(booted.command(['/usr/bin/env']), { cwd: folder.path, environment: {}, timeoutMilliseconds: 20_000 });
    const environment = Object.fromEntries(output.split('\n').filter(line => line.startsWith('GOOGLE_')).map(line => line.split('=') as [string, string]));
    const bucket = `rehearsal-${environment.GOOGLE_CLOUD_PROJECT}`;
    const answer = await client.ask(form.reach(`https://storage.googleapis.com/storage/v1/b/${bucket}/o`), environment);
    const refused = clouds.log.entries.filter(({ verdict }) => verdict === 'rejected');
    return { answer: answer.ok ? answer.data : answer.message, rejectedBy: refused.map(({ standIn, step }) => `${standIn}: ${step}`) };
  } finally {
    await form.close();
    folder.remove();
  }
}

/** What Terraform would ask Google for and not find: pools of providers and accounts of bindings that nobody makes. */
function notFound(outputs: Outputs): string[] {
  const { resource } = outputs['cdktf.out/stacks/gcp/cdk.tf.json'] as { resource: Record<string, Record<string, any> | undefined> };
  const all = (type: string) => Object.values(resource[type] ?? {});
  const pool = ({ project, workload_identity_pool_id: id }: any) => `${project}/${id}`;
  const made = new Set([
    ...all('google_iam_workload_identity_pool').map(pool),
    ...all('google_service_account').map(({ project, account_id: id }) => `projects/${project}/serviceAccounts/${id}@${project}.iam.gserviceaccount.com`),
  ]);
  const used = [...all('google_iam_workload_identity_pool_provider').map(pool), ...all('google_service_account_iam_member').map(one => one.service_account_id as string)];
  return used.filter(name => !made.has(name));
}

describe.each(Object.keys(ACCESS) as (keyof typeof ACCESS)[])('by %s', access => {
  const folder = temporaryFolder();
  const outputs = synthesize(folder.path, ACCESS[access]);
  let client: WarmClient;
  beforeAll(async () => {
    client = new WarmClient(folder.path);
    await client.ready();
  });
  afterAll(() => {
    client.close();
    folder.remove();
  });

  const all = Object.entries(SHARED).flatMap(([name, value]) => Object.entries(outputs)
    .flatMap(([file, content]) => places(file, content, value).map(place => ({ name, where: `${file} ${place.path.slice(-3).join('.')} at ${place.at}`, place }))));

  test('the outputs as they are let the instance in', async () => {
    expect(notFound(outputs)).toEqual([]);
    expect(await rehearse(outputs, client)).toMatchObject({ answer: { items: [{ name: 'hello-from-google-cloud.txt' }] }, rejectedBy: [] });
  });

  test('each shared value stands in both outputs', () => {
    const found = (folderName: string) => [...new Set(all.filter(({ place: { file } }) => file.startsWith(folderName)).map(({ name }) => name))];
    const inBoth = Object.keys(SHARED).filter(name => access === 'impersonation' || name !== 'service account');
    expect(found('cdk.out')).toEqual(inBoth);
    expect(found('cdktf.out')).toEqual(inBoth);
  });

  test.each(all)('another $name in $where keeps the instance out', async ({ place }) => {
    const changed = broken(outputs, place);
    // Terraform stops, so that there is nobody who could call.
    if (notFound(changed).length > 0) return;
    const { answer, rejectedBy } = await rehearse(changed, client);
    expect(rejectedBy).toHaveLength(1);
    expect(answer).toEqual(expect.any(String));
  });
});
