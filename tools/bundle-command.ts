import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PLAIN_CDKTF_ALIAS } from './plain-cdktf-alias';
import { thirdPartyNotices } from './third-party-notices';

const root = join(__dirname, '..');

/**
 * Bundles the command with the third-party code that it needs, and writes that code's notices.
 *
 * The package has no dependencies of its own, so whatever runs outside CDK comes along.
 */
export function bundleCommand(): void {
  const { metafile } = buildSync({
    entryPoints: { 'main': join(root, 'lib/cli/main.ts'), 'google-client': join(root, 'lib/rehearsal/client/google-client.ts') },
    outdir: join(root, 'build', 'command'),
    alias: PLAIN_CDKTF_ALIAS,
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
  writeFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, Object.keys(metafile.inputs)));
}
