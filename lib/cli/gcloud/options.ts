import { pageAddress } from '../../errors/documentation';
import { GcloudOptions } from '../../google/gcloud/gcloud-script';
import { parseFlags, UsageError } from '../flags';
import { requireValidOptions, SIDE_FLAGS, SIDE_HELP, sideOptions } from '../terraform/side-options';

/** The values of a command line of `gcloud`. */
export interface GcloudCommandLine {
  readonly files: readonly string[];
  /** A file, or `-` for the standard output. */
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
  readonly options: GcloudOptions;
}

export const GCLOUD_HELP = `Usage: cdk-gcp-federation gcloud FILE... --out FILE.sh [options]

Writes the Google side of federations as a shell script for a Google Cloud administrator, who needs nothing but the
Google Cloud CLI, such as in Cloud Shell. The script reads before it writes and can be run again at any time.

  FILE                 a role: the JSON file that GcpFederatedRole.fromJsonFile reads on the AWS side, or a module that
                       exports descriptions, such as federation.ts. - reads JSON from the standard input

Output:
  --out FILE.sh        the script, or - for the standard output
  --force              overwrite a file that this command did not write
  --json               report what was written as JSON
  --help               show this text

Google side, for all pools:
${SIDE_HELP}

The script itself:
  sh FILE.sh --dry-run  print what would be run, and change nothing
  sh FILE.sh            create what is missing, and update what differs
  sh FILE.sh --undo     take back what the script has made, and nothing else

Examples:
  npx cdk-gcp-federation gcloud federation.json --out google-side.sh
  npx cdk-gcp-federation gcloud federation.ts --out -

Exit codes:
  0  written
  2  the input could not be read, contradicts itself, or has a part for which gcloud has no command; nothing was written

Documentation: ${pageAddress('google-admin.md')}
`;

/** Reads the arguments after `gcloud`. Returns nothing if they ask for help. */
export function parseGcloudCommandLine(args: readonly string[]): GcloudCommandLine | undefined {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals: files } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, force: flag, json: flag, help: { ...flag, short: 'h' }, ...SIDE_FLAGS },
  });
  if (values.help) return undefined;
  const { out, force, json } = values;
  if (files.length === 0) throw new UsageError('no file was given: pass the description of each role, as in gcloud federation.json --out google-side.sh');
  if (out === undefined || out === '') throw new UsageError('no --out was given: pass a file such as google-side.sh, or - for the standard output');
  if (out === '-' && json) throw new UsageError('--json reports on a file that was written: leave it out, since --out - prints the script');
  const options = sideOptions(values);
  requireValidOptions(options);
  return { files, out, force, json, options };
}
