import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { copyPackage, findAuthLibrary } from '../../../lib/rehearsal/client/auth-library';
import { temporaryFolder } from '../../proof/temporary-folder';

const NAME = 'google-auth-library';
const manifest = (name: string, version: string, dependencies: Record<string, string> = {}) => ({ name, version, dependencies });

/** An app whose library needs another version of a package than the app itself, in the layout of npm or that of pnpm. */
function app(layout: 'npm' | 'pnpm') {
  const library = layout === 'npm' ? `node_modules/${NAME}` : `node_modules/.pnpm/${NAME}@9.1.0/node_modules/${NAME}`;
  const jws = layout === 'npm' ? `${library}/node_modules/jws` : 'node_modules/.pnpm/jws@4.0.0/node_modules/jws';
  const folder = temporaryFolder({
    'package.json': manifest('app', '1.0.0'),
    'cdk.out/manifest.json': {},
    [`${library}/package.json`]: { ...manifest(NAME, '9.1.0', { jws: '4', gaxios: '6' }), main: 'index.js' },
    [`${library}/index.js`]: "exports.jws = require('jws/package.json').version; exports.gaxios = require('gaxios/package.json').version;",
    [`${jws}/package.json`]: manifest('jws', '4.0.0'),
    'node_modules/gaxios/package.json': manifest('gaxios', '6.7.0', { jws: '3' }),
    'node_modules/jws/package.json': manifest('jws', '3.2.0'),
  });
  if (layout === 'pnpm') {
    const beside = join(folder.path, library, '..');
    symlinkSync(join(folder.path, jws), join(beside, 'jws'));
    symlinkSync(join(folder.path, 'node_modules/gaxios'), join(beside, 'gaxios'));
    symlinkSync(join(folder.path, library), join(folder.path, 'node_modules', NAME));
  }
  return folder;
}

test.each(['npm', 'pnpm'] as const)('an app\'s library is found above its output and copied with the versions that it needs: %s', layout => {
  const { path, remove } = app(layout);
  try {
    const library = findAuthLibrary([join(path, 'cdk.out')])!;
    expect(library.version).toBe('9.1.0');
    const modules = join(path, 'elsewhere/node_modules');
    mkdirSync(modules, { recursive: true });
    copyPackage(library.folder, modules);
    expect(createRequire(join(modules, 'x.js'))(join(modules, NAME))).toEqual({ jws: '4.0.0', gaxios: '6.7.0' });
    const versions = [`${NAME}/node_modules/jws`, 'jws', 'gaxios/node_modules/jws'].map(name => {
      try {
        return (JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string }).version;
      } catch {
        return undefined;
      }
    });
    expect(versions).toEqual([undefined, '4.0.0', '3.2.0']);
  } finally {
    remove();
  }
});

test('an app without the library has none', () => {
  const { path, remove } = temporaryFolder({ 'package.json': manifest('app', '1.0.0') });
  expect(findAuthLibrary([path])).toBeUndefined();
  remove();
});
