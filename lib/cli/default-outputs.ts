import { existsSync } from 'node:fs';
import { InputError } from '../proof';

/** Where the two outputs are read that no flag names. */
export const DEFAULT_OUTPUTS = { aws: ['cdk.out'], gcp: ['cdktf.out'] };

/** How they come about. */
const HINTS: Readonly<Record<string, string>> = {
  'cdk.out': 'synthesize the AWS side first, or name its output by --aws',
  'cdktf.out': 'synthesize the Google side first, or name its folder by --gcp, such as the one that the command terraform wrote',
};

/** Reads outputs, and says how to come by one that is not where outputs are by default. Throws `InputError`. */
export function readingOutputs<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError) || !Object.hasOwn(HINTS, error.path) || existsSync(error.path)) throw error;
    throw new InputError(error.path, `${error.reason}: ${HINTS[error.path]}`);
  }
}
