import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  // Only the checkout itself runs the client from its source; the polyfill is for Node.js before 18.
  external: ['ts-node', 'web-streams-polyfill'],
  absWorkingDir: root,
  logLevel: 'warning',
});

const folders = new Set(Object.keys(metafile.inputs).flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));

// Packages that come under the same text share it.
const packagesByText = new Map<string, Set<string>>();
for (const folder of [...folders].sort()) {
  const { title, text } = notice(join(root, folder));
  packagesByText.set(text, (packagesByText.get(text) ?? new Set()).add(title));
}

writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), [
  'The command of this package (build/command/) contains code of the following packages.\n',
  ...[...packagesByText].map(([text, titles]) => `${'-'.repeat(80)}\n${[...titles].join('\n')}\n\n${text}\n`),
].join('\n'));

function notice(folder: string): { title: string; text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(?:licen[cs]e|notice|copying)(?:[.-]\w+)?(?:\.\w+)?$/i.test(file)).sort();
  const own = files.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return { title: `${name} ${version} (${license})`, text: own || byName(license) };
}

/** Some packages state their license by name only. The Apache License is that of this project. */
function byName(license: string): string {
  return /^\(?Apache-2\.0/.test(license) ? readFileSync(join(root, 'LICENSE'), 'utf8').trim() : `Published under ${license}, without a license file.`;
}
