import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FoundKey, UnreadPlace } from './found-key';
import { scanText } from './scan-text';

const BYTES_AT_MOST = 1_000_000;
const FILES_AT_MOST = 200_000;
/** Installed packages and history: skipped by name, and said. */
const SKIPPED = new Set([
  '.git',
  'node_modules',
  '.venv',
  'venv',
  'site-packages',
  '.terraform',
  '.tox',
  '__pycache__',
  '.gradle',
  '.m2',
  'bower_components',
  '.yarn',
  '.pnpm-store',
]);

/** What was found in a folder, and what was left out. */
export interface FolderScan {
  readonly found: readonly FoundKey[];
  readonly unread: readonly UnreadPlace[];
  /** Folders of installed packages and history. */
  readonly skipped: readonly string[];
  readonly filesRead: number;
}

/** Looks for keys in all files of a folder, those that git ignores included. Follows no link. */
export function scanFolder(folder: string): FolderScan {
  const found: FoundKey[] = [];
  const unread: UnreadPlace[] = [];
  const skipped: string[] = [];
  const waiting = [folder];
  let filesRead = 0;
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const path = relative(process.cwd(), place) || '.';
    try {
      const status = lstatSync(place);
      if (status.isSymbolicLink()) {
        if (place === folder) waiting.push(`${place}/`);
        else unread.push({ path, reason: 'link' });
      } else if (status.isDirectory()) {
        for (const name of readdirSync(place).sort().reverse()) {
          if (SKIPPED.has(name) && lstatSync(join(place, name)).isDirectory()) skipped.push(join(path, name));
          else waiting.push(join(place, name));
        }
      } else if (status.isFile()) {
        if (++filesRead > FILES_AT_MOST) {
          unread.push({ path: folder, reason: 'too-many' });
          break;
        }
        if (/\.p12$|\.pfx$/i.test(place)) {
          found.push({ certainty: 'likely', use: 'pkcs12-file', file: path, line: 1, name: path });
        } else if (status.size > BYTES_AT_MOST) {
          unread.push({ path, reason: 'too-large' });
        } else {
          const text = readFileSync(place, 'latin1');
          if (!text.includes('\0')) found.push(...scanText(path, text));
        }
      }
    } catch {
      // The reason of the file system could quote a name that holds a secret.
      unread.push({ path, reason: 'not-permitted' });
    }
  }
  return { found, unread, skipped: skipped.sort(), filesRead };
}
