import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingForMachine } from '../../../lib/rehearsal/sandbox/machine';
import { cached } from '../setup/cache';
import { command, works } from '../setup/command';
import { missingPython, pythonEnvironment } from '../setup/python-environment';

/** cloud-init as a distribution packages it, unpacked into the cache. */
export interface CloudInit {
  readonly version: string;
  /** The package, unpacked. */
  readonly folder: string;
  readonly python: string;
  /** Folders that the interpreter needs beside those of the operating system. */
  readonly folders: readonly string[];
}

/**
 * What this machine lacks for running cloud-init, in words with a way out; `undefined` where it has all. Where it is of
 * the right kind, a download that fails is a failed test, in CI as anywhere.
 */
export function missingForCloudInit(): string | undefined {
  const machine = missingForMachine();
  if (machine !== undefined) return machine;
  const python = missingPython();
  if (python !== undefined) return python;
  return works('apt-get', '--version') && works('dpkg-deb', '--version') ? undefined
    : 'apt-get and dpkg-deb, as only distributions publish cloud-init: run this on Debian or Ubuntu, or in a container with one of them';
}

/**
 * Fetches the cloud-init of this distribution, without installing it and without being root, and the Python packages
 * that it imports. Its version is that of the distribution: archives keep no older one that could be pinned.
 */
export async function cloudInit(): Promise<CloudInit> {
  const environment = await pythonEnvironment(join(__dirname, 'requirements.txt'));
  const python = join(environment, 'bin', 'python3');
  const folder = await cached('cloud-init', [readFileSync('/etc/os-release', 'utf8')], unpackPackage);
  const tree = join(folder, 'tree');
  const ask = (...args: string[]) => execFileSync(python, args, { encoding: 'utf8', env: { PYTHONPATH: packages(tree) } }).trim();
  const base = ask('-c', 'import sys; print(sys.base_prefix)');
  return {
    version: ask('-m', 'cloudinit.cmd.main', '--version').split(' ').pop()!,
    folder: tree,
    python,
    folders: [environment, tree, ...base === '/usr' ? [] : [base]],
  };
}

/** Where the package has its Python modules. */
export function packages(tree: string): string {
  return join(tree, 'usr/lib/python3/dist-packages');
}

async function unpackPackage(folder: string): Promise<void> {
  const download = join(folder, 'download');
  mkdirSync(download);
  // The lists of this machine may be missing, as they are in most containers, or outdated; then private ones are fetched.
  if (spawnSync('apt-get', ['-q', 'download', 'cloud-init'], { cwd: download, stdio: 'ignore' }).status !== 0) {
    const lists = join(folder, 'lists');
    const options = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${folder}`, '-o', 'Debug::NoLocking=1', '-q'];
    mkdirSync(join(lists, 'partial'), { recursive: true });
    await command(['apt-get', ...options, 'update'], { cwd: download });
    await command(['apt-get', ...options, 'download', 'cloud-init'], { cwd: download });
  }
  const file = readdirSync(download).find(name => name.endsWith('.deb'));
  if (file === undefined) throw new Error(`apt-get downloaded no package of cloud-init into ${download}`);
  await command(['dpkg-deb', '--extract', join(download, file), join(folder, 'tree')]);
  if (!existsSync(packages(join(folder, 'tree')))) throw new Error(`the package ${file} holds no Python modules in usr/lib/python3/dist-packages`);
}
