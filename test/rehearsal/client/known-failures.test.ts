import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appFolderOf, authLibrariesBelow, CredentialsSource, failingCopies } from '../../../lib/rehearsal/client/known-failures';
import { temporaryFolder } from '../../proof/temporary-folder';

const library = (version: string) => ({ name: 'google-auth-library', version });
const failing = (version: string, ...sources: CredentialsSource[]) => failingCopies([{ version, folder: '/x' }], new Set(sources)).length;

test.each<[string, CredentialsSource, number]>([
  ['9.15.1', 'instance metadata', 0],
  ['10.0.0', 'instance metadata', 1],
  ['10.0.0-rc.1', 'instance metadata', 1],
  ['10.5.0', 'instance metadata', 1],
  ['10.6.1', 'instance metadata', 0],
  ['11.3.4', 'instance metadata', 0],
  ['10.5.0', 'metadata emulator', 0],
  ['10.5.0', 'environment', 0],
  ['8.7.0', 'metadata emulator', 1],
  ['8.7.0', 'instance metadata', 0],
  ['8.9.0', 'metadata emulator', 0],
  ['unknown', 'instance metadata', 0],
])('version %s with %s: %i', (version, source, expected) => {
  expect(failing(version, source)).toBe(expected);
});

test('finds every copy below the app: hoisted, nested, of pnpm, in an asset and in another package of the workspace', () => {
  const places = {
    'node_modules/google-auth-library': '11.0.0',
    'node_modules/google-gax/node_modules/google-auth-library': '10.5.0',
    'node_modules/@google-cloud/pubsub/node_modules/google-auth-library': '10.4.0',
    'node_modules/.pnpm/google-auth-library@10.3.0/node_modules/google-auth-library': '10.3.0',
    'cdk.out/asset.0123/node_modules/google-auth-library': '10.2.0',
    'services/reports/node_modules/google-auth-library': '10.1.0',
  };
  const { path, remove } = temporaryFolder({
    'package.json': { name: 'app' },
    'node_modules/other/src/google-auth-library/package.json': library('1.0.0'),
    ...Object.fromEntries(Object.entries(places).map(([place, version]) => [`${place}/package.json`, library(version)])),
  });
  mkdirSync(join(path, 'cdk.out/nested'), { recursive: true });
  try {
    expect(appFolderOf(join(path, 'cdk.out/nested/x'))).toBe(path);
    const { copies, complete } = authLibrariesBelow(path);
    expect(complete).toBe(true);
    expect(Object.fromEntries(copies.map(({ folder, version }) => [folder.slice(path.length + 1), version]))).toEqual(places);
  } finally {
    remove();
  }
});
