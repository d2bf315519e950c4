import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVENANCE } from './configuration';
import { fileSystemReason } from '../../proof/inputs/read-json';

/** A name that nobody else gives a file. */
const NAME = 'cdk-gcp-federation.tf.json';

/** Where the configuration goes in a folder. Refuses, before anything is written, what would lose somebody's work. */
export function outputFile(folder: string, force: boolean): string {
  if (/\.(?:json|tf)$/.test(folder)) throw new Error(`--out '${folder}' looks like a file: pass a folder, in which '${NAME}' is written, or - for the standard output`);
  const file = join(folder, NAME);
  const existing = readIfThere(file);
  if (!force && existing !== undefined && !isOwn(existing)) {
    throw new Error(`'${file}' was not written by this command: move it away, pass another --out, or --force to overwrite it`);
  }
  return file;
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
  try {
    return String(JSON.parse(text)['//']).startsWith(PROVENANCE);
  } catch {
    return false;
  }
}
