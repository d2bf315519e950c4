import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Parsed documents of a file: JSON, YAML or HCL. */
export type Documents =
  | { readonly documents: readonly unknown[] }
  | { readonly unread: 'no-parser' | 'malformed' };

/** Parses a file by its ending. HCL takes a parser that the app installs. */
export async function readDocuments(file: string, text: string): Promise<Documents> {
  if (/\.(?:tf|tofu)$/.test(file)) return readHcl(file, text);
  if (/\.json$|\.tfstate$/.test(file)) return readJson(text);
  return readYaml(text);
}

function readJson(text: string): Documents {
  try {
    return { documents: [JSON.parse(text.replace(/^\uFEFF/, ''))] };
  } catch {
    return { unread: 'malformed' };
  }
}

function readYaml(text: string): Documents {
  // The short forms of CloudFormation are tags that this reading does not need.
  const parsed = parseAllDocuments(text, { logLevel: 'silent', strict: false, uniqueKeys: false });
  if (!Array.isArray(parsed) || parsed.some(({ errors }) => errors.length > 0)) return { unread: 'malformed' };
  return { documents: parsed.map(document => document.toJS({ maxAliasCount: 1000 }) as unknown) };
}

async function readHcl(file: string, text: string): Promise<Documents> {
  let parse: (name: string, content: string) => Promise<unknown>;
  try {
    ({ parse } = createRequire(`${process.cwd()}/`)('@cdktn/hcl2json') as { parse: typeof parse });
  } catch {
    return { unread: 'no-parser' };
  }
  try {
    return { documents: [await parse(basename(file), text)] };
  } catch {
    return { unread: 'malformed' };
  }
}
