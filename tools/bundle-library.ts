import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build as bundle, BuildOptions, Plugin } from 'esbuild';
import * as ts from 'typescript';
import { reachableDeclarations } from './declarations';

const root = join(__dirname, '..');
const build = join(root, 'build');
const federation = join(build, 'federation');

/** The entry points of the library. Each becomes one file: loading a hundred small ones takes twice as long. */
const ENTRIES = ['index.js', 'gcp/index.js'];

/** What both entry points stand on, once. */
const SHARED = join(federation, 'shared.js');

/** Data that is loaded when a grant is first validated. It stays a file of its own. */
const LAZY_DATA = './predefined-roles-data';
const LAZY_FILE = join(federation, 'grants', 'predefined-roles-data.js');

/** What else is published with its declarations; its code is bundled with the command. */
const DECLARED = ['proof/assertions/index.js', 'proof/plugin/index.js'];

/**
 * Leaves out the comments, since the declarations keep the documentation, and loads data and the services of aws-cdk-lib
 * when they are first used, since the index of each service takes a millisecond or two.
 */
const slimmed: Plugin = {
  name: 'slimmed',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => ({
      contents: withLazyModules(ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: { removeComments: true, target: ts.ScriptTarget.ES2022 } }).outputText),
      loader: 'js',
    }));
  },
};

/** `const x = require('aws-cdk-lib/aws-y')`, or of data, becomes a function that requires once, and each `x.` a call of it. */
function withLazyModules(code: string): string {
  const modules = [...code.matchAll(/^const (\w+) = require\(("(?:aws-cdk-lib\/aws-[\w-]+|\.\/predefined-roles-data)")\);$/gm)];
  return modules.reduce((text, [statement, name, module]) => text
    .replace(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`)
    .replace(statement, `let ${name} = () => { const module = require(${module}); ${name} = () => module; return module; };`), code);
}

/** Names stay, and lines stay short, so that a stack trace can be read. */
const COMMON: BuildOptions = {
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  keepNames: true,
  lineLimit: 150,
  platform: 'node',
  target: 'node20',
  // What comes from the user's own project.
  external: ['aws-cdk-lib', 'constructs', 'cdktf', '@cdktf/provider-google'],
  allowOverwrite: true,
  absWorkingDir: root,
  logLevel: 'warning',
};

/** The modules of the ground floor, without its public face and what an earlier run made. */
function sharedModules(): string[] {
  return readdirSync(federation, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.js') && !['index.js', 'shared.js'].includes(file))
    .filter(file => join(federation, file) !== LAZY_FILE)
    .map(file => join(federation, file));
}

/** All names of the shared modules end up in one namespace, where of two equal ones only the first would be seen. */
async function requireDistinctNames(modules: readonly string[]): Promise<void> {
  const values = new Map<string, unknown>();
  for (const file of modules) {
    const { default: exported } = await import(file) as { default: Record<string, unknown> };
    for (const [name, value] of Object.entries(exported)) {
      if (values.has(name) && values.get(name) !== value) throw new Error(`${relative(root, file)} exports '${name}', as another module of the ground floor does`);
      values.set(name, value);
    }
  }
}

/**
 * Returns an ES module that exports what a compiled entry point exports. From such a module esbuild writes CommonJS with
 * the annotation in which Node.js looks for the names when an ES module imports them; from the entry point itself it would not.
 */
async function reexport(entry: string): Promise<string> {
  const { default: exported } = await import(entry) as { default: object };
  return `export { ${Object.keys(exported).join(', ')} } from './${basename(entry)}';`;
}

function sharedIsExternal(modules: readonly string[], outfile: string): Plugin {
  const path = relative(dirname(outfile), SHARED);
  return {
    name: 'shared-is-external',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path: imported, resolveDir }) => {
        const target = resolve(resolveDir, imported);
        const shared = [`${target}.js`, join(target, 'index.js')].some(file => modules.includes(file));
        return shared ? { path: path.startsWith('.') ? path : `./${path}`, external: true } : undefined;
      });
    },
  };
}

const lazyDataIsExternal: Plugin = {
  name: 'lazy-data-is-external',
  setup({ onResolve }) {
    onResolve({ filter: /predefined-roles-data$/ }, ({ path }) => path === LAZY_DATA
      ? { path: `./${relative(dirname(SHARED), LAZY_FILE)}`, external: true }
      : undefined);
  },
};

/**
 * Bundles what jsii compiled, entry point by entry point, in place.
 */
export async function bundleLibrary(): Promise<void> {
  const modules = sharedModules();
  // Nothing was compiled since the last time.
  if (modules.length === 0) return;
  await requireDistinctNames(modules);
  for (const entry of ENTRIES) {
    const outfile = join(build, entry);
    const stdin = { contents: await reexport(outfile), resolveDir: dirname(outfile) };
    await bundle({ ...COMMON, stdin, outfile, plugins: [sharedIsExternal(modules, outfile), slimmed] });
  }
  const contents = modules.map(file => `export * from './${relative(federation, file)}';`).join('\n');
  await bundle({ ...COMMON, stdin: { contents, resolveDir: federation }, outfile: SHARED, plugins: [lazyDataIsExternal, slimmed] });

  const declarations = reachableDeclarations([...ENTRIES, ...DECLARED].map(entry => join(build, entry.replace(/\.js$/, '.d.ts'))));
  const code = new Set([...ENTRIES.map(entry => join(build, entry)), SHARED, LAZY_FILE]);
  for (const file of readdirSync(build, { recursive: true, encoding: 'utf8' }).map(name => join(build, name))) {
    if (file.endsWith('.d.ts') ? !declarations.has(file) : file.endsWith('.js') && !code.has(file)) rmSync(file);
  }
}
