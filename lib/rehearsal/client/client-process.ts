import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { clientCommand } from './client-program';

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
}

/** Runs a command to its end and gives what it wrote; kills it, and all that it started, when it takes too long. */
export async function run(
  command: readonly string[], options: { cwd: string; environment: Readonly<Record<string, string>>; timeoutMilliseconds: number },
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string; readonly timedOut: boolean }> {
  const child = spawn(command[0], command.slice(1), { cwd: options.cwd, env: options.environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  let errors = '';
  let timedOut = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
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
  }
}

function killGroup(child: ChildProcess): void {
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

  constructor(cwd: string) {
    const [file, ...args] = clientCommand('serve');
    this.child = spawn(file, args, { cwd, env: { HOME: cwd, PATH: process.env.PATH }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => { this.errors += text; });
    createInterface({ input: this.child.stdout! }).on('line', line => this.answered(JSON.parse(line) as ClientAnswer));
    this.child.once('error', error => this.answered(failure(error.message)));
    this.child.once('close', () => this.answered(failure(`the client process ended: ${this.errors.trim().split('\n').pop() ?? ''}`)));
    this.child.stdin!.on('error', () => undefined);
  }

  /** Waits until the client has started. */
  async ready(): Promise<void> {
    await this.answer();
  }

  async ask(url: string, environment: Readonly<Record<string, string>>): Promise<ClientAnswer> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return failure('the client process has ended');
    const answer = this.answer();
    this.child.stdin!.write(`${JSON.stringify({ url, environment })}\n`);
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
    this.child.kill('SIGKILL');
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
