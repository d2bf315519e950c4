import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..');
const build = join(root, 'build');

/** The entry points of the library. Each becomes one file: loading a hundred small ones takes three times as long. */
const ENTRIES = ['index.js', 'gcp/index.js'];

/** What comes from the user's own project. */
const PEERS = ['aws-cdk-lib', 'constructs', 'cdktf', '@cdktf/provider-google'];

/**
 * Bundles what jsii compiled, entry point by entry point, in place. It is not minified: a stack trace stays readable.
 */
export function bundleLibrary(): void {
  for (const entry of ENTRIES) {
    buildSync({
      entryPoints: [join(build, entry)],
      outfile: join(build, entry),
      allowOverwrite: true,
      bundle: true,
      platform: 'node',
      target: 'node20',
      external: PEERS,
      absWorkingDir: root,
      logLevel: 'warning',
    });
  }
  const declarations = reachableDeclarations(ENTRIES.map(entry => join(build, entry.replace(/\.js$/, '.d.ts'))));
  for (const file of readdirSync(build, { recursive: true, encoding: 'utf8' })) {
    const idle = file.endsWith('.d.ts') ? !declarations.has(join(build, file)) : file.endsWith('.js') && !ENTRIES.includes(file);
    if (idle) rmSync(join(build, file));
  }
}

/** The declarations that those of the entry points refer to; what is internal needs none. */
function reachableDeclarations(files: string[], reached = new Set<string>()): Set<string> {
  for (const file of files.filter(candidate => !reached.has(candidate))) {
    reached.add(file);
    const imported = [...readFileSync(file, 'utf8').matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)].map(([, path]) => resolve(dirname(file), path));
    reachableDeclarations(imported.map(path => [`${path}.d.ts`, join(path, 'index.d.ts')].find(existsSync)).filter(path => path !== undefined), reached);
  }
  return reached;
}
