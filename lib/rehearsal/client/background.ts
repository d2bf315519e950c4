import { ChildProcess, spawn } from 'node:child_process';
import { killGroup, running } from './client-process';

const HEALTHY_MILLISECONDS_AT_MOST = 20_000;

/** A program that goes on until it is stopped. */
export class Background {
  private readonly child: ChildProcess;
  private errors = '';

  constructor(command: readonly string[], path: string, environment: Readonly<Record<string, string>> = {}) {
    this.child = spawn(command[0], command.slice(1), { cwd: '/', env: { ...environment, PATH: path }, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => { this.errors = (this.errors + text).slice(-10_000); });
    this.child.once('error', error => { this.errors += error.message; });
    running.add(this.child);
  }

  /** Waits as the platform does, with the check of the container. */
  async until(healthy: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + HEALTHY_MILLISECONDS_AT_MOST;
    while (!await healthy()) {
      if (this.child.exitCode !== null || performance.now() > end) throw new Error(`the container that serves the credentials is not healthy: ${this.errors.trim() || 'it says nothing'}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  stop(): void {
    killGroup(this.child);
    running.delete(this.child);
  }
}

/** Where the image of a container has Node.js, this machine has its own. */
export function withNode([program, ...args]: readonly string[]): string[] {
  return [program === 'node' ? process.execPath : program, ...args];
}
