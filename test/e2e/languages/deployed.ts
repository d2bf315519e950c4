import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a synthesized app deploys: the templates, and the assets by the hash of their content.
 *
 * The rest of a cloud assembly says which versions wrote it and where in the program each construct was made, so it
 * differs from language to language: `manifest.json`, `tree.json`, `*.metadata.json`, `*.assets.json`, `cdk.out`.
 */
export function deployed(folder: string): { readonly [file: string]: string } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(file => file.endsWith('.template.json') || file.startsWith('asset.'));
  return Object.fromEntries(files.sort().map(file => [file, readFileSync(join(folder, file), 'utf8')]));
}
