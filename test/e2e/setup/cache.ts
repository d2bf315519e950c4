import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Where this tier keeps what it installs; git ignores it. */
const CACHE = resolve(__dirname, '../../../.cache/e2e');
const POLL_MILLISECONDS = 500;

/**
 * A folder whose content follows from its pins: made once, and again when they change. One run at a time makes it, and a
 * folder that was left half made is made anew.
 *
 * @param pins everything that decides about the content
 * @param make fills the folder, which exists and is empty
 */
export async function cached(name: string, pins: readonly string[], make: (folder: string) => Promise<void>): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([process.platform, process.arch, ...pins])).digest('hex').slice(0, 12);
  const folder = join(CACHE, `${name}-${hash}`);
  const complete = join(folder, '.complete');
  if (existsSync(complete)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (existsSync(complete)) return folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    process.stdout.write(`installs ${basename(folder)} into .cache/e2e, once for its pins\n`);
    await make(folder);
    writeFileSync(complete, '');
    return folder;
  } finally {
    release();
  }
}

/** Waits until nobody else holds the lock. The lock of a process that has ended does not count. */
async function lock(file: string): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!holderLives(file)) rmSync(file, { force: true });
      await setTimeout(POLL_MILLISECONDS);
    }
  }
}

function holderLives(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
