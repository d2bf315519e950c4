import { PassThrough, Readable } from 'node:stream';
import { initCommand } from '../../../lib/cli/init-command';
import { keptOutput, Ran } from '../command';

export interface InitOptions {
  readonly folder: string;
  /** Lines that somebody types at a terminal. @default - there is no terminal */
  readonly typed?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs `init`; errors that it throws are its errors, with exit code 2. */
export async function init(
  args: readonly string[], { folder, typed, environment = { PATH: '' } }: InitOptions,
): Promise<Ran & { readonly asked: string }> {
  const questions = new PassThrough();
  let asked = '';
  questions.on('data', text => { asked += text; });
  const output = keptOutput(typed === undefined ? {} : { errorTerminal: { colour: false, columns: 200 } });
  const input = Object.assign(Readable.from(typed === undefined ? [] : typed.map(line => `${line}\n`)), { isTTY: typed !== undefined });
  try {
    const code = await initCommand(args, output, { folder, environment, input, questions });
    return { code, ...output.kept, asked };
  } catch (error) {
    return { code: 2, written: output.kept.written, errors: `${output.kept.errors}${(error as Error).message}`, asked };
  }
}

export const FLAGS = ['--gcp-project-id', 'my-gcp-project', '--gcp-project-number', '123456789012', '--role-name', 'gcs-reader', '--aws-account-id', '111122223333'];
