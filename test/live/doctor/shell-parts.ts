import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = join(__dirname, '../../../lib/live/doctor/parts');

/** The functions of the script, without the part that runs them. */
const FUNCTIONS = readdirSync(PARTS)
  .sort()
  .filter(file => file !== '90-main.sh')
  .map(file => readFileSync(join(PARTS, file), 'utf8'))
  .join('\n');

/** Runs commands after the functions of the script, in a shell. */
export function inShell(
  commands: string,
  options: { readonly shell?: string; readonly input?: string | Buffer; readonly environment?: NodeJS.ProcessEnv } = {},
): string {
  const script = `set -u\nLC_ALL=C\nnewline='\n'\nas_json= subject=here format=1\ndescribe_cause() { cause=$1 confirm= fix= page=; }\n${FUNCTIONS}\n${commands}`;
  const { status, stdout, stderr } = spawnSync(options.shell ?? 'sh', ['-c', script], {
    input: options.input ?? '',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...options.environment },
  });
  if (status !== 0 || stderr !== '') throw new Error(`exit code ${status}: ${stderr}${stdout}`);
  return stdout;
}

/** Shells of this machine that the script has to run in. */
export const SHELLS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({ 'dash': ['dash'], 'bash': ['bash'], 'ash of BusyBox': ['busybox', 'ash'] }).filter(
    ([, [file]]) => spawnSync('/bin/sh', ['-c', `command -v ${file}`]).status === 0,
  ),
);
