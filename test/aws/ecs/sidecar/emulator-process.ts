import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { GcpFederatedRole } from '../../../../lib';
import { AwsCredentials, HttpAnswer, HttpListener, HttpRequest, listen } from '../../../../lib/rehearsal/emulators';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { accountStack, federation } from '../../fixtures';
import { container, fargateTask, SIDECAR, variables } from '../fixtures';

/** The endpoint where ECS gives the credentials of the task role. */
export class ContainerCredentials {
  public readonly path = `/v2/credentials/${randomUUID()}`;
  public readonly requests: HttpRequest[] = [];

  constructor(public next: () => HttpAnswer | Promise<HttpAnswer>) {}

  public answer(asked: HttpRequest): HttpAnswer | Promise<HttpAnswer> {
    this.requests.push(asked);
    return asked.method === 'GET' && asked.path === this.path ? this.next() : { status: 404, body: 'not found' };
  }
}

export function credentialsAnswer(credentials: AwsCredentials): HttpAnswer {
  return {
    status: 200,
    body: {
      RoleArn: 'arn:aws:iam::111122223333:role/gcs-reader',
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      Token: credentials.sessionToken,
      Expiration: credentials.expiration!.toISOString().replace(/\.\d+/, ''),
    },
  };
}

export const NODE_REMARK = /^Warning: disabling flag --expose_wasm.*\n/gm;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** An answer with what it says to be. */
export interface TypedAnswer extends Answer {
  readonly type?: string;
}

/**
 * The container with the credentials as its definition is synthesized, run as a process. Two things are moved: the folder
 * and port, and the address at which ECS answers.
 */
export class EmulatorProcess {
  public static async start(
    upstream: ContainerCredentials, environment: (origin: string) => Record<string, string> = () => ({}),
  ): Promise<EmulatorProcess> {
    const listener = await listen(() => upstream);
    const emulator = new EmulatorProcess(listener, await freePort());
    emulator.spawn({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: upstream.path, ...environment(emulator.origin) });
    return emulator;
  }

  public exitCode: number | null | undefined;
  public readonly folder = temporaryFolder();
  private written = '';
  private child!: ChildProcess;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 100 });

  private constructor(private readonly upstream: HttpListener, public readonly port: number) {}

  /** Starts it again in the same folder, as ECS does. */
  public spawn(environment: Readonly<Record<string, string>>): void {
    const stack = accountStack();
    const reader = new GcpFederatedRole(stack, 'Reader', federation);
    reader.addToTaskDefinition(fargateTask(stack, reader));
    const [, ...args]: string[] = container(stack, SIDECAR).EntryPoint;
    this.exitCode = undefined;
    this.child = spawn(process.execPath, args.map(arg => arg.replace('http://169.254.170.2', this.origin)), {
      env: { ...variables(stack, SIDECAR), CDK_GCP_FOLDER: this.folder.path, CDK_GCP_PORT: String(this.port), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => { this.written += text; });
    this.child.once('exit', code => { this.exitCode = code; });
  }

  /** What it writes itself: versions of Node.js before 24 remark on an option. */
  public get log(): string {
    return this.written.replace(NODE_REMARK, '');
  }

  /** Where ECS answers here. */
  public get origin(): string {
    return `http://127.0.0.1:${this.upstream.port}`;
  }

  /** What the health check of the container looks at. */
  public get healthy(): boolean {
    return existsSync(join(this.folder.path, '.healthy'));
  }

  public get credentialConfigFile(): string {
    return join(this.folder.path, 'credential-config.json');
  }

  public get pid(): number {
    return this.child.pid!;
  }

  public get residentMegabytes(): number {
    const status = `/proc/${this.child.pid}/status`;
    const kilobytes = existsSync(status)
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))![1]
      : spawnSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' }).stdout;
    return Number(kilobytes) / 1024;
  }

  public async until(condition: () => boolean, milliseconds = 10_000): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`it did not come to that within ${milliseconds} ms; the log says: ${this.log}`);
      await new Promise(resolve => setTimeout(resolve, 2));
    }
  }

  public async call(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
    const { type: _, ...answer } = await this.callTyped(method, path, headers, body);
    return answer;
  }

  public async callTyped(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<TypedAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent }, response => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => { text += part; });
        response.on('end', () => resolve({ status: response.statusCode!, type: response.headers['content-type'], body: text }));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Sends bytes as they are, then ends the sending side, and gives all that comes back. */
  public async raw(bytes: string | Buffer): Promise<string> {
    return new Promise(resolve => {
      let text = '';
      const socket = connect({ host: '127.0.0.1', port: this.port }, () => socket.end(bytes));
      socket.setEncoding('latin1').on('data', (part: string) => { text += part; });
      socket.on('error', () => undefined).on('close', () => resolve(text));
    });
  }

  public async token(seconds = 300): Promise<string> {
    const { status, body } = await this.call('PUT', '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': String(seconds) });
    if (status !== 200) throw new Error(`no token: ${status}`);
    return body;
  }

  public async get(path: string, token?: string): Promise<Answer> {
    return this.call('GET', `/latest/meta-data/${path}`, { 'x-aws-ec2-metadata-token': token ?? await this.token() });
  }

  public signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  public async stop(): Promise<void> {
    this.agent.destroy();
    this.child.kill('SIGKILL');
    await this.until(() => this.exitCode !== undefined);
    await this.upstream.close();
    this.folder.remove();
  }
}

async function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
