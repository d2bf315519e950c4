import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVENANCE } from './configuration';
import { Format } from './options';
import { fileSystemReason } from '../../proof/inputs/read-json';

/** Names that nobody else gives a file, by the language. */
const NAMES = { json: 'cdk-gcp-federation.tf.json', hcl: 'cdk-gcp-federation.tf' } as const;

/** A file that is to be written, and what the folder held before. */
export interface OutputFile {
  readonly file: string;
  /** The same in JSON, which HCL replaces: its addresses move. @default - there is none */
  readonly replaced?: string;
  /** Whether the resources can be in a state under the addresses of JSON. */
  readonly movedFromJson: boolean;
}

/** Returns where the configuration goes in a folder. Refuses, before anything is written, what would lose or break somebody's work. */
export function outputFile(folder: string, format: Format, force: boolean): OutputFile {
  if (/\.(?:json|tf)$/.test(folder)) {
    throw new Error(`--out '${folder}' looks like a file: pass a folder, in which '${NAMES[format]}' is written, or - for the standard output`);
  }
  const [json, hcl] = [join(folder, NAMES.json), join(folder, NAMES.hcl)];
  const file = format === 'json' ? json : hcl;
  requireOwn(file, isOwn, force);
  requireNoProviders(folder, [NAMES.json, NAMES.hcl]);
  const [jsonText, hclText] = [readIfThere(json), readIfThere(hcl)];
  if (format === 'json') {
    if (hclText !== undefined) {
      throw new Error(`'${hcl}' has the same resources under different addresses: pass --format hcl, or another --out`);
    }
    return { file, movedFromJson: false };
  }
  if (jsonText !== undefined) requireOwn(json, isOwn, force);
  return { file, replaced: jsonText === undefined ? undefined : json, movedFromJson: jsonText !== undefined || /^moved \{$/m.test(hclText ?? '') };
}

/** Refuses a folder that requires providers already, which Terraform takes once in a module. */
function requireNoProviders(folder: string, own: readonly string[]): void {
  const files = existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];
  const other = files.filter(name => /\.tf(?:\.json)?$/.test(name) && !own.includes(name))
    .find(name => /\brequired_providers\b/.test((readIfThere(join(folder, name)) ?? '').replace(/^\s*(?:#|\/\/).*$|\/\*[^]*?\*\//gm, '')));
  if (other === undefined) return;
  throw new Error(`'${join(folder, other)}' has required_providers, which Terraform takes once in a folder: pass a folder of its own as --out, `
    + 'with --module, and call it as a module');
}

/** Removes a file that another form replaces. */
export function removeReplaced({ replaced }: OutputFile): void {
  if (replaced !== undefined) rmSync(replaced);
}

/** Refuses to overwrite a file that this package did not write. */
export function requireOwn(file: string, wroteIt: (text: string) => boolean, force: boolean): void {
  const existing = readIfThere(file);
  if (!force && existing !== undefined && !wroteIt(existing)) {
    throw new Error(`'${file}' was not written by this command: move it away, pass another --out, or --force to overwrite it`);
  }
}

/** Writes a file whole or not at all. Until then it has a name that Terraform does not read. */
export function writeWhole(folder: string, file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, text, { flag: 'wx' });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new Error(`cannot write ${file}: ${fileSystemReason(error)}`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Error(`cannot write ${file}: ${code === 'ENOTDIR' ? `${folderOf(file)} is a file` : fileSystemReason(error)}`);
  }
}

function folderOf(file: string): string {
  return join(file, '..');
}

function isOwn(text: string): boolean {
  if (text.startsWith(`# ${PROVENANCE}`)) return true;
  try {
    return String(JSON.parse(text)['//']).startsWith(PROVENANCE);
  } catch {
    return false;
  }
}
