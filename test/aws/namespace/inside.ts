import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Call, NODE_ROLE, Orders, Result } from './orders';
import { readGoogleConfiguration } from '../../../lib/proof';
import { instanceId, roleSession } from '../../../lib/rehearsal/attempts/identities';
import { run } from '../../../lib/rehearsal/client/client-process';
import { Clouds } from '../../../lib/rehearsal/clouds';
import { AwsCredentials, ContainerCredentials, listen, RequestLog } from '../../../lib/rehearsal/emulators';
import { NamespaceForm } from '../../../lib/rehearsal/sandbox';
import { NODE_REMARK } from '../ecs/sidecar/emulator-process';

const ACCOUNT = '111122223333';
const TASK_METADATA = '169.254.170.2';

type Environment = Readonly<Record<string, string>>;

/** Runs inside the namespace: puts up what AWS puts up, starts what the template says, and lets every client call. */
async function inside(orders: Orders): Promise<Result> {
  const resources = Object.values<any>(JSON.parse(readFileSync(join(orders.assembly, orders.template), 'utf8')).Resources);
  const clouds = new Clouds(readGoogleConfiguration(orders.gcp));
  const session = (roleName: string, name: string) => clouds.directory.issue(roleSession({ partition: 'aws', account: ACCOUNT, roleName }, name));
  const form = new NamespaceForm(orders.folder, 'sh');
  clouds.metadata.instance = { availabilityZone: 'eu-central-1a', role: { name: NODE_ROLE, credentials: session(NODE_ROLE, instanceId()) } };
  await form.start(clouds.services);
  // The client for C++ knows no variable for authorities that it trusts; /etc is private here.
  copyFileSync(join(orders.folder, 'authority.crt'), '/etc/ssl/cert.pem');
  if (orders.place !== 'ECS with a reachable node role') execFileSync('ip', ['address', 'delete', '169.254.169.254/32', 'dev', 'lo']);

  const workload = orders.place === 'Lambda'
    ? startFunction(resources, orders.assembly, session('gcs-reader', 'reader'))
    : await startTask(resources, session('gcs-reader', '0123456789abcdef0123456789abcdef'));
  try {
    const calls: Record<string, Call> = {};
    for (const [client, command] of Object.entries(orders.clients)) {
      const mark = clouds.log.mark();
      const variables = { ...workload.environment, ...trust(orders.folder), HOME: join(orders.folder, client.replace(/\W/g, '-')), PATH: '/usr/local/bin:/usr/bin:/bin' };
      mkdirSync(variables.HOME);
      const { code, output, errors } = await run(command, { cwd: '/', environment: variables, timeoutMilliseconds: 60_000 });
      calls[client] = { code, output, errors, log: clouds.log.since(mark) };
    }
    return { calls, sidecarLog: workload.log() };
  } finally {
    await workload.stop();
    await form.close();
  }
}

interface Running {
  readonly environment: Environment;
  log(): string;
  stop(): Promise<void>;
}

/** A function: its layers in /opt, its variables, and those of the runtime. */
function startFunction(resources: any[], assembly: string, credentials: AwsCredentials): Running {
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', '/opt']);
  const layer = join(assembly, resources.find(({ Type }) => Type === 'AWS::Lambda::LayerVersion').Metadata['aws:asset:path']);
  for (const file of readdirSync(layer)) copyFileSync(join(layer, file), join('/opt', file));
  return {
    environment: {
      ...resources.find(({ Type }) => Type === 'AWS::Lambda::Function').Properties.Environment.Variables,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken!,
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
    },
    log: () => '',
    stop: async () => undefined,
  };
}

/** A task: the endpoint of its credentials, the container that serves them, and what another container then sees. */
async function startTask(resources: any[], credentials: AwsCredentials): Promise<Running> {
  execFileSync('ip', ['address', 'add', `${TASK_METADATA}/32`, 'dev', 'lo']);
  const endpoint = { address: TASK_METADATA, path: '/v2/credentials/task', variables: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/task' } };
  const upstream = new ContainerCredentials(endpoint, () => credentials, new RequestLog());
  const listener = await listen(() => upstream, { host: TASK_METADATA, port: 80 });
  const ofEcs = { ...endpoint.variables, AWS_EXECUTION_ENV: 'AWS_ECS_EC2' };
  const [app, sidecar] = ['App', 'gcp-credentials'].map(name => resources.find(({ Type }) => Type === 'AWS::ECS::TaskDefinition')
    .Properties.ContainerDefinitions.find(({ Name }: any) => Name === name));
  const variables = (container: any): Environment => Object.fromEntries(container.Environment.map(({ Name, Value }: any) => [Name, Value]));
  const [, ...args]: string[] = sidecar.EntryPoint;
  const child = spawn(process.execPath, args, { env: { ...variables(sidecar), ...ofEcs }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { log += text; });
  await healthy(child, sidecar.HealthCheck.Command[1], () => log);
  return {
    environment: { ...variables(app), ...ofEcs },
    log: () => log.replace(NODE_REMARK, ''),
    stop: async () => {
      child.kill('SIGKILL');
      await listener.close();
    },
  };
}

/** Waits as ECS does, with the check of the definition. */
async function healthy(child: ChildProcess, check: string, log: () => string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const { code } = await run(['/bin/sh', '-c', check], { cwd: '/', environment: {}, timeoutMilliseconds: 2000 });
    if (code === 0) return;
    if (child.exitCode !== null) break;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`the container is not healthy: ${log()}`);
}

function trust(folder: string): Environment {
  const file = join(folder, 'authority.crt');
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  return { NODE_EXTRA_CA_CERTS: file, REQUESTS_CA_BUNDLE: file, CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: file };
}

void inside(JSON.parse(readFileSync(process.argv[2], 'utf8')) as Orders).then(
  result => process.stdout.write(JSON.stringify(result)),
  (error: Error) => process.stdout.write(JSON.stringify({ error: error.stack })),
);
