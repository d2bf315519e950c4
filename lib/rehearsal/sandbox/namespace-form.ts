import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../client/client-process';
import { HttpListener, HttpService, listen } from '../emulators';
import { GOOGLE_HOSTS, METADATA_ADDRESS } from './namespace';
import { BootedInstance, CloudServices, RehearsalForm } from './rehearsal-form';
import { testCertificate } from './test-certificate';

const BOOT_MILLISECONDS_AT_MOST = 30_000;

/**
 * The synthesized artifacts byte for byte: to be used by a program that runs under `namespaceCommand`, where the
 * metadata address and Google's host names belong to the stand-ins.
 *
 * All of the user data runs, as root of the namespace. Of the file system only /etc and /run are private, so this is
 * for user data that one trusts.
 */
export class NamespaceForm implements RehearsalForm {
  readonly name = 'network namespace';
  private readonly listeners: HttpListener[] = [];
  /** What clients need to trust the stand-ins; nothing else is changed for them. */
  private trust: Readonly<Record<string, string>> = {};

  /**
   * @param folder a private folder for this rehearsal
   * @param shell the interpreter of the user data
   */
  constructor(readonly folder: string, private readonly shell: 'bash' | 'sh') {
    mkdirSync(folder, { recursive: true });
  }

  async start(services: CloudServices): Promise<void> {
    const byHost: Readonly<Record<string, HttpService>> = {
      'sts.googleapis.com': services.googleSts,
      'iamcredentials.googleapis.com': services.iamCredentials,
      'storage.googleapis.com': services.cloudStorage,
      'bigquery.googleapis.com': services.bigQuery,
      'cloudresourcemanager.googleapis.com': services.resourceManager,
    };
    const { cert, key, authorityFile } = testCertificate(this.folder, GOOGLE_HOSTS);
    this.trust = {
      NODE_EXTRA_CA_CERTS: authorityFile, REQUESTS_CA_BUNDLE: authorityFile, CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: authorityFile,
    };
    this.listeners.push(await listen(() => services.instanceMetadata, { host: METADATA_ADDRESS, port: 80 }));
    this.listeners.push(await listen(host => byHost[host], { port: 443, tls: { cert, key } }));
  }

  async boot(userData: string): Promise<BootedInstance> {
    const file = join(this.folder, 'user-data');
    writeFileSync(file, userData, { mode: 0o700 });
    const started = performance.now();
    const { code, errors, timedOut } = await run([this.shell, file], {
      cwd: '/', environment: { HOME: '/root', PATH: STANDARD_PATH }, timeoutMilliseconds: BOOT_MILLISECONDS_AT_MOST,
    });
    const milliseconds = Math.round(performance.now() - started);
    if (timedOut) throw new Error(`the user data did not end within ${BOOT_MILLISECONDS_AT_MOST} ms`);
    if (code !== 0) throw new Error(`the user data ended with exit code ${code}: ${errors.trim()}`);
    const { output: path } = await run(this.command(['/bin/sh', '-c', 'printf %s "${GOOGLE_APPLICATION_CREDENTIALS-}"']), {
      cwd: '/', environment: {}, timeoutMilliseconds: BOOT_MILLISECONDS_AT_MOST,
    });
    if (path === '') throw new Error(`the user data exports no GOOGLE_APPLICATION_CREDENTIALS: ${errors.trim()}`);
    return { credentialConfig: readFileSync(path, 'utf8'), command: program => this.command(program), notes: [], milliseconds };
  }

  reach(url: string): string {
    return url;
  }

  pathForClient(file: string): string {
    return file;
  }

  reachableConfig(credentialConfig: string): string {
    return credentialConfig;
  }

  async close(): Promise<void> {
    await Promise.all(this.listeners.map(async listener => listener.close()));
  }

  /**
   * A login shell reads the profile of the private /etc, as it does on the instance. Each has a home of its own, since
   * some clients keep their tokens there.
   */
  private command(program: readonly string[]): string[] {
    const trust = Object.entries(this.trust).map(([name, value]) => `${name}=${value}`);
    return ['/usr/bin/env', '-i', `HOME=${mkdtempSync(join(this.folder, 'home-'))}`, `PATH=${STANDARD_PATH}`, ...trust, 'bash', '-lc', 'exec "$0" "$@"', ...program];
  }
}

const STANDARD_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
