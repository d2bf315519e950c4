import { parseArgs } from 'node:util';
import { checkCommand } from './check-command';
import { EXIT_CODE } from './exit-code';
import { explainCommand } from './explain-command';
import { Output } from './output';
import { rehearseCommand } from './rehearse-command';
import { terraformCommand } from './terraform-command';

const HELP = `Usage: cdk-gcp-federation rehearse [--aws cdk.out] [--gcp cdktf.out] [--json]
       cdk-gcp-federation check [--aws cdk.out] [--gcp cdktf.out] [options]
       cdk-gcp-federation explain ['ERROR TEXT'] [--json]
       cdk-gcp-federation terraform FILE... --out DIR [options]

Commands:
  check       read both outputs and say who gets in, without running anything; check --help tells more
  rehearse    boot every instance of the AWS side that carries a credential configuration against stand-ins of both
              clouds, let a real Google client in, and try everyone who must stay outside
  explain     look up an error of a client, of Google or of Terraform, with whatever stands around it: its causes, how to
              confirm them, and the fix; reads the standard input where no text is passed
  terraform   write the Google side of JSON files as plain Terraform, with no CDKTF installed; terraform --help tells more

Options:
  --aws PATH  output folder of AWS CDK, or a template in JSON (default: cdk.out)
  --gcp PATH  output folder of CDKTF, a folder of *.tf.json, or one such file (default: cdktf.out)
  --json      write the report as JSON
  --help      show this text

Exit codes:
  0  the two clouds fit: everyone who should get in did, and nobody else
  1  they do not fit; explain: the error is not known
  2  the input could not be read
`;

/** Runs the command with its arguments. Gives the exit code; never throws. */
export async function runCommandLine(args: readonly string[], output: Output): Promise<number> {
  try {
    // Their many options are their own.
    if (args[0] === 'check') return checkCommand(args.slice(1), output);
    if (args[0] === 'terraform') return terraformCommand(args.slice(1), output);
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        aws: { type: 'string', default: 'cdk.out' },
        gcp: { type: 'string', default: 'cdktf.out' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      output.write(HELP);
      return EXIT_CODE.fits;
    }
    const [command, ...more] = positionals;
    if (command === 'explain') return await explainCommand({ text: more, json: values.json }, output);
    if (command !== 'rehearse') throw new Error(command === undefined ? 'no command was given: try --help' : `command '${command}' is unknown: pass 'rehearse', 'check', 'explain' or 'terraform'`);
    if (more.length > 0) throw new Error(`argument '${more[0]}' is not expected: pass paths by --aws and --gcp`);
    return await rehearseCommand(values, output);
  } catch (error) {
    output.writeError(`cdk-gcp-federation: ${(error as Error).message}\n`);
    return EXIT_CODE.unreadable;
  }
}
