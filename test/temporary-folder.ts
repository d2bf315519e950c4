import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'TEST_RUN_TMPDIR';

/** Gives the tests of a run one temporary folder, which other users may enter: AWS CDK leaves a folder in it for each app. */
export function makeTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'federation-tests-'));
  chmodSync(folder, 0o1777);
  process.env[VARIABLE] = folder;
  process.env.TMPDIR = folder;
}

/** Removes the temporary folder of the run with all that is in it. */
export function removeTemporaryFolder(): void {
  const folder = process.env[VARIABLE];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
