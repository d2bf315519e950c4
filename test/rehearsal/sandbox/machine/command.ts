import { spawn, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { run } from '../../../../lib/rehearsal/client/client-process';
import { BundledCommand, bundledCommand } from '../../../cli/bundled-command';

const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** Users as whom the command is tried here: the one of the test, and, if that is root, one who is nobody. */
export const USERS: readonly (readonly [string, readonly string[]])[] = usersHere();

function usersHere(): [string, string[]][] {
  if (process.getuid?.() !== 0) return [['a plain user', []]];
  const nobodyHasNode = spawnSync(AS_NOBODY[0], [...AS_NOBODY.slice(1), process.execPath, '--version'], { cwd: '/' }).status === 0;
  if (!nobodyHasNode) console.log(`nothing is tried as a plain user, who cannot run ${process.execPath}: install Node.js where all users may`);
  return [['root', []], ...nobodyHasNode ? [['a plain user', AS_NOBODY] as [string, string[]]] : []];
}

/** In the temporary folder, since the checkout may be in a folder that other users cannot enter. */
let bundle: BundledCommand;
beforeAll(async () => {
  bundle = await bundledCommand();
  makeReadable(dirname(dirname(dirname(bundle.program))));
});
afterAll(() => bundle.remove());

export interface Started {
  readonly aws: string;
  readonly gcp: string;
  /** Home of the caller. */
  readonly home: string;
  readonly as?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function commandLine({ aws, gcp, as = [] }: Started, args: readonly string[]): string[] {
  return [...as, process.execPath, bundle.program, 'rehearse', '--aws', aws, '--gcp', gcp, ...args];
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
