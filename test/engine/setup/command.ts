import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a command writes to its standard output. Throws with the end of its standard error where it fails. */
export async function command(words: readonly string[], options: CommandOptions = {}): Promise<string> {
  const child = spawn(words[0], words.slice(1), {
    cwd: options.folder, env: { ...process.env, ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`'${words.join(' ')}' ended with exit code ${code}:\n${errors.trim().split('\n').slice(-30).join('\n')}`);
  return output;
}

/** As `command`; `undefined` where it cannot be started or fails. */
export async function commandIfAny(words: readonly string[], options: CommandOptions = {}): Promise<string | undefined> {
  return command(words, options).catch(() => undefined);
}
