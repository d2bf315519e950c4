import { Readable, Writable } from 'node:stream';

/** Where the command runs, and who is there to be asked. */
export interface Surroundings {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Where questions appear. */
  readonly questions: Writable;
}

export function surroundingsOfThisProcess(): Surroundings {
  return { folder: process.cwd(), environment: process.env, input: process.stdin, questions: process.stderr };
}
