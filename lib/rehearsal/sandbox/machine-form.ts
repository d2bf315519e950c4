import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHELL_SCRIPT, userDataParts } from './boot/user-data-parts';
import { DISK_SCRIPT, KEEP_SCRIPT, machineScript, MachineView, PrivateNetwork, ShownFolder, Volume } from './machine';
import { STANDARD_PATH } from './shell';
import { Background, withNode } from '../client/background';
import { Ran, run } from '../client/client-process';
import { ClientProgram, NODE_FOLDER } from '../client/client-program';
import { ContainerCredentials, HttpService } from '../emulators';
import { ContainersWorkload, Furnished } from '../workloads';
import { GOOGLE_HOSTS, METADATA_ADDRESS } from './namespace';
import { BootedInstance, CloudServices, RehearsalForm, Surroundings } from './rehearsal-form';
import { testCertificate } from './test-certificate';

const STEP_MILLISECONDS_AT_MOST = 30_000;
const SCRIPTS = '/var/lib/cloud/instance/scripts';

/** Writes a file of the standard input, and makes it executable. */
const WRITE_SCRIPT = 'mkdir -p "$1/root${2%/*}" && cat >"$1/root$2" && chmod 700 "$1/root$2"';
/** The same from within the machine. */
const WRITE_THERE = 'mkdir -p "${1%/*}" && cat >"$1"';
/** As cloud-init does: every part runs, whatever became of the one before. */
const RUN_PARTS = 'exec 2>&1; code=0; for part; do "$part" || code=$?; done; exit $code';

/** Where the machine shows what the rehearsal itself needs there: a path at which no workload has anything of its own. */
export const OWN_PLACE = '/.cdk-gcp-federation-rehearsal';

/** Variables that may lead to credentials of whoever rehearses. */
const PRIVATE_PLACES = [
  'HOME', 'CLOUDSDK_CONFIG', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'GOOGLE_APPLICATION_CREDENTIALS', 'KUBECONFIG', 'DOCKER_CONFIG', 'NETRC', 'SSH_AUTH_SOCK',
];

export interface MachineFormOptions {
  /** After how many seconds user data that does not end is ended. @default 60 */
  readonly userDataSeconds?: number;
}

/**
 * A machine in namespaces: all of the user data runs, byte for byte, as root of a system of its own, with nothing of
 * this machine but its programs. The addresses and host names of both clouds are those of the stand-ins, and no other
 * can be reached.
 */
export class MachineForm implements RehearsalForm {
  readonly name = 'namespace';
  private readonly scratch: string;
  private network?: PrivateNetwork;
  private sidecar?: Background;
  private client?: ClientProgram;
  private readonly removeAtExit: () => void;

  constructor(private readonly options: MachineFormOptions = {}) {
    this.scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cdk-gcp-federation-')));
    this.removeAtExit = () => rmSync(this.scratch, { recursive: true, force: true });
    process.once('exit', this.removeAtExit);
    mkdirSync(this.folder);
  }

  /** What clients can read. */
  get folder(): string {
    return join(this.scratch, 'shared');
  }

  async start(services: CloudServices, { instanceMetadata = true, containerCredentials, client }: Surroundings = {}): Promise<void> {
    this.client = client ?? ClientProgram.withBundledLibrary();
    const byHost: Readonly<Record<string, HttpService>> = {
      'sts.googleapis.com': services.googleSts,
      'iamcredentials.googleapis.com': services.iamCredentials,
      'storage.googleapis.com': services.cloudStorage,
      'bigquery.googleapis.com': services.bigQuery,
      'cloudresourcemanager.googleapis.com': services.resourceManager,
    };
    const tls = testCertificate(this.scratch, GOOGLE_HOSTS);
    copyFileSync(tls.authorityFile, this.authority);
    this.network = await PrivateNetwork.start(this.scratch, [
      ...instanceMetadata ? [{ address: METADATA_ADDRESS, port: 80, select: () => services.instanceMetadata }] : [],
      ...containerCredentials === undefined ? [] : [{ address: containerCredentials.endpoint.address, port: 80, select: () => containerCredentials }],
      { address: '127.0.0.1', port: 443, tls, select: host => byHost[host] },
    ]);
    await this.inside(DISK_SCRIPT, [`127.0.0.1 localhost instance ${GOOGLE_HOSTS.join(' ')}`]);
  }

  async boot(userData: string): Promise<BootedInstance> {
    const parts = userDataParts(userData);
    const scripts: string[] = [];
    const notes: string[] = [];
    for (const [index, { text, type }] of parts.entries()) {
      if (type === SHELL_SCRIPT && text.startsWith('#!')) {
        scripts.push(`${SCRIPTS}/part-${String(index + 1).padStart(3, '0')}`);
        await this.inside(WRITE_SCRIPT, [scripts.at(-1)!], text);
      } else {
        notes.push(`part ${index + 1} of the user data (${type}) did not run: only scripts do here`);
      }
    }
    if (scripts.length === 0) throw new Error("cloud-init would not run this user data: no part of it begins with '#!'");
    const started = performance.now();
    const seconds = this.options.userDataSeconds ?? 60;
    const before = new Set(this.network!.unreachedHosts);
    const ran = await this.run(this.command(['/bin/sh', '-c', RUN_PARTS, 'sh', ...scripts], {}, {}), undefined, seconds * 1000);
    const milliseconds = Math.round(performance.now() - started);
    const { output } = await this.run(this.login(['/bin/sh', '-c', 'cat -- "$GOOGLE_APPLICATION_CREDENTIALS"']));
    const unreachedHosts = [...this.network!.unreachedHosts].filter(host => !before.has(host));
    const userDataRun = { exitCode: ran.code, timedOut: ran.timedOut, output: ran.output, unreachedHosts };
    return { credentialConfig: output, command: program => this.login(program), notes, milliseconds, userData: userDataRun };
  }

  async startWithFiles({ variables, files }: Furnished): Promise<BootedInstance> {
    for (const [path, text] of Object.entries(files)) await this.write(path, text);
    return this.started(variables, []);
  }

  async startContainers({ sidecar, app }: ContainersWorkload, { endpoint }: ContainerCredentials): Promise<BootedInstance> {
    const started = performance.now();
    const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile } = endpoint.variables;
    if (tokenFile !== undefined) await this.write(tokenFile, endpoint.authorization ?? '');
    const variables = { ...sidecar.variables, ...endpoint.variables };
    const view = { ...this.clientView(), volumes: sidecar.mounts };
    this.sidecar = new Background(this.command(withNode(sidecar.command), variables, view), HOST_PATH);
    await this.sidecar.until(async () => (await this.run(this.command(sidecar.check, {}, view))).code === 0);
    const milliseconds = Math.round(performance.now() - started);
    return { ...await this.started({ ...app.variables, ...endpoint.variables }, app.mounts), milliseconds };
  }

  reach(url: string): string {
    return url;
  }

  pathForClient(file: string): string {
    const shown = this.shownFolders.find(({ from }) => file === from || file.startsWith(`${from}/`));
    return shown === undefined ? file : shown.at + file.slice(shown.from.length);
  }

  reachableConfig(credentialConfig: string): string {
    return credentialConfig;
  }

  async keep(folder: string): Promise<void> {
    await this.inside(KEEP_SCRIPT, [folder]);
  }

  async close(): Promise<void> {
    this.sidecar?.stop();
    await this.network?.close();
    process.off('exit', this.removeAtExit);
    this.removeAtExit();
  }

  private get authority(): string {
    return join(this.folder, 'authority.crt');
  }

  /** What of this machine programs of the rehearsal see: out of the way of volumes and of what user data writes. */
  private get shownFolders(): readonly ShownFolder[] {
    return [
      { from: this.folder, at: `${OWN_PLACE}/shared` },
      { from: this.client!.folder, at: `${OWN_PLACE}/client` },
      { from: NODE_FOLDER, at: `${OWN_PLACE}/node` },
    ];
  }

  /** The command line that runs a program on the machine. */
  private command(program: readonly string[], environment: Readonly<Record<string, string>>, view: MachineView): string[] {
    const variables = Object.entries({ HOME: '/root', PATH: STANDARD_PATH, ...environment }).map(([name, value]) => `${name}=${value}`);
    return this.network!.enter(machineScript({ ...view, hidden: hiddenPlaces() }), ['/usr/bin/env', '-i', ...variables, ...program.map(word => this.pathForClient(word))]);
  }

  private async write(path: string, text: string): Promise<void> {
    await this.finish(this.command(['/bin/sh', '-c', WRITE_THERE, 'sh', path], {}, {}), text);
  }

  /** A program that sees these variables, as the platform starts it. */
  private async started(variables: Readonly<Record<string, string>>, volumes: readonly Volume[]): Promise<BootedInstance> {
    const command = (program: readonly string[]) => this.command(program, { ...variables, ...this.trust }, { ...this.clientView(), volumes });
    const { output } = await this.run(command(['/bin/sh', '-c', 'cat -- "$GOOGLE_APPLICATION_CREDENTIALS"']));
    return { credentialConfig: output, command, notes: [], milliseconds: 0 };
  }

  /** A login shell reads the profile, as it does on the instance; the client and what it trusts come from this machine. */
  private login(program: readonly string[]): string[] {
    return this.command(['/bin/sh', '-lc', 'exec "$0" "$@"', ...program], this.trust, this.clientView());
  }

  private get trust(): Readonly<Record<string, string>> {
    const authority = this.pathForClient(this.authority);
    return { NODE_EXTRA_CA_CERTS: authority, REQUESTS_CA_BUNDLE: authority, CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: authority };
  }

  private clientView(): MachineView {
    const [shared, ...programs] = this.shownFolders;
    return { folders: programs, readOnly: [shared] };
  }

  /** Runs a script of our own beside the machine. */
  private async inside(script: string, args: readonly string[], input?: string): Promise<void> {
    await this.finish(this.network!.enter(script, args), input);
  }

  private async run(command: readonly string[], input?: string, timeoutMilliseconds = STEP_MILLISECONDS_AT_MOST): Promise<Ran> {
    return run(command, { cwd: '/', environment: { PATH: HOST_PATH }, timeoutMilliseconds, input });
  }

  private async finish(command: readonly string[], input?: string): Promise<void> {
    const { code, errors } = await this.run(command, input);
    if (code !== 0) throw new Error(`the machine of the rehearsal could not be made: ${errors.trim()}`);
  }
}

const HOST_PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

function hiddenPlaces(): string[] {
  return PRIVATE_PLACES.map(name => process.env[name] ?? '').filter(path => /^\/[^/]+\/./.test(path));
}
