import { missingPython } from './python-environment';
import { startRun } from './run-folder';
import { missingForNamespace } from '../../../lib/rehearsal/forms';

/**
 * Before all suites of this tier: says once what this machine lacks, and forgets what an earlier run observed. What a
 * suite needs installed, it installs itself, so that a single suite costs no more than its own.
 */
export default function prepare(): void {
  startRun();
  const missing = [...missingForNamespace(), missingPython()].filter(lack => lack !== undefined);
  for (const lack of missing) process.stdout.write(`MISSING: ${lack}\n`);
  if (process.env.CI !== undefined && missing.length > 0) throw new Error(`this tier may skip nothing in CI, but misses ${missing.join('; ')}`);
}
