import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { findInstallationBlock } from '../boot/installation-block';
import { loginShellCommand } from '../boot/login-shell';
import { ScratchRoot } from '../boot/scratch-root';
import { run } from '../client/client-process';
import { HttpListener, HttpService, listen } from '../stand-ins';
import { BootedInstance, CloudServices, RehearsalForm } from './rehearsal-form';

const BOOT_MILLISECONDS_AT_MOST = 20_000;

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
  /** Where each origin of the clouds answers here. */
  private readonly origins = new Map<string, string>();

  get folder(): string {
    return this.root.home;
  }

  async start(services: CloudServices): Promise<void> {
    const byOrigin: [string, HttpService][] = [
      ['http://169.254.169.254', services.instanceMetadata],
      ['https://sts.googleapis.com', services.googleSts],
      ['https://iamcredentials.googleapis.com', services.iamCredentials],
      ['https://storage.googleapis.com', services.cloudStorage],
      ['https://bigquery.googleapis.com', services.bigQuery],
      ['https://cloudresourcemanager.googleapis.com', services.resourceManager],
    ];
    for (const [origin, service] of byOrigin) {
      const listener = await listen(() => service);
      this.listeners.push(listener);
      this.origins.set(origin, `http://127.0.0.1:${listener.port}`);
    }
  }

  async boot(userData: string): Promise<BootedInstance> {
    const block = findInstallationBlock(userData);
    if (block === undefined) throw new Error('the user data does not hold the commands of cdk-gcp-federation');
    const started = performance.now();
    const { code, errors, timedOut } = await run([`/bin/${block.shell}`, '-c', this.root.rewrite(block.text)], {
      cwd: this.root.home,
      environment: { HOME: this.root.home, PATH: '/usr/local/bin:/usr/bin:/bin' },
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
      notes: block.otherLines === 0 ? [] : [`${block.otherLines} other ${block.otherLines === 1 ? 'line' : 'lines'} of the user data did not run`],
      milliseconds,
    };
  }

  reach(url: string): string {
    const { origin } = new URL(url);
    const here = this.origins.get(origin);
    if (here === undefined) throw new Error(`no stand-in answers for ${origin}`);
    return here + url.slice(origin.length);
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
    rewrite(config, ['token_url', 'token_info_url', 'service_account_impersonation_url']);
    return JSON.stringify({
      ...config,
      credential_source: source,
      cloud_resource_manager_url: this.reach('https://cloudresourcemanager.googleapis.com/v1/projects/'),
    }, null, 2);
  }

  async close(): Promise<void> {
    await Promise.all(this.listeners.map(async listener => listener.close()));
    this.root.remove();
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
