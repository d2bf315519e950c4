import { Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { AuthLibrary } from './auth-library';

/** A way in which a workload gets its AWS credentials, as far as clients differ in it. */
export type CredentialsSource = 'instance metadata' | 'metadata emulator' | 'environment';

interface KnownFailure {
  /** First version that fails. */
  readonly from: readonly number[];
  /** First later version that does not fail. */
  readonly before: readonly number[];
  readonly source: CredentialsSource;
  readonly cause: string;
}

/** Versions of google-auth-library that cannot get in, each seen to fail. */
const KNOWN_FAILURES: readonly KnownFailure[] = [
  {
    from: [10, 0, 0],
    before: [10, 6, 1],
    source: 'instance metadata',
    cause: 'it does not read the credentials that instance metadata answers as text/plain, and signs with "undefined"',
  },
  {
    from: [8, 7, 0],
    before: [8, 8, 0],
    source: 'metadata emulator',
    cause: 'it accepts no metadata host but 169.254.169.254 and fd00:ec2::254',
  },
];

const MOST_FOLDERS = 20_000;
const SKIPPED = new Set(['.git', '.cache', '.hg', '.svn']);

/** A copy of the library that cannot get in from a workload of this app. */
export interface FailingCopy extends AuthLibrary {
  readonly cause: string;
}

/** Returns the copies among these that are known to fail with one of the ways in which the workloads get their credentials. */
export function failingCopies(copies: readonly AuthLibrary[], sources: ReadonlySet<CredentialsSource>): FailingCopy[] {
  return copies.flatMap(copy => {
    const version = copy.version.split(/[.-]/).slice(0, 3).map(Number);
    const failure = KNOWN_FAILURES.filter(({ source }) => sources.has(source))
      .find(({ from, before }) => compare(version, from) >= 0 && compare(version, before) < 0);
    return failure === undefined ? [] : [{ ...copy, cause: failure.cause }];
  });
}

function compare(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((part, index) => part !== other[index]);
  return differing < 0 ? 0 : one[differing] - other[differing];
}

/** Returns the folder of the app that wrote an output: the nearest above it with a package.json; `undefined` if there is none. */
export function appFolderOf(output: string): string | undefined {
  for (let folder = dirname(output); folder !== parse(folder).root; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

/** Returns every copy of google-auth-library below a folder: in any node_modules, in assets, and in other packages of a workspace. */
export function authLibrariesBelow(folder: string): { readonly copies: AuthLibrary[]; readonly complete: boolean } {
  const copies: AuthLibrary[] = [];
  const waiting = [folder];
  let visited = 0;
  for (let next = waiting.pop(); next !== undefined && visited < MOST_FOLDERS; next = waiting.pop()) {
    visited += 1;
    for (const { name } of foldersIn(next)) {
      if (SKIPPED.has(name)) continue;
      const path = join(next, name);
      if (name === 'google-auth-library' && existsSync(join(path, 'package.json'))) copies.push({ folder: path, version: versionOf(path) });
      waiting.push(...below(next, path, name));
    }
  }
  return { copies, complete: waiting.length === 0 };
}

/** Returns where to look in a folder: of a package only at the packages that it brings along. */
function below(parent: string, path: string, name: string): string[] {
  const { base } = parse(parent);
  const isPackage = name !== '.pnpm' && !name.startsWith('@') && (base === 'node_modules' || (base.startsWith('@') && parse(dirname(parent)).base === 'node_modules'));
  if (!isPackage) return [path];
  return existsSync(join(path, 'node_modules')) ? [join(path, 'node_modules')] : [];
}

/** Links are left out: what they lead to is found in its own place, or is not below the folder. */
function foldersIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory());
  } catch {
    return [];
  }
}

function versionOf(folder: string): string {
  try {
    return String((JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: unknown }).version);
  } catch {
    return 'unknown';
  }
}
