import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Bundles the command with the third-party code that it needs, and writes that code's notices.
 *
 * The package has no dependencies of its own, so whatever runs outside CDK comes along.
 */
const root = join(__dirname, '..');
const outdir = join(root, 'build', 'command');

rmSync(outdir, { recursive: true, force: true });
const { metafile } = buildSync({
  entryPoints: { 'main': join(root, 'lib/cli/main.ts'), 'google-client': join(root, 'lib/rehearsal/client/google-client.ts') },
  outdir,
  bundle: true,
  minify: true,
  keepNames: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  // Only the checkout itself runs the client from its source.
  external: ['ts-node'],
  absWorkingDir: root,
  logLevel: 'warning',
});

const folders = new Set(Object.keys(metafile.inputs).flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
const notices = [...folders].map(folder => notice(join(root, folder))).sort((a, b) => a.name.localeCompare(b.name));

writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), [
  'The command of this package (build/command/) contains code of the following packages.\n',
  ...notices.map(({ name, version, license, text }) => `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`),
].join('\n'));

function notice(folder: string): { name: string; version: string; license: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(?:licen[cs]e|notice|copying)(?:\.\w+)?$/i.test(file)).sort();
  const own = files.map(file => readFileSync(join(folder, file), 'utf8')).join('\n');
  return { name, version, license, text: own || inherited(license) };
}

/** Some packages state their license only by name; the text of this project's own license is the same. */
function inherited(license: string): string {
  const file = join(root, 'LICENSE');
  if (/^\(?Apache-2\.0/.test(license) && existsSync(file)) return readFileSync(file, 'utf8');
  return `Published under ${license} without a license file.`;
}
