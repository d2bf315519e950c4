import { hasHclParser, HclSyntaxError, parseHclFile } from '../proof/inputs/hcl/parser';
import { InputError } from '../proof/inputs/input-error';
import { parseYamlDocuments } from '../proof/inputs/read-yaml';

/** Parsed documents of a file: JSON, YAML or HCL. */
export type Documents = { readonly documents: readonly unknown[] } | { readonly unread: 'no-parser' | 'malformed' };

/** Parses a file by its ending. HCL takes a parser that the app installs. */
export function readDocuments(file: string, text: string): Documents {
  try {
    if (/\.(?:tf|tofu)$/.test(file)) {
      return hasHclParser() ? { documents: [parseHclFile(file, text)] } : { unread: 'no-parser' };
    }
    if (/\.json$|\.tfstate$/.test(file)) return { documents: [JSON.parse(text.replace(/^\uFEFF/, ''))] };
    return { documents: parseYamlDocuments(file, text) };
  } catch (error) {
    // The reason could quote the text, which may hold a key.
    if (error instanceof SyntaxError || error instanceof InputError || error instanceof HclSyntaxError) {
      return { unread: 'malformed' };
    }
    throw error;
  }
}
