import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FoundKey, UnreadPlace } from './found-key';
import { readDocuments } from './read-documents';
import { scanDocument } from './scan-document';

/** Plans and states are larger than sources. */
const BYTES_AT_MOST = 64_000_000;
const OUTPUT = /\.(?:json|ya?ml|tf|tofu|tfstate|template)$/;
/** Copies of the app's own files, which the scan of its folder reads. */
const ASSETS = /^asset\.|^node_modules$|^\.git$|^\.terraform$/;

/** What was found in synthesized outputs. */
export interface OutputScan {
  readonly found: readonly FoundKey[];
  readonly unread: readonly UnreadPlace[];
  readonly filesRead: number;
}

/** Looks for keys in templates, configurations, plans, states and manifests. Throws if a path is not there. */
export function scanOutputs(paths: readonly string[]): OutputScan {
  const found: FoundKey[] = [];
  const unread: UnreadPlace[] = [];
  let filesRead = 0;
  for (const file of paths.flatMap(outputFiles)) {
    if (lstatSync(file).size > BYTES_AT_MOST) {
      unread.push({ path: file, reason: 'too-large' });
      continue;
    }
    const text = readFileSync(file, 'utf8');
    const read = readDocuments(file, text);
    if ('unread' in read) {
      unread.push({ path: file, reason: read.unread });
      continue;
    }
    filesRead++;
    found.push(...read.documents.flatMap(document => scanDocument(file, text, document)));
  }
  return { found, unread, filesRead };
}

function outputFiles(path: string): string[] {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new Error(`there is no output ${path}`);
  if (!status.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter(name => !ASSETS.test(name))
    .flatMap(name => {
      const inside = join(path, name);
      const within = lstatSync(inside);
      if (within.isDirectory()) return outputFiles(inside);
      return within.isFile() && OUTPUT.test(name) ? [inside] : [];
    });
}
