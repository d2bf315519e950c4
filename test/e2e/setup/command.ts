import { spawn, spawnSync } from 'node:child_process';

/** Runs a command that installs or builds something. Throws with the end of what it wrote where it fails. */
export async function command(
  words: readonly string[], options: { cwd?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const child = spawn(words[0], words.slice(1), {
    cwd: options.cwd, env: { ...process.env, ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { written += text; });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`'${words.join(' ')}' ended with exit code ${code}:\n${written.trim().split('\n').slice(-30).join('\n')}`);
}

/** Whether a program can be started. */
export function works(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}
