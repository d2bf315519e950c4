import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';

const NAME = 'google-auth-library';

/** A copy of google-auth-library on this machine. */
export interface AuthLibrary {
  readonly version: string;
  /** Folder of the package. */
  readonly folder: string;
}

/** Returns the copy that resolves from the first of these folders that has one; `undefined` if none has. */
export function findAuthLibrary(folders: readonly string[]): AuthLibrary | undefined {
  for (const from of folders) {
    const folder = packageFolder(NAME, from);
    if (folder !== undefined) return { version: manifestOf(folder).version, folder };
  }
  return undefined;
}

/**
 * Copies a package and what it depends on into a folder `node_modules`, each resolved from the package that needs it.
 *
 * @param modules the folder `node_modules` at the top
 * @param placed real folder of the package that is there, by name; others of that name go below what needs them
 */
export function copyPackage(folder: string, modules: string, placed = new Map<string, string>()): void {
  const { name, dependencies = {} } = manifestOf(folder);
  const target = join(modules, name);
  placed.set(name, folder);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(folder, target, { recursive: true, dereference: true, filter: source => !relative(folder, source).split(sep).includes('node_modules') });
  for (const dependency of Object.keys(dependencies)) {
    const found = packageFolder(dependency, folder);
    // Some are optional on this platform; the library says so itself if it misses one.
    if (found === undefined || placed.get(dependency) === found) continue;
    if (placed.has(dependency)) copyPackage(found, join(target, 'node_modules'), new Map(placed));
    else copyPackage(found, modules, placed);
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Returns the real folder of a package as Node.js finds it from a folder; not every package exports its manifest. */
function packageFolder(name: string, from: string): string | undefined {
  const { paths } = createRequire(join(from, 'package.json')).resolve;
  const folder = paths(name)?.map(modules => join(modules, name)).find(candidate => existsSync(join(candidate, 'package.json')));
  return folder === undefined ? undefined : realpathSync(folder);
}
