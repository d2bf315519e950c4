import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkText } from './check-text';
import { EXIT_CODE } from './exit-code';
import { Output } from './output';
import { sarifLog } from './sarif';
import { check } from '../proof';
import { renderHtml } from '../proof/html';

const HELP = `Usage: cdk-gcp-federation check [--aws cdk.out]... [--gcp cdktf.out]... [options]

Reads the outputs of both clouds and says who gets in: decides on every workload that carries a credential configuration,
step by step as Google does, and tries everyone who should stay outside. Deploys nothing, asks nobody.

Options:
  --aws PATH        output folder of AWS CDK, or a template in JSON; may be repeated (default: cdk.out)
  --gcp PATH        output folder of CDKTF, a folder of *.tf.json, one such file, or a plan of 'tofu show -json' or
                    'terraform show -json'; may be repeated (default: cdktf.out)
  --accept-depends  take to fit what depends on time, on conditions or on values that are not known before deployment
  --json            write the report as JSON
  --sarif FILE      write the findings as SARIF 2.1.0 too, for code scanning; - for the standard output alone
  --html FILE       write a page with a picture of who gets in too
  --help            show this text

Exit codes:
  0  the two clouds fit: every workload is admitted, nobody else, and no finding is an error
  1  they do not fit
  2  the input could not be read
`;

/** Runs a check with the arguments of the command line. Gives the exit code; throws where the input cannot be read. */
export function checkCommand(args: readonly string[], output: Output): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'aws': { type: 'string', multiple: true, default: ['cdk.out'] },
      'gcp': { type: 'string', multiple: true, default: ['cdktf.out'] },
      'accept-depends': { type: 'boolean', default: false },
      'json': { type: 'boolean', default: false },
      'sarif': { type: 'string' },
      'html': { type: 'string' },
      'help': { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.write(HELP);
    return EXIT_CODE.fits;
  }
  if (positionals.length > 0) throw new Error(`argument '${positionals[0]}' is not expected: pass paths by --aws and --gcp`);
  if (values.json && values.sarif === '-') throw new Error('--json and --sarif - would both write to the standard output: pass a file to --sarif');
  const report = check({ aws: values.aws, gcp: values.gcp }, { acceptDepends: values['accept-depends'] });
  if (values.sarif !== undefined && values.sarif !== '-') writeFile(values.sarif, `${JSON.stringify(sarifLog(report), null, 2)}\n`);
  if (values.html !== undefined) writeFile(values.html, renderHtml(report));
  if (values.sarif === '-') output.write(`${JSON.stringify(sarifLog(report), null, 2)}\n`);
  else output.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : checkText(report, output));
  return report.fits ? EXIT_CODE.fits : EXIT_CODE.doesNotFit;
}

function writeFile(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new Error(`cannot write ${path}: ${(error as Error).message}`);
  }
}
