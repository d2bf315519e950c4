import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/**
 * Where jsii's runtime keeps what it unpacks, for the time of one suite: neither in the home folder of the user, nor in
 * the checkout, whose own packages would make up for what is missing.
 */
export function jsiiCache(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'jsii-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
