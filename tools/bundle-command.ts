import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildSync, build as bundle, BuildOptions, Metafile, Plugin } from 'esbuild';
import { thirdPartyNotices } from './third-party-notices';
import { clientBuildOptions } from '../lib/rehearsal/client/client-program';

const root = join(__dirname, '..');
const build = join(root, 'build');
const proof = join(root, 'lib', 'proof');
const federation = join(root, 'lib', 'federation');

const COMMON: BuildOptions & { metafile: true } = {
  bundle: true,
  minify: true,
  keepNames: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  absWorkingDir: root,
  logLevel: 'warning',
  // Only the checkout itself runs the client from its source; the polyfill is for Node.js before 18.
  external: ['ts-node', 'web-streams-polyfill', 'aws-cdk-lib'],
};

/** What the command, the assertions and the validation share, in one file: the proof, with the third-party code under it. */
export async function bundleProof(outfile = join(build, 'proof', 'index.js')): Promise<Metafile> {
  const parts = ['.', './inputs/read-json', './assertions', './plugin'];
  const { metafile } = await bundle({
    ...COMMON,
    stdin: { contents: parts.map(part => `export * from '${part}';`).join('\n'), resolveDir: proof, loader: 'ts' },
    outfile,
    plugins: [federationIsExternal],
  });
  return metafile;
}

/** Bundles an entry point of the package that shows a part of the proof, and takes the code from its file. */
async function bundleProofEntry(folder: string): Promise<void> {
  const proofHasIt: Plugin = {
    name: 'proof-has-it',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, () => ({ path: '../index.js', external: true }));
    },
  };
  await bundle({ ...COMMON, entryPoints: [join(proof, folder, 'index.ts')], outfile: join(build, 'proof', folder, 'index.js'), plugins: [proofHasIt] });
}

/** Leaves the proof out of what is built on it. */
const proofIsExternal: Plugin = {
  name: 'proof-is-external',
  setup({ onResolve }) {
    onResolve({ filter: /\/proof(?:\/|$)/ }, ({ path, resolveDir }) => {
      const target = join(resolveDir, path);
      const inside = (folder: string) => !relative(proof, folder).startsWith(`..${sep}`) && relative(proof, folder) !== '..';
      return inside(target) && !inside(resolveDir) ? { path: '../proof/index.js', external: true } : undefined;
    });
  },
};

/** Leaves the ground floor out, which the library brings, but for the JSON form, which it does not. */
const federationIsExternal: Plugin = {
  name: 'federation-is-external',
  setup({ onResolve }) {
    onResolve({ filter: /^[./]/ }, ({ path, resolveDir }) => {
      const file = relative(federation, join(resolveDir, path));
      return /^(?:\.\.|json)(?:$|[\\/])/.test(file) ? undefined : { path: '../federation/shared.js', external: true };
    });
  },
};

/** The ground floor, for a command outside of the package. @param outfile in a folder `federation` beside the one of the command */
export async function bundleFederation(outfile: string): Promise<void> {
  const files = readdirSync(federation, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !/(?:^|[\\/])index\.ts$|^json/.test(file));
  const contents = files.map(file => `export * from './${file.replace(/\.ts$/, '').split(sep).join('/')}';`).join('\n');
  await bundle({ ...COMMON, stdin: { contents, resolveDir: federation, loader: 'ts' }, outfile });
}

/** Loads a sub-command, and what it imports, when it runs: most of the time that the command takes to start is theirs. */
const commandsAreLazy: Plugin = {
  name: 'commands-are-lazy',
  setup({ onLoad }) {
    onLoad({ filter: /lib[\\/]cli[\\/]commands\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^import \{ (\w+Command) \} from ('[^']+');$/gm, 'const $1: any = (...args: any[]) => require($2).$1(...args);'),
      loader: 'ts',
    }));
  },
};

/** @param outfile in a folder beside the one of the proof */
export async function bundleMain(outfile = join(build, 'command', 'main.js')): Promise<Metafile> {
  const { metafile } = await bundle({
    ...COMMON, entryPoints: [join(root, 'lib/cli/main.ts')], outfile, plugins: [proofIsExternal, federationIsExternal, commandsAreLazy],
  });
  return metafile;
}

/** The client of the rehearsal, compressed: a third of all that the package holds, and seldom needed. */
export function bundleClient(outfile = join(build, 'command', 'google-client.js')): Metafile {
  const { metafile } = buildSync({ ...COMMON, ...clientBuildOptions(), metafile: true, outfile });
  writeFileSync(`${outfile}.br`, brotliCompressSync(readFileSync(outfile)));
  rmSync(outfile);
  return metafile;
}

/**
 * Bundles the command and the proof with the third-party code that they need, and writes that code's notices.
 *
 * The package has no dependencies of its own, so whatever runs outside CDK comes along.
 */
export async function bundleCommand(): Promise<void> {
  rmSync(join(build, 'command'), { recursive: true, force: true });
  cpSync(join(root, 'lib/live/doctor/parts'), join(build, 'command', 'doctor'), { recursive: true });
  const metafiles = [await bundleProof(), await bundleMain(), bundleClient()];
  for (const folder of ['assertions', 'plugin']) await bundleProofEntry(folder);
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, metafiles.flatMap(({ inputs }) => Object.keys(inputs))));
}
