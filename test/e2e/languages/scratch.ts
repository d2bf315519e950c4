import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './built-package';
import { samples } from '../../readme/samples';

const PAGE = 'docs/languages.md';

export const APPS = join(__dirname, 'apps');

/** The text of an app, by its name in `apps`. */
export const app = (file: string) => readFileSync(join(APPS, file), 'utf8');

/** What `docs/languages.md` shows, by the names of the files. */
export const page: { readonly [file: string]: string } = Object.fromEntries(samples(PAGE).named.map(({ file, text }) => [file, text]));

/** The arguments of the commands of ours that the page tells to run, in its order. */
export const pageCommands = [...readFileSync(join(ROOT, PAGE), 'utf8').matchAll(/^cdk-gcp-federation (.+)$/gm)].map(([, args]) => args.split(' '));

/** A folder for the time of one test. */
export async function inScratch<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A folder with the file that all apps read. */
export async function inApps<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  return inScratch(folder => {
    copyFileSync(join(APPS, 'federation.json'), join(folder, 'federation.json'));
    return work(folder);
  });
}

/** A folder with what the page shows, as its reader has it. */
export async function inPage<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  return inScratch(folder => {
    for (const [file, text] of Object.entries(page)) writeFileSync(join(folder, file), text);
    return work(folder);
  });
}
