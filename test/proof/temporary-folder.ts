import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of a test, with files as JSON or as text. Remove it with `remove`. */
export function temporaryFolder(files: Readonly<Record<string, unknown>> = {}): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'federation-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
