import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client';
import { BUCKET } from './federation';
import { cached } from '../setup/cache';
import { command } from '../setup/command';

const PROGRAM = join(__dirname, 'programs/go');
const FILES = ['go.mod', 'go.sum', 'main.go'];
const read = (file: string) => readFileSync(join(PROGRAM, file), 'utf8');

async function build(): Promise<string> {
  return cached('go', FILES.map(read), async folder => {
    for (const file of FILES) copyFileSync(join(PROGRAM, file), join(folder, file));
    await command(['nice', 'go', 'build', '-mod=readonly', '-trimpath', '-ldflags=-s -w', '-o', 'client', '.'], {
      cwd: folder, environment: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
    });
  });
}

function missing(): string | undefined {
  const needed = Number(/^go 1\.(\d+)/m.exec(read('go.mod'))![1]);
  const { stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
  return Number(/go1\.(\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= needed ? undefined : `Go 1.${needed} or later (https://go.dev/dl)`;
}

export function goClient(): Client {
  return {
    name: 'cloud.google.com/go/storage',
    version: /cloud\.google\.com\/go\/storage v(\S+)/.exec(read('go.mod'))![1],
    missing: missing(),
    asks: 'cloudStorage',
    program: async () => ({ kind: 'stays', command: [join(await build(), 'client'), BUCKET] }),
  };
}
