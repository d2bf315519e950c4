import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_OUTPUTS, readingOutputs } from './default-outputs';
import { EXIT_CODE } from './exit-code';
import { parseFlags, UsageError } from './flags';
import { withProgress } from './progress';
import { pageAddress } from '../errors/documentation';
import { readAwsConfiguration, readGoogleConfiguration } from '../proof';
import { chooseForm, rehearse } from '../rehearsal';
import { Output } from '../reports/output';
import { rehearsalText } from '../reports/rehearsal/text';

const HELP = `Usage: cdk-gcp-federation rehearse [--aws cdk.out] [--gcp cdktf.out] [options]

Runs every workload that carries a credential configuration against emulators of both clouds: boots instances, starts
the sidecars of tasks and pods, and sets up the environment of functions and of pods with tokens of their cluster.
A real Google client calls from each and has to be admitted; impostors have to be rejected. Deploys nothing.

Options:
  --aws PATH      output folder of AWS CDK, or in JSON a template or a Kubernetes manifest, one object or a List; may be
                  repeated (default: cdk.out)
  --gcp PATH      output folder of CDKTF, a folder of *.tf.json, one such file, or a plan in JSON; may be repeated
                  (default: cdktf.out)
  --form NAME     namespace: all of the user data runs, unmodified, as root of a system in Linux namespaces, from which
                  it reaches neither the files of this machine nor any network (default, if the machine can do it)
                  loopback: only our own commands run, with their paths moved to a scratch folder
  --time-limit S  seconds after which user data that does not end is ended, in the namespace form (default: 60)
  --log           show every request to the emulators; --json always does
  --keep          keep a folder with the user data, what it wrote and installed, and what the client wrote
  --json          write the report as JSON
  --help          show this text

Examples:
  npx cdk-gcp-federation rehearse
  npx cdk-gcp-federation rehearse --aws cdk.out --gcp gcp --log
  npx cdk-gcp-federation rehearse --json | jq '.workloads[].attempts[] | select(.outcome != .expected)'

Exit codes:
  0  the two sides match: every workload was admitted and every impostor rejected
  1  they do not match, or it is not proven
  2  the input could not be read, or the form cannot run here

Documentation: ${pageAddress('troubleshooting.md')}
`;

/** Runs a rehearsal with the arguments of the command line, and writes its report. Gives the exit code. */
export async function rehearseCommand(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      'aws': { type: 'string', multiple: true, default: DEFAULT_OUTPUTS.aws },
      'gcp': { type: 'string', multiple: true, default: DEFAULT_OUTPUTS.gcp },
      'form': { type: 'string' },
      'time-limit': { type: 'string', default: '60' },
      'log': { type: 'boolean', default: false },
      'keep': { type: 'boolean', default: false },
      'json': { type: 'boolean', default: false },
      'help': { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.write(HELP);
    return EXIT_CODE.matches;
  }
  if (positionals.length > 0) throw new UsageError(`argument '${positionals[0]}' is not expected: pass paths by --aws and --gcp`);
  const limit = values['time-limit'];
  if (!/^[1-9]\d{0,4}$/.test(limit)) throw new UsageError(`--time-limit '${limit}' is not a number of seconds: pass 1 to 99999`);
  const chosen = chooseForm(values.form, { userDataSeconds: Number(limit) });
  const [aws, google] = readingOutputs(() => [readAwsConfiguration(values.aws), readGoogleConfiguration(values.gcp)] as const);
  const keep = values.keep ? mkdtempSync(join(realpathSync(tmpdir()), 'cdk-gcp-federation-kept-')) : undefined;
  let report;
  try {
    report = await withProgress(output, values.json, 'Rehearsing', async progress => rehearse({ aws, awsPaths: values.aws, google, ...chosen, keep, progress }));
  } catch (error) {
    if (keep !== undefined) rmSync(keep, { recursive: true });
    throw error;
  }
  output.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : rehearsalText(report, output, values.log));
  return report.matches ? EXIT_CODE.matches : EXIT_CODE.doesNotMatch;
}
