import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hashes of files by their path. */
export type Snapshot = ReadonlyMap<string, string>;

/** All that is in /etc. */
export function snapshot(folder = '/etc', found = new Map<string, string>()): Snapshot {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const status = lstatSync(path);
    if (status.isDirectory()) snapshot(path, found);
    else if (status.isFile()) found.set(path, hash(path));
  }
  return found;
}

function hash(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'cannot be read';
  }
}

/** Sorts what differs from before: into what is as in `complete`, and what is neither. */
export function compare(before: Snapshot, now: Snapshot, complete: Snapshot): { written: string[]; halfWritten: string[] } {
  const changed = [...new Set([...before.keys(), ...now.keys()])].filter(path => before.get(path) !== now.get(path)).sort();
  return {
    written: changed.filter(path => now.get(path) === complete.get(path)),
    halfWritten: changed.filter(path => now.get(path) !== complete.get(path)),
  };
}

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'pipe'] });
let mounted = 0;

/** Puts a copy of /etc, as it is, on a file system of its own in its place. */
export function mountCopyOfEtc(folder: string): { limit(freeKilobytes: number): void; readOnly(on: boolean): void; unmount(): void } {
  const place = join(folder, `etc-${mounted++}`);
  mkdirSync(place);
  mount('-t', 'tmpfs', '-o', 'mode=755,size=256m', 'tmpfs', place);
  execFileSync('cp', ['-rP', '/etc/.', place]);
  mount('--bind', place, '/etc');
  return {
    limit: freeKilobytes => {
      const used = Number(execFileSync('df', ['--output=used', '--block-size=1K', '/etc'], { encoding: 'utf8' }).trim().split('\n')[1]);
      mount('-o', `remount,size=${used + freeKilobytes}k`, place);
    },
    readOnly: on => mount('-o', `remount,bind,${on ? 'ro' : 'rw'}`, '/etc'),
    unmount: () => {
      execFileSync('umount', ['/etc']);
      execFileSync('umount', [place]);
    },
  };
}
