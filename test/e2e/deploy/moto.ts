import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pythonEnvironment } from '../setup/python-environment';

const START_MILLISECONDS_AT_MOST = 120_000;

/** The interpreter that has moto and boto3. */
export async function python(): Promise<string> {
  return join(await pythonEnvironment(join(__dirname, 'requirements.txt')), 'bin', 'python3');
}

/** An AWS account in memory: moto's server, on a port that is free. */
export class Moto {
  /** Starts the server and waits until it listens. */
  public static async start(account: string): Promise<Moto> {
    const child = spawn(await python(), ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
      // With a home of this machine's user moto would find that user's settings.
      env: { PATH: process.env.PATH, MOTO_ACCOUNT_ID: account, PYTHONUNBUFFERED: '1' }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => child.kill('SIGKILL');
    process.once('exit', stop);
    child.once('exit', () => process.off('exit', stop));
    return new Moto(child, await listening(child));
  }

  private constructor(private readonly child: ChildProcess, private readonly port: number) {}

  /** `localhost`, since an address instead of a name makes the CLI put the bucket of the assets before it. */
  public get endpoint(): string {
    return `http://localhost:${this.port}`;
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** The port that the server says it listens on. */
async function listening(child: ChildProcess): Promise<number> {
  let written = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`moto did not start within ${START_MILLISECONDS_AT_MOST} ms: ${written}`));
    }, START_MILLISECONDS_AT_MOST);
    const read = (text: string) => {
      written += text;
      const found = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(written);
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    child.stdout!.setEncoding('utf8').on('data', read);
    child.stderr!.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`moto ended with exit code ${code}: ${written}`));
    });
  });
}
