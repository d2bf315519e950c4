import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../package.json';

export const ROOT = join(__dirname, '../..');

/** Where the repository is on the web. */
export const REPOSITORY = repository.url.replace(/\.git$/, '');

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

/**
 * Labels of TypeScript. README.md, which the packages for other languages show as well, has the second: jsii-pacmak takes
 * blocks with the first for examples to translate, and where it has no translation labels the TypeScript as Python.
 */
const TYPESCRIPT = ['ts', 'tsx'];

/** All code blocks of a document: files that they name, and TypeScript fragments and JSON documents that name none. */
export function samples(document: string): { readonly named: Sample[]; readonly fragments: string[]; readonly json: string[] } {
  const named: Sample[] = [];
  const fragments: string[] = [];
  const json: string[] = [];
  const text = readFileSync(join(ROOT, document), 'utf8');
  for (const [, language, file, body] of text.matchAll(/^```(\w+)(?: file=(\S+))?\n([^]*?)^```$/gm)) {
    if (file) named.push({ file, text: body });
    else if (TYPESCRIPT.includes(language)) fragments.push(body);
    else if (language === 'json') json.push(body);
  }
  return { named, fragments, json };
}
