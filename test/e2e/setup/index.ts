import { join } from 'node:path';
import { missingPython, pythonEnvironment } from './python-environment';
import { startRun } from './run-folder';
import { missingForNamespace } from '../../../lib/rehearsal/sandbox';
import { makeTemporaryFolder } from '../../temporary-folder';

/**
 * Before all suites of this tier: says once what this machine lacks, forgets what an earlier run observed, and gives the
 * suites beside what they test a Python with Google's clients. What else a suite needs installed, it installs itself, so
 * that a single suite costs no more than its own.
 */
export default async function prepare(): Promise<void> {
  makeTemporaryFolder();
  startRun();
  const missing = [...missingForNamespace(), missingPython()].filter(lack => lack !== undefined);
  for (const lack of missing) process.stdout.write(`MISSING: ${lack}\n`);
  if (process.env.CI !== undefined && missing.length > 0) throw new Error(`this tier may skip nothing in CI, but misses ${missing.join('; ')}`);
  if (missingPython() === undefined) {
    process.env.GOOGLE_AUTH_PYTHON = join(await pythonEnvironment(join(__dirname, '../clients/programs/python/requirements.txt')), 'bin/python3');
  }
}
