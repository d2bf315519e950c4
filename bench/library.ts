import { join } from 'node:path';

/** What `npm run compile` built, as users get it; another folder while one is compared with another. */
const BUILD = process.env.BENCH_BUILD ?? join(__dirname, '..', 'build');

export function loadAwsSide(): typeof import('../lib') {
  return require(join(BUILD, 'index.js')) as typeof import('../lib');
}

export function loadGoogleSide(): typeof import('../lib/gcp') {
  return require(join(BUILD, 'gcp', 'index.js')) as typeof import('../lib/gcp');
}
