import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** The sources of what users import. */
export const ENTRY_POINTS: Readonly<Record<string, string>> = {
  'cdk-gcp-federation': 'lib/index.ts',
  'cdk-gcp-federation/gcp': 'lib/gcp/index.ts',
  'cdk-gcp-federation/assertions': 'lib/proof/assertions/index.ts',
  'cdk-gcp-federation/validation': 'lib/proof/plugin/index.ts',
};

/** A code block of the README that names the file it would be. */
export interface Sample {
  readonly file: string;
  readonly text: string;
}

/** All code blocks of a document: files that they name, and TypeScript fragments and JSON documents that name none. */
export function samples(document: string): { readonly named: Sample[]; readonly fragments: string[]; readonly json: string[] } {
  const named: Sample[] = [];
  const fragments: string[] = [];
  const json: string[] = [];
  const text = readFileSync(join(ROOT, document), 'utf8');
  for (const [, language, file, body] of text.matchAll(/^```(\w+)(?: file=(\S+))?\n([^]*?)^```$/gm)) {
    if (file) named.push({ file, text: body });
    else if (language === 'ts') fragments.push(body);
    else if (language === 'json') json.push(body);
  }
  return { named, fragments, json };
}
