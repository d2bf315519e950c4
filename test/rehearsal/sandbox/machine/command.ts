import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { run } from '../../../../lib/rehearsal/client/client-process';

const ROOT = join(__dirname, '../../../..');

/** Users as whom the command is tried here: the one of the test, and, where that is root, one who is nobody. */
export const USERS: readonly (readonly [string, readonly string[]])[] = process.getuid?.() !== 0 ? [['a plain user', []]] : [
  ['root', []],
  ['a plain user', ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']],
];

export interface Started {
  readonly aws: string;
  readonly gcp: string;
  /** Home of the caller. */
  readonly home: string;
  readonly as?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function commandLine({ aws, gcp, as = [] }: Started, args: readonly string[]): string[] {
  return [...as, process.execPath, require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', join(ROOT, 'lib/cli/main.ts'),
    'rehearse', '--aws', aws, '--gcp', gcp, ...args];
}

/** Runs the command as users do: as a process. Folders in the temporary one are readable to all. */
export async function rehearseAsProcess(started: Started, args: readonly string[] = []) {
  return run(commandLine(started, args), { cwd: started.home, environment: environmentOf(started), timeoutMilliseconds: 120_000 });
}

/** Starts the command, and gives the process. */
export function startRehearsal(started: Started, args: readonly string[] = []) {
  const [file, ...rest] = commandLine(started, args);
  return spawn(file, rest, { cwd: started.home, env: environmentOf(started), stdio: ['ignore', 'pipe', 'pipe'] });
}

export function makeReadable(...folders: string[]): void {
  spawnSync('chmod', ['-R', 'a+rX', ...folders]);
}

function environmentOf({ home, environment }: Started): Record<string, string> {
  return { PATH: process.env.PATH!, HOME: home, DISABLE_V8_COMPILE_CACHE: '1', ...environment };
}
