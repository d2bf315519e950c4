import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The shells that user data meets, as far as this machine has them. */
export const SHELLS = ['bash', 'sh', 'dash', 'zsh', 'ksh', 'busybox sh'].filter(shell => {
  const found = spawnSync('sh', ['-c', `command -v ${shell.split(' ')[0]}`]).status === 0;
  if (!found) console.log(`${shell}: not installed, so user data is not run by it`);
  return found;
});

/**
 * A scratch root in which a script runs with the absolute paths in it moved there. All else is as on the instance.
 */
export class ScratchRoot {
  public readonly path = mkdtempSync(join(tmpdir(), 'user-data-'));

  public write(file: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(this.in(file)), { recursive: true });
    writeFileSync(this.in(file), text, { mode });
  }

  public read(file: string): string | undefined {
    return existsSync(this.in(file)) ? readFileSync(this.in(file), 'utf8') : undefined;
  }

  public mode(file: string): number {
    return statSync(this.in(file)).mode % 0o1000;
  }

  /** Runs a script as cloud-init does: from a file, by the shell of its first line. */
  public run(shell: string, script: string, env: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } {
    mkdirSync(this.in('/etc'), { recursive: true });
    writeFileSync(this.in('/user-data'), script.replace(/\/(etc\/|opt\/|run\/|dev\/console)/g, `${this.path}/$1`));
    const [command, ...args] = shell.split(' ');
    const { status, stdout, stderr } = spawnSync(command, [...args, this.in('/user-data')], {
      encoding: 'utf8', timeout: 20_000, env: { PATH: process.env.PATH!, ...env },
    });
    return { status, stdout, stderr };
  }

  public in(file: string): string {
    return join(this.path, file);
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
