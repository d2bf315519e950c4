import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { ContainerCredentials, HttpListener, HttpService, listen } from '../emulators';
import { ContainersWorkload, Furnished } from '../workloads';
import { findInstallationBlock } from './boot/installation-block';
import { loginShellCommand } from './boot/login-shell';
import { ScratchRoot } from './boot/scratch-root';
import { userDataParts } from './boot/user-data-parts';
import { BootedInstance, CloudServices, LeftOut, RehearsalForm, Surroundings } from './rehearsal-form';
import { CREDENTIAL_CONFIG_VARIABLES, METADATA_EMULATOR } from '../../federation/installation/installation';
import { Background, withNode } from '../client/background';
import { run } from '../client/client-process';

const BOOT_MILLISECONDS_AT_MOST = 20_000;
const PATH = '/usr/local/bin:/usr/bin:/bin';
const EMULATOR = `http://${METADATA_EMULATOR.host}:${METADATA_EMULATOR.port}`;

/** Of the program that serves the credentials of a task: no other runs on the developer's machine. */
export const EMULATOR_SHA256 = '308dcf75c832e1a847f016a841e044b7f31940f01474a6041ff0440bbd3c3ba3';

/**
 * Stand-ins on ports of this machine, and a scratch folder as the root of the instance.
 *
 * Works wherever Node.js does. Only the commands of this library run; the paths in them, and the URLs in a copy of the
 * credential configuration, are rewritten.
 */
export class LoopbackForm implements RehearsalForm {
  readonly name = 'loopback';
  private readonly root = new ScratchRoot();
  private readonly listeners: HttpListener[] = [];
  private sidecar?: Background;
  /** Where each origin of the clouds answers here. */
  private readonly origins = new Map<string, string>();

  get folder(): string {
    return this.root.home;
  }

  async start(services: CloudServices, { containerCredentials }: Surroundings = {}): Promise<void> {
    const byOrigin: [string, HttpService][] = [
      ['http://169.254.169.254', services.instanceMetadata],
      ['https://sts.googleapis.com', services.googleSts],
      ['https://iamcredentials.googleapis.com', services.iamCredentials],
      ['https://storage.googleapis.com', services.cloudStorage],
      ['https://bigquery.googleapis.com', services.bigQuery],
      ['https://cloudresourcemanager.googleapis.com', services.resourceManager],
      ...containerCredentials === undefined ? [] : [[`http://${containerCredentials.endpoint.address}`, containerCredentials] as [string, HttpService]],
    ];
    for (const [origin, service] of byOrigin) {
      const listener = await listen(() => service);
      this.listeners.push(listener);
      this.origins.set(origin, `http://127.0.0.1:${listener.port}`);
    }
  }

  async boot(userData: string): Promise<BootedInstance> {
    const parts = userDataParts(userData).map(({ text }) => findInstallationBlock(text));
    const block = parts.find(found => found !== undefined);
    if (block === undefined) throw new Error('the user data does not hold the commands of cdk-gcp-federation');
    const started = performance.now();
    const { code, errors, timedOut } = await run([`/bin/${block.shell}`, '-c', this.root.rewrite(block.text)], {
      cwd: this.root.home,
      environment: { HOME: this.root.home, PATH },
      timeoutMilliseconds: BOOT_MILLISECONDS_AT_MOST,
    });
    const milliseconds = Math.round(performance.now() - started);
    if (timedOut) throw new Error(`the user data did not end within ${BOOT_MILLISECONDS_AT_MOST} ms`);
    const path = await this.credentialConfigPath();
    if (path === undefined) throw new Error(`the user data exports no GOOGLE_APPLICATION_CREDENTIALS (exit code ${code}): ${errors.trim()}`);
    const credentialConfig = readFileSync(path, 'utf8');
    // The scratch root is a copy of the instance's file system; the original bytes stay with the caller.
    chmodSync(path, 0o644);
    writeFileSync(path, this.reachableConfig(credentialConfig));
    return {
      credentialConfig,
      command: program => loginShellCommand(this.root.path, this.root.home, program),
      notes: [
        ...block.version === undefined ? [] : [`the commands in the user data are of version ${block.version}: those of this version ran with their values`],
        ...block.otherLines === 0 ? [] : [`${block.otherLines} other ${block.otherLines === 1 ? 'line' : 'lines'} of the user data did not run`],
        ...parts.length === 1 ? [] : [`of ${parts.length} parts of the user data only that with our commands was read`],
      ],
      milliseconds,
    };
  }

  async startWithFiles({ variables, files }: Furnished): Promise<BootedInstance> {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    const path = variables[CREDENTIAL_CONFIG_VARIABLES[0]];
    return this.started(path, files[path], mapped(variables, value => Object.hasOwn(files, value) ? this.at(value) : value));
  }

  async startContainers({ sidecar, app }: ContainersWorkload, { endpoint }: ContainerCredentials): Promise<BootedInstance> {
    if (createHash('sha256').update(sidecar.command.at(-1) ?? '').digest('hex') !== EMULATOR_SHA256) {
      throw new LeftOut(`the program of container ${sidecar.name} is not that of this version of cdk-gcp-federation, so it is not run here`);
    }
    const port = await freePort();
    this.origins.set(EMULATOR, `http://${METADATA_EMULATOR.host}:${port}`);
    const upstream = `http://${endpoint.address}`;
    const paths = new Set([...sidecar.mounts, ...app.mounts].map(({ path }) => path));
    const move = (text: string) => [...paths].reduce((moved, path) => moved.replaceAll(path, this.at(path)), text)
      .replaceAll(upstream, this.reach(upstream));
    const started = performance.now();
    const ofPlatform: Record<string, string> = { ...endpoint.variables };
    const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile } = ofPlatform;
    if (tokenFile !== undefined) {
      ofPlatform.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE = this.at(tokenFile);
      this.write(tokenFile, endpoint.authorization ?? '');
    }
    const own = mapped(sidecar.variables, value => value === String(METADATA_EMULATOR.port) ? String(port) : move(value));
    this.sidecar = new Background(withNode(sidecar.command.map(move)), PATH, { ...own, ...mapped(ofPlatform, move) });
    const check = async () => run(sidecar.check.map(move), { cwd: this.root.home, environment: { PATH }, timeoutMilliseconds: 2000 });
    await this.sidecar.until(async () => (await check()).code === 0);
    const milliseconds = Math.round(performance.now() - started);
    const path = app.variables[CREDENTIAL_CONFIG_VARIABLES[0]];
    return { ...this.started(path, readFileSync(this.at(path), 'utf8'), mapped({ ...app.variables, ...ofPlatform }, move)), milliseconds };
  }

  reach(url: string): string {
    const { origin } = new URL(url);
    const here = this.origins.get(origin);
    if (here === undefined) throw new Error(`no stand-in answers for ${origin}`);
    return here + url.slice(origin.length);
  }

  pathForClient(file: string): string {
    return file;
  }

  reachableConfig(credentialConfig: string): string {
    let config: Record<string, unknown>;
    try {
      config = JSON.parse(credentialConfig) as Record<string, unknown>;
    } catch (error) {
      throw new Error(`the credential configuration is not JSON: ${(error as Error).message}`);
    }
    const source = { ...config.credential_source as Record<string, unknown> };
    const rewrite = (values: Record<string, unknown>, names: string[]) => {
      for (const name of names) {
        if (typeof values[name] === 'string') values[name] = this.reach(values[name]);
      }
    };
    rewrite(source, ['region_url', 'url', 'imdsv2_session_token_url']);
    if (typeof source.file === 'string') source.file = this.at(source.file);
    rewrite(config, ['token_url', 'token_info_url', 'service_account_impersonation_url']);
    return JSON.stringify({
      ...config,
      credential_source: source,
      cloud_resource_manager_url: this.reach('https://cloudresourcemanager.googleapis.com/v1/projects/'),
    }, null, 2);
  }

  async keep(folder: string): Promise<void> {
    cpSync(this.root.path, folder, { recursive: true });
  }

  async close(): Promise<void> {
    this.sidecar?.stop();
    await Promise.all(this.listeners.map(async listener => listener.close()));
    this.root.remove();
  }

  /** A program that sees these variables, and in place of the file at `path` a copy with the URLs of this form. */
  private started(path: string, credentialConfig: string, variables: Readonly<Record<string, string>>): BootedInstance {
    this.write(path, this.reachableConfig(credentialConfig));
    const environment = Object.entries({ HOME: this.root.home, PATH, ...variables }).map(([name, value]) => `${name}=${value}`);
    return { credentialConfig, notes: [], milliseconds: 0, command: program => ['/usr/bin/env', '-i', ...environment, ...program] };
  }

  private at(path: string): string {
    const moved = join(this.root.path, path);
    if (!moved.startsWith(`${this.root.path}/`)) throw new Error(`path '${path}' leads out of the scratch folder, so it is not written: leave '..' out`);
    return moved;
  }

  private write(path: string, text: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }

  /** Where a program on the instance would look. */
  private async credentialConfigPath(): Promise<string | undefined> {
    const print = ['/bin/sh', '-c', 'printf %s "${GOOGLE_APPLICATION_CREDENTIALS-}"'];
    const { output } = await run(loginShellCommand(this.root.path, this.root.home, print), {
      cwd: this.root.home, environment: {}, timeoutMilliseconds: BOOT_MILLISECONDS_AT_MOST,
    });
    return output === '' ? undefined : output;
  }
}

function mapped(variables: Readonly<Record<string, string>>, map: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, map(value)]));
}

async function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, METADATA_EMULATOR.host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
