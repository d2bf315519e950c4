import { ChildProcess, spawn } from 'node:child_process';
import { createInterface, Interface } from 'node:readline';
import { run } from '../../../../lib/rehearsal/client/client-process';
import { BootedInstance } from '../../../../lib/rehearsal/sandbox';
import { Program } from '../client';

/** What a client says when it is asked. */
export type Said = { readonly listed: string } | { readonly error: string };

export const ANSWER_MILLISECONDS_AT_MOST = 90_000;

/** A client on the instance, which can be asked as often as one likes. */
export interface RunningClient {
  ask(): Promise<Said>;
  stop(): void;
}

export function startClient(program: Program, booted: BootedInstance, needsLogin: boolean, variables: readonly string[]): RunningClient {
  const words = (command: readonly string[]) => booted.command(['/usr/bin/env', ...variables, ...command]);
  if (program.kind === 'stays') return new StayingClient(words(program.command));
  // All its commands share a home.
  const prefix = words([]);
  return new EndingClient([...prefix, ...program.command], needsLogin || program.alwaysLogsIn ? [...prefix, ...program.logIn] : undefined);
}

/** A program that keeps its token in memory. It starts with the first question. */
class StayingClient implements RunningClient {
  private child?: ChildProcess;
  private lines?: Interface;
  private errors = '';

  constructor(private readonly command: readonly string[]) {}

  async ask(): Promise<Said> {
    this.start();
    const { child, lines } = this;
    return new Promise(resolve => {
      const timer = setTimeout(() => resolve({ error: `no answer within ${ANSWER_MILLISECONDS_AT_MOST / 1000} seconds` }), ANSWER_MILLISECONDS_AT_MOST);
      const finish = (said: Said) => {
        clearTimeout(timer);
        lines!.off('line', answered);
        child!.off('close', ended);
        resolve(said);
      };
      const answered = (line: string) => {
        const { objects, error } = JSON.parse(line) as { objects?: string[]; error?: string };
        finish(error === undefined ? { listed: objects!.join(' ') } : { error });
      };
      const ended = () => finish({ error: `the program ended: ${this.errors.trim()}` });
      lines!.once('line', answered);
      child!.once('close', ended);
      child!.stdin!.write('\n');
    });
  }

  stop(): void {
    if (this.child?.pid !== undefined && this.child.exitCode === null) process.kill(-this.child.pid, 'SIGKILL');
  }

  private start(): void {
    if (this.child !== undefined) return;
    this.child = spawn(this.command[0], this.command.slice(1), { cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => { this.errors += text; });
    this.child.stdin!.on('error', () => undefined);
    this.lines = createInterface({ input: this.child.stdout! });
  }
}

/** A command that keeps its token in its home, if at all. */
class EndingClient implements RunningClient {
  constructor(private readonly command: readonly string[], private logIn?: readonly string[]) {}

  async ask(): Promise<Said> {
    const { logIn } = this;
    this.logIn = undefined;
    if (logIn !== undefined) {
      const said = await this.run(logIn);
      if ('error' in said) return said;
    }
    return this.run(this.command);
  }

  stop(): void {
    // It ends by itself.
  }

  private async run(command: readonly string[]): Promise<Said> {
    const { code, output, errors, timedOut } = await run(command, { cwd: '/', environment: {}, timeoutMilliseconds: ANSWER_MILLISECONDS_AT_MOST });
    if (timedOut) return { error: `no answer within ${ANSWER_MILLISECONDS_AT_MOST / 1000} seconds` };
    return code === 0 ? { listed: output.trim() } : { error: `${errors}\n${output}`.trim() };
  }
}
