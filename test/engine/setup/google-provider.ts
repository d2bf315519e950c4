import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { command } from './command';
import { QUIET, TerraformEngine } from './terraform-engine';

/** A filesystem mirror, as engines read it. */
export interface ProviderMirror {
  readonly mirror: string;
  readonly version: string;
}

/** A mirror that holds the Google provider for an engine. */
export async function googleProviderMirror(cache: string, engine: TerraformEngine): Promise<ProviderMirror> {
  const version = process.env.GOOGLE_PROVIDER_VERSION ?? generatedFrom();
  const folder = mkdtempSync(join(cache, 'provider-'));
  try {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({
      terraform: { required_providers: { google: { source: 'hashicorp/google', version } } },
    }));
    const run = async (...args: string[]) => command([engine.program, ...args], { folder, environment: QUIET });
    // Which registry a provider is of, and so where in a mirror it lies, the engine alone decides.
    const address = /provider\[(.+?)\]/.exec(await run('providers'))![1];
    const mirror = join(cache, `mirror-${address.replaceAll('/', '-')}-${version}`);
    const given = process.env.GOOGLE_PROVIDER;
    if (given !== undefined) {
      rmSync(mirror, { recursive: true, force: true });
      install(executable(resolve(given), version), join(mirror, address, version, await platform(run)), version);
    } else if (!existsSync(mirror)) {
      process.stdout.write(`gets hashicorp/google ${version} into .cache/engine, once\n`);
      mkdirSync(join(folder, 'mirror'));
      await run('providers', 'mirror', '-no-color', join(folder, 'mirror')).catch((error: Error) => {
        throw new Error(`no Google provider: the engine cannot get it from its registry; set GOOGLE_PROVIDER to the executable of version ${version}, `
          + `or to a folder that holds it\n${error.message}`);
      });
      renameSync(join(folder, 'mirror'), mirror);
    }
    return { mirror, version };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The version that the constructs of the prebuilt package are generated from. */
function generatedFrom(): string {
  const { cdktf } = JSON.parse(readFileSync(require.resolve('@cdktf/provider-google/package.json'), 'utf8'));
  return cdktf.provider.version;
}

/** Such as `linux_amd64`, by the engine's own word. */
async function platform(run: (...args: string[]) => Promise<string>): Promise<string> {
  return JSON.parse(await run('version', '-json')).platform;
}

function executable(given: string, version: string): string {
  if (!existsSync(given)) throw new Error(`GOOGLE_PROVIDER '${given}' does not exist: name the provider's executable, or a folder that holds it`);
  if (statSync(given).isFile()) return given;
  const name = new RegExp(`(^|/)terraform-provider-google_v${version.replaceAll('.', '\\.')}(_x5)?(\\.exe)?$`);
  const found = readdirSync(given, { recursive: true, encoding: 'utf8' }).find(path => name.test(path.replaceAll('\\', '/')));
  if (found === undefined) throw new Error(`GOOGLE_PROVIDER '${given}' holds no terraform-provider-google_v${version}: set GOOGLE_PROVIDER_VERSION to the version that it holds`);
  return join(given, found);
}

function install(file: string, folder: string, version: string): void {
  mkdirSync(folder, { recursive: true });
  const installed = join(folder, `terraform-provider-google_v${version}_x5`);
  copyFileSync(file, installed, constants.COPYFILE_FICLONE);
  chmodSync(installed, 0o755);
}
