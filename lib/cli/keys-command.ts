import { EXIT_CODE } from './exit-code';
import { parseFlags, UsageError } from './flags';
import { pageAddress } from '../errors/documentation';
import { findKeys } from '../keys';
import { keysText } from '../reports/keys/text';
import { Output } from '../reports/output';

const HELP = `Usage: cdk-gcp-federation keys [FOLDER] [--aws OUT]... [--gcp OUT]... [options]

Lists where a service account key is still used, and how to retire it: in the files of an app, and in its outputs.
Keeps what holds a key apart from what is only named for one. Prints file, line, account and key id, and nothing else
of a key. Asks no cloud, and reads no secret or parameter.

  FOLDER  the app's folder (default: this folder)

Options:
  --aws PATH  output of AWS CDK, a template, a manifest or a Terraform configuration; may be repeated
  --gcp PATH  output of CDKTF, a Terraform configuration, plan or state; may be repeated
  --json      write the report as JSON
  --help      show this text

Examples:
  npx cdk-gcp-federation keys
  npx cdk-gcp-federation keys . --aws cdk.out --gcp terraform --json

Exit codes:
  0  no key was found for certain
  1  a key was found: retire it, and rotate it if it was ever committed
  2  nothing could be read

Documentation: ${pageAddress('migration.md')}
`;

/** Finds keys and writes where they are. Returns the exit code; throws if nothing could be read. */
export async function keysCommand(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      aws: { type: 'string', multiple: true, default: [] },
      gcp: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.write(HELP);
    return EXIT_CODE.matches;
  }
  if (positionals.length > 1) throw new UsageError(`argument '${positionals[1]}' is not expected: pass one folder`);
  const report = findKeys({ folder: positionals[0] ?? '.', outputs: [...values.aws, ...values.gcp] });
  output.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : keysText(report, output));
  return report.found.some(({ certainty }) => certainty === 'certain') ? EXIT_CODE.doesNotMatch : EXIT_CODE.matches;
}
