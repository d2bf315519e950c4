import { spawn } from 'node:child_process';

/** What a run of the engine ended with. */
export interface TerraformRun {
  readonly status: number | null;
  readonly output: string;
  /** Output and errors, without colours, frames and the line breaks of messages. */
  readonly text: string;
}

/** Runs the engine of this tier in a folder, without the settings and credentials of whoever runs the tests. */
export async function runTerraform(
  folder: string, args: readonly string[], environment: Readonly<Record<string, string>> = {},
): Promise<TerraformRun> {
  const child = spawn(process.env.ENGINE_TIER_PROGRAM!, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TF_CLI_CONFIG_FILE: process.env.ENGINE_TIER_CONFIGURATION,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, output, text: `${output}${errors}`.replace(/\s*[│╷╵]?\s+/g, ' ') };
}
