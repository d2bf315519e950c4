import { parseArgs } from 'node:util';
import { EXIT_CODE } from './exit-code';
import { explainCommand } from './explain-command';
import { Output } from './output';
import { rehearseCommand } from './rehearse-command';

const HELP = `Usage: cdk-gcp-federation rehearse [--aws cdk.out] [--gcp cdktf.out] [--json]
       cdk-gcp-federation explain ['ERROR TEXT'] [--json]

Commands:
  rehearse    boot every instance of the AWS side that carries a credential configuration against stand-ins of both
              clouds, let a real Google client in, and try everyone who must stay outside
  explain     look up an error of a client, of Google or of Terraform, with whatever stands around it: its causes, how to
              confirm them, and the fix; reads the standard input where no text is passed

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
    if (command !== 'rehearse') throw new Error(command === undefined ? 'no command was given: try --help' : `command '${command}' is unknown: pass 'rehearse' or 'explain'`);
    if (more.length > 0) throw new Error(`argument '${more[0]}' is not expected: pass paths by --aws and --gcp`);
    return await rehearseCommand(values, output);
  } catch (error) {
    output.writeError(`cdk-gcp-federation: ${(error as Error).message}\n`);
    return EXIT_CODE.unreadable;
  }
}
