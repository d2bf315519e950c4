import { existsSync } from 'node:fs';
import { InputError } from '../proof';

/** Where the two outputs are read that no flag names, and how they come about. */
const DEFAULTS = {
  aws: { path: 'cdk.out', hint: 'synthesize the AWS side first, or name its output by --aws' },
  gcp: { path: 'cdktf.out', hint: 'synthesize the Google side first, or name its folder by --gcp, such as the one that the command terraform wrote' },
} as const;

export const DEFAULT_OUTPUTS = { aws: [DEFAULTS.aws.path], gcp: [DEFAULTS.gcp.path] };

/** Says how to come by an output that no flag names, where it is not there. Throws `InputError`. */
export function requireDefaultOutputs(given: { readonly aws: readonly string[]; readonly gcp: readonly string[] }): void {
  for (const side of ['aws', 'gcp'] as const) {
    const { path, hint } = DEFAULTS[side];
    if (given[side].length === 1 && given[side][0] === path && !existsSync(path)) throw new InputError(path, `there is no such file or folder: ${hint}`);
  }
}
