import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build as bundle, Plugin } from 'esbuild';
import * as ts from 'typescript';

const root = join(__dirname, '..');
const build = join(root, 'build');

/** The entry points of the library. Each becomes one file: loading a hundred small ones takes twice as long. */
const ENTRIES = ['index.js', 'gcp/index.js'];

/** What else is published with its declarations; its code is bundled with the command. */
const DECLARED = ['proof/assertions/index.js', 'proof/plugin/index.js'];

/** What comes from the user's own project. */
const PEERS = ['aws-cdk-lib', 'constructs', 'cdktf', '@cdktf/provider-google'];

/** The declarations keep the documentation; in the code it would stand a second time. */
const withoutComments: Plugin = {
  name: 'without-comments',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => ({
      contents: ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2022 } }).outputText,
      loader: 'js',
    }));
  },
};

/**
 * Bundles what jsii compiled, entry point by entry point, in place. It is not minified: a stack trace stays readable.
 */
export async function bundleLibrary(): Promise<void> {
  for (const entry of ENTRIES) {
    await bundle({
      entryPoints: [join(build, entry)],
      outfile: join(build, entry),
      allowOverwrite: true,
      bundle: true,
      platform: 'node',
      target: 'node20',
      external: PEERS,
      plugins: [withoutComments],
      absWorkingDir: root,
      logLevel: 'warning',
    });
  }
  const declarations = reachableDeclarations([...ENTRIES, ...DECLARED].map(entry => join(build, entry.replace(/\.js$/, '.d.ts'))));
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
