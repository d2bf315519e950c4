import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudInit, packages } from './cloud-init';
import { run } from '../../../lib/rehearsal/client/client-process';
import { ClientProgram, NODE_FOLDER } from '../../../lib/rehearsal/client/client-program';
import { CloudServices, GOOGLE_HOSTS, METADATA_ADDRESS } from '../../../lib/rehearsal/sandbox';
import { DISK_SCRIPT, machineScript, PrivateNetwork } from '../../../lib/rehearsal/sandbox/machine';
import { STANDARD_PATH } from '../../../lib/rehearsal/sandbox/shell';
import { testCertificate } from '../../../lib/rehearsal/sandbox/test-certificate';

const STEP_MILLISECONDS_AT_MOST = 180_000;

/**
 * Only what user data asks for may happen: the seed is a folder, and no module configures the machine. The output goes to
 * its file directly, as the `tee` of the package would end with the namespace, perhaps before it has read all.
 */
const SETTINGS = `datasource_list: [NoCloud]
output: {all: '>> /var/log/cloud-init-output.log'}
network: {config: disabled}
syslog_fix_perms: null
cloud_init_modules: [write-files]
cloud_config_modules: [runcmd]
cloud_final_modules: [scripts-user]
`;

/** Lays the configuration of the package `$2` on the disk `$1`, with the settings `$3`. */
const INSTALL = `set -eu
cp -r "$2/etc/cloud" "$1/root/etc/"
printf %s "$3" >"$1/root/etc/cloud/cloud.cfg.d/99-test.cfg"`;

/** Starts the machine `$1` anew, as instance `$2` with the user data of the standard input: what was in memory is gone. */
const REBOOT = `set -eu
rm -rf "$1/root/run"/* "$1/root/tmp"/*
mkdir -p "$1/root/run/lock" "$1/root/var/lib/cloud/seed/nocloud"
printf 'instance-id: %s\\nlocal-hostname: instance\\n' "$2" >"$1/root/var/lib/cloud/seed/nocloud/meta-data"
cat >"$1/root/var/lib/cloud/seed/nocloud/user-data"`;

/** The four stages of a boot, in the order of the services of the package. A failed one does not keep the next from running. */
const STAGES = ['init --local', 'init', 'modules --mode=config', 'modules --mode=final'];

/** How one boot went. */
export interface Boot {
  /** What cloud-init itself says of it. */
  readonly result: { readonly datasource: string; readonly errors: readonly string[] };
  /** What the scripts wrote in this boot. */
  readonly output: string;
  readonly milliseconds: number;
}

/** A machine in namespaces that cloud-init boots. Its disk stays from boot to boot. */
export class CloudInitMachine {
  /** @param services both clouds, as seen from the machine */
  public static async start(tool: CloudInit, services: CloudServices): Promise<CloudInitMachine> {
    const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloud-init-')));
    const trust = join(scratch, 'trust');
    mkdirSync(trust);
    const tls = testCertificate(scratch, GOOGLE_HOSTS);
    copyFileSync(tls.authorityFile, join(trust, 'authority.crt'));
    const google = [services.googleSts, services.iamCredentials, services.cloudStorage];
    const hosts = ['sts', 'iamcredentials', 'storage'].map(name => `${name}.googleapis.com`);
    const network = await PrivateNetwork.start(scratch, [
      { address: METADATA_ADDRESS, port: 80, select: () => services.instanceMetadata },
      { address: '127.0.0.1', port: 443, tls, select: host => google[hosts.indexOf(host)] },
    ]);
    const machine = new CloudInitMachine(tool, scratch, network);
    await machine.beside(DISK_SCRIPT, [`127.0.0.1 localhost instance ${hosts.join(' ')}`]);
    await machine.beside(INSTALL, [tool.folder, SETTINGS]);
    return machine;
  }

  private constructor(private readonly tool: CloudInit, private readonly scratch: string, private readonly network: PrivateNetwork) {}

  /** What is there beside the disk, always the same: a folder that holds something is not laid over. */
  private get view(): string {
    const inPlace = (folder: string) => ({ from: folder, at: folder });
    return machineScript({
      folders: [NODE_FOLDER, ClientProgram.withBundledLibrary().folder].map(inPlace),
      readOnly: [...this.tool.folders, join(this.scratch, 'trust')].map(inPlace),
    });
  }

  /** Boots as an instance with this id and this user data. */
  public async boot(instanceId: string, userData: string): Promise<Boot> {
    await this.beside(REBOOT, [instanceId], userData);
    await this.beside('rm -f "$1/root/var/log/cloud-init-output.log"', []);
    const started = performance.now();
    for (const stage of STAGES) await this.cloudInit(...stage.split(' '));
    return {
      result: JSON.parse(await this.read('/run/cloud-init/result.json')).v1,
      output: await this.read('/var/log/cloud-init-output.log'),
      milliseconds: Math.round(performance.now() - started),
    };
  }

  /** Runs a command of cloud-init. Its exit code does not matter: it reports failed scripts by that too. */
  public async cloudInit(...args: string[]): Promise<string> {
    const { output, errors } = await run(this.network.enter(this.view, [
      '/usr/bin/env', '-i', `PATH=${STANDARD_PATH}`, `PYTHONPATH=${packages(this.tool.folder)}`, 'PYTHONDONTWRITEBYTECODE=1',
      this.tool.python, '-m', 'cloudinit.cmd.main', ...args,
    ]), { cwd: '/', environment: HOST, timeoutMilliseconds: STEP_MILLISECONDS_AT_MOST });
    return output + errors;
  }

  /** The text of a file of the machine; of a file that is not there, nothing. */
  public async read(path: string): Promise<string> {
    return this.beside('[ ! -f "$1/root$2" ] || cat "$1/root$2"', [path]);
  }

  /** Lets a program of this machine, which lies in a folder of the client, run there by a login shell. */
  public async login(program: readonly string[]): Promise<string> {
    const authority = join(this.scratch, 'trust', 'authority.crt');
    const { output, errors } = await run(this.network.enter(this.view, [
      '/usr/bin/env', '-i', 'HOME=/root', `PATH=${STANDARD_PATH}`, `NODE_EXTRA_CA_CERTS=${authority}`, '/bin/sh', '-lc', 'exec "$0" "$@"', ...program,
    ]), { cwd: '/', environment: HOST, timeoutMilliseconds: STEP_MILLISECONDS_AT_MOST });
    return output === '' ? errors : output;
  }

  public async close(): Promise<void> {
    await this.network.close();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  /** Runs a script of this test beside the machine. */
  private async beside(script: string, args: readonly string[], input?: string): Promise<string> {
    const { code, output, errors } = await run(this.network.enter(script, args), {
      cwd: '/', environment: HOST, timeoutMilliseconds: STEP_MILLISECONDS_AT_MOST, input,
    });
    if (code !== 0) throw new Error(`the machine could not be prepared: ${errors.trim()}`);
    return output;
  }
}

const HOST = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
