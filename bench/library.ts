import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The checkout. The runner says where it is, since what it starts lies elsewhere. */
export const ROOT = process.env.BENCH_ROOT ?? join(__dirname, '..');

/** What `npm run compile` built, as users get it; another folder where two states are compared. */
const BUILD = process.env.BENCH_BUILD ?? join(ROOT, 'build');

/** Loads a module that is measured. */
export const load: (module: string) => unknown = createRequire(__filename);

export function loadAwsSide(): typeof import('../lib') {
  return load(join(BUILD, 'index.js')) as typeof import('../lib');
}

export function loadGoogleSide(): typeof import('../lib/gcp') {
  return load(join(BUILD, 'gcp', 'index.js')) as typeof import('../lib/gcp');
}
