import { closeSync, linkSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSystemReason } from '../../proof/inputs/read-json';

/** Files to make, text by name. */
export type NewFiles = Readonly<Record<string, string>>;

/** Refuses where one of the names is taken: whatever stands there is never overwritten. */
export function requireAbsent(folder: string, names: readonly string[]): void {
  for (const name of names) if (isTaken(join(folder, name))) refuseToOverwrite(join(folder, name));
}

/** Makes all of the files or none, and none that is half-written. Throws where one exists. */
export function writeNewFiles(folder: string, files: NewFiles): void {
  const made: string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeNewFile(join(folder, name), join(folder, `.${name}.${process.pid}.unfinished`), text);
      made.push(join(folder, name));
    }
  } catch (error) {
    made.forEach(file => rmSync(file));
    throw error;
  }
}

function writeNewFile(file: string, unfinished: string, text: string): void {
  try {
    writeFileSync(unfinished, text, { flag: 'wx' });
    // Fails where the name is taken, which a renaming would overwrite.
    linkSync(unfinished, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') refuseToOverwrite(file);
    if (!LINKS_MISSING.has(code ?? '')) throw new Error(`cannot write ${file}: ${fileSystemReason(error)}`);
    writeExclusively(file, text);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** How file systems without hard links answer. */
const LINKS_MISSING = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

function writeExclusively(file: string, text: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuseToOverwrite(file);
    throw new Error(`cannot write ${file}: ${fileSystemReason(error)}`);
  }
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    rmSync(file);
    throw new Error(`cannot write ${file}: ${fileSystemReason(error)}`);
  } finally {
    closeSync(descriptor);
  }
}

/** Also by a link that leads nowhere. */
function isTaken(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function refuseToOverwrite(file: string): never {
  throw new Error(`'${file}' exists and is never overwritten: move it away, or pass another folder by --out`);
}
