import { spawn } from 'node:child_process';

/** A program of the user's that talks to a cloud, such as `aws`, `kubectl` or `gcloud`. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  /** @default - nothing */
  readonly input?: string;
  /** @default 120 */
  readonly secondsAtMost?: number;
}

/** How a program ended. */
export interface ProgramResult {
  /** @default - a signal, or the time limit, ended it */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** Why it could not run. @default - it ran */
  readonly failure?: string;
}

export type RunProgram = (call: ProgramCall) => Promise<ProgramResult>;

/** Runs a program with the environment of this process, without a shell. */
export const runProgram: RunProgram = async ({ program, args, input, secondsAtMost = 120 }) =>
  new Promise(resolve => {
    const child = spawn(program, [...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, AWS_PAGER: '', CLOUDSDK_CORE_DISABLE_PROMPTS: '1' },
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), secondsAtMost * 1000);
    const end = (code: number | null, failure?: string) => {
      clearTimeout(timer);
      resolve({
        code,
        output: Buffer.concat(output).toString('utf8'),
        errors: Buffer.concat(errors).toString('utf8'),
        failure,
      });
    };
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.on('data', (data: Buffer) => errors.push(data));
    // It may end before it has read everything.
    child.stdin.on('error', () => undefined);
    child.once('error', (error: NodeJS.ErrnoException) =>
      end(null, error.code === 'ENOENT' ? `${program} is not installed` : error.message),
    );
    child.once('close', (code, signal) => end(code, signal === null ? undefined : `${program} was ended (${signal})`));
    child.stdin.end(input ?? '');
  });

/** Returns a command line as a person would type it, to show what will run. */
export function displayCommand({ program, args }: Pick<ProgramCall, 'program' | 'args'>): string {
  return [program, ...args]
    .map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
