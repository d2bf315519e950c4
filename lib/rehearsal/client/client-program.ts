import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type * as Esbuild from 'esbuild';
import { copyPackage, findAuthLibrary } from './auth-library';

const packed = join(__dirname, 'google-client.js.br');

/** Folder of this machine with the Node.js that runs the client. */
export const NODE_FOLDER = dirname(process.execPath);

/** What a process makes once. */
let bundled: ClientProgram | undefined;
let programText: string | Buffer | undefined;

/** The program with which a rehearsal calls Google Cloud, in a folder of its own. */
export class ClientProgram {
  /** Returns the program with the library that comes with this package; it stays until this process ends. */
  static withBundledLibrary(): ClientProgram {
    return bundled ??= new ClientProgram();
  }

  /** Returns the program with the library that resolves from the first of these folders that has one, else with the bundled one. */
  static forApp(folders: readonly string[]): ClientProgram {
    return new ClientProgram(findAuthLibrary(folders)?.folder);
  }

  /** Folder of this machine that holds the program and what it loads. */
  readonly folder: string;
  private readonly file: string;

  /** @param libraryFolder folder of the app's library, copied next to the program @default - the bundled library */
  private constructor(readonly libraryFolder?: string) {
    this.folder = mkdtempSync(join(tmpdir(), 'cdk-gcp-federation-client-'));
    process.once('exit', this.remove);
    this.file = join(this.folder, 'google-client.js');
    writeFileSync(this.file, programText ??= existsSync(packed) ? brotliDecompressSync(readFileSync(packed)) : bundleFromSource());
    if (libraryFolder === undefined) return;
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    copyPackage(libraryFolder, modules);
  }

  /** Returns the command line that starts the program on this machine. */
  command(...args: string[]): string[] {
    return [process.execPath, this.file, ...args];
  }

  /** Removes the folder of the program. */
  readonly remove = (): void => {
    process.off('exit', this.remove);
    rmSync(this.folder, { recursive: true, force: true });
  };
}

/** Returns the command line that starts the program with the bundled library on this machine. */
export function clientCommand(...args: string[]): string[] {
  return ClientProgram.withBundledLibrary().command(...args);
}

/** Returns how esbuild makes the program from its source. */
export function clientBuildOptions(): Esbuild.BuildOptions {
  const { version } = createRequire(__filename)('google-auth-library/package.json') as { version: string };
  return {
    entryPoints: [join(__dirname, 'google-client.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    // A polyfill for Node.js before 18.
    external: ['web-streams-polyfill'],
    define: { BUNDLED_LIBRARY_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  };
}

/** The package carries the program, compressed, since it is a third of all it holds; a checkout makes it from its source. */
function bundleFromSource(): string {
  const { buildSync } = createRequire(__filename)('esbuild') as typeof Esbuild;
  return buildSync({ ...clientBuildOptions(), write: false }).outputFiles![0].text;
}
