import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { clientCommand } from './client-program';
import { errorLine } from './error-line';

/** What the client reports of one request. */
export interface ClientAnswer {
  readonly ok: boolean;
  /** The answer of the API. */
  readonly data?: unknown;
  /** The error as the client library words it. */
  readonly message?: string;
  readonly status?: number;
  /** From the first call into the client library to the answer. */
  readonly milliseconds: number;
  /** What the process saw of the variables that matter. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Version of the google-auth-library that called. */
  readonly libraryVersion?: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  /** What it reads. @default - nothing */
  readonly input?: string;
}

/** What a command wrote; of very much only the end. */
export interface Ran {
  /** @default - it was ended by a signal */
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly timedOut: boolean;
}

const CHARACTERS_AT_MOST = 1_000_000;

/** The groups of processes that go on when this process ends, unless they are ended with it. */
export const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(killGroup));

/** Runs a command to its end and gives what it wrote; kills it, and all that it started, when it takes too long. */
export async function run(command: readonly string[], options: RunOptions): Promise<Ran> {
  const child = spawn(command[0], command.slice(1), { cwd: options.cwd, env: options.environment, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let output = '';
  let errors = '';
  let timedOut = false;
  const end = (text: string) => text.length > 2 * CHARACTERS_AT_MOST ? text.slice(-CHARACTERS_AT_MOST) : text;
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output = end(output + text); });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors = end(errors + text); });
  child.stdin.on('error', () => undefined).end(options.input);
  running.add(child);
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(child);
  }, options.timeoutMilliseconds);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, output, errors, timedOut };
  } finally {
    clearTimeout(timer);
    running.delete(child);
  }
}

export function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

const ANSWER_MILLISECONDS_AT_MOST = 15_000;

/** A client that stays, so that many callers can be tried without paying its start each time. One order at a time. */
export class WarmClient {
  private readonly child: ChildProcess;
  private waiting?: (answer: ClientAnswer) => void;
  private errors = '';

  /** @param command the command line that starts it, where it is not to be started in this environment */
  constructor(cwd: string, command: readonly string[] = clientCommand('serve')) {
    this.child = spawn(command[0], command.slice(1), { cwd, env: { HOME: cwd, PATH: process.env.PATH }, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    running.add(this.child);
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => { this.errors += text; });
    createInterface({ input: this.child.stdout! }).on('line', line => this.answered(JSON.parse(line) as ClientAnswer));
    this.child.once('error', error => this.answered(failure(error.message)));
    this.child.once('close', () => this.answered(failure(`the client process ended: ${errorLine(this.errors)}`)));
    this.child.stdin!.on('error', () => undefined);
  }

  /** Waits until the client has started. */
  async ready(): Promise<void> {
    await this.answer();
  }

  /** Asks for a URL with the credentials that the environment leads to; with a form, posts that without any. */
  async ask(url: string, environment: Readonly<Record<string, string>>, form?: string): Promise<ClientAnswer> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return failure('the client process has ended');
    const answer = this.answer();
    this.child.stdin!.write(`${JSON.stringify({ url, environment, form })}\n`);
    return answer;
  }

  private async answer(): Promise<ClientAnswer> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ClientAnswer>(resolve => {
        this.waiting = resolve;
        timer = setTimeout(() => {
          this.close();
          resolve(failure(`no answer within ${ANSWER_MILLISECONDS_AT_MOST} ms`));
        }, ANSWER_MILLISECONDS_AT_MOST);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    killGroup(this.child);
    running.delete(this.child);
  }

  private answered(answer: ClientAnswer): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(answer);
  }
}

function failure(message: string): ClientAnswer {
  return { ok: false, message, milliseconds: 0 };
}
