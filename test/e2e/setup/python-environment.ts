import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache';
import { command } from './command';

const PYTHON = process.env.PYTHON ?? 'python3';

const MODULES_OF_A_VENV = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';

/** What is missing for a virtual environment, in words; `undefined` where one can be made. */
export function missingPython(): string | undefined {
  try {
    execFileSync(PYTHON, ['-c', MODULES_OF_A_VENV], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'Python 3.10 or later with the module venv (Debian: apt-get install python3-venv; or set PYTHON to its interpreter)';
  }
}

/**
 * Makes a virtual environment that holds exactly the packages of a requirements file, in the cache, once for each
 * content of the file and version of Python.
 *
 * Throws where Python is missing; ask `missingPython` before.
 *
 * @param requirements path of a requirements file in which every package, also those that others bring, is pinned
 * @returns the folder of the environment: its interpreter is `bin/python3`
 */
export async function pythonEnvironment(requirements: string): Promise<string> {
  const missing = missingPython();
  if (missing !== undefined) throw new Error(`a virtual environment needs ${missing}`);
  const version = execFileSync(PYTHON, ['-c', 'import sys; print(sys.version, sys.base_prefix)'], { encoding: 'utf8' });
  return cached('python', [readFileSync(requirements, 'utf8'), version], async folder => {
    await command([PYTHON, '-m', 'venv', folder]);
    // Without dependencies: a package that the file does not pin is then missing, and `pip check` says so.
    const pip = [join(folder, 'bin', 'python3'), '-m', 'pip', '--disable-pip-version-check'];
    await command([...pip, 'install', '--quiet', '--no-deps', '--requirement', requirements]);
    await command([...pip, 'check']);
  });
}
