import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client';
import { BUCKET } from './federation';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

const PROGRAMS = join(__dirname, 'programs/node');
const FILES = ['package.json', 'package-lock.json', 'auth-library.js', 'storage.js'];
const read = (file: string) => readFileSync(join(PROGRAMS, file), 'utf8');

/** The packages by the names that package.json gives them, each with the program that uses it. */
const PACKAGES = [
  { name: 'google-auth-library 9', alias: 'google-auth-library-9', program: 'auth-library.js' },
  { name: 'google-auth-library 10', alias: 'google-auth-library-10', program: 'auth-library.js' },
  { name: 'google-auth-library 11', alias: 'google-auth-library-11', program: 'auth-library.js' },
  { name: '@google-cloud/storage 7', alias: 'google-cloud-storage-7', program: 'storage.js' },
  { name: '@google-cloud/storage 8', alias: 'google-cloud-storage-8', program: 'storage.js' },
];

async function install(): Promise<string> {
  return cached('node', FILES.map(read), async folder => {
    for (const file of FILES) copyFileSync(join(PROGRAMS, file), join(folder, file));
    await command(['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  });
}

export function nodeClients(): Client[] {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string } | undefined> };
  return PACKAGES.map(({ name, alias, program }) => ({
    name: `${name} for Node.js`,
    version: packages[`node_modules/${alias}`]!.version,
    asks: 'cloudStorage',
    program: async () => ({ kind: 'stays', command: [process.execPath, join(await install(), program), alias, BUCKET] }),
  }));
}
