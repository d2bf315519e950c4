import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'E2E_RUN_FOLDER';

/** Begins a run of this tier: its suites find each other's observations in one folder. */
export function startRun(): void {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-run-'));
  process.env[VARIABLE] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** What one suite observes and another one reports: made by whichever asks first, once in a run. */
export async function oncePerRun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error(`${VARIABLE} is not set: run this by jest with test/e2e/jest.config.json`);
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) {
    const made = await make();
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify(made));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
