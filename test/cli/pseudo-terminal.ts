import { spawn, spawnSync } from 'node:child_process';

/** Whether `script` of util-linux is there, which gives a process a terminal. */
export const hasPseudoTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;
if (!hasPseudoTerminal) console.log('there is no script of util-linux: what the command does on a terminal was not tried');

export const describeOnTerminal = hasPseudoTerminal ? describe : describe.skip;

export interface OnTerminalOptions {
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** What to type once a text has appeared behind the last one. */
  readonly typing?: readonly (readonly [appears: string, typed: string])[];
}

/** Runs shell words on a terminal of 100 columns, and gives what was to be seen there and the exit code. */
export async function onTerminal(
  words: string, { folder, environment = {}, typing = [] }: OnTerminalOptions,
): Promise<{ seen: string; code: number }> {
  const child = spawn('script', ['--quiet', '--return', '--command', `stty cols 100; ${words}`, '/dev/null'], {
    cwd: folder, env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm', ...environment }, stdio: ['pipe', 'pipe', 'ignore'],
  });
  let seen = '';
  let from = 0;
  const left = [...typing];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text;
    for (let at; left.length > 0 && (at = seen.indexOf(left[0][0], from)) >= 0;) {
      from = at + left[0][0].length;
      child.stdin.write(left.shift()![1]);
    }
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 45_000);
  const code = await new Promise<number>(resolve => child.once('close', status => resolve(status ?? -1)));
  clearTimeout(timer);
  return { seen: seen.replaceAll('\r\n', '\n'), code };
}
