import { writeFileSync } from 'node:fs';
import { DEFAULT_OUTPUTS, readingOutputs } from './default-outputs';
import { EXIT_CODE } from './exit-code';
import { parseFlags, unknown, UsageError } from './flags';
import { withProgress } from './progress';
import { readExpectations } from './read-expectations';
import { READ_FLAGS, READ_FLAGS_HELP, readOptionsOf } from './read-options';
import { packageVersion } from './version';
import { pageAddress } from '../errors/documentation';
import { check, CheckOptions, CheckReport, FINDING_IDS } from '../proof';
import { renderHtml } from '../reports/check/html';
import { checkLines } from '../reports/check/lines';
import { sarifLog } from '../reports/check/sarif';
import { checkText } from '../reports/check/text';
import { Output } from '../reports/output';

const HELP = `Usage: cdk-gcp-federation check [--aws cdk.out]... [--gcp cdktf.out]... [options]

Reads the outputs of both sides and decides who is admitted: every workload that carries a credential configuration,
step by step as Google does, and every other caller. Deploys nothing and makes no network calls.

Options:
  --aws PATH        output folder of AWS CDK, SAM or Serverless, a template, Kubernetes manifests, or Terraform; JSON or
                    YAML; may be repeated (default: cdk.out)
  --gcp PATH        output folder of CDKTF, a folder of Terraform (HCL or JSON), a plan of 'terraform show -json' or
                    'tofu show -json', or a state; may be repeated (default: cdktf.out)
  --accept-depends  accept results that depend on time, conditions or values known only at deployment; never what was
                    not read (unread), a named caller without a workload, or an error
  --accept ID,...   accept findings that depend by their ids, such as generated-role-name; may be repeated
  --expect CALLER   a caller who is intended without a workload in the outputs: a role or user ARN,
                    system:serviceaccount:NAMESPACE:NAME@ISSUER, or a principal:// or principalSet:// member, each with
                    =IDENTITY if it is for one service account or member only; or a file of them, one a line, each
                    followed by its reason; may be repeated
  --oneline         write one line for each workload and each finding: PLACE: SEVERITY: TEXT [ID]
  --json            write the report as JSON
  --sarif FILE      write the findings as SARIF 2.1.0 too, for code scanning; - for the standard output alone
  --html FILE       write a page with a picture of who is admitted too; - for the standard output alone
  --help            show this text

Values that the outputs do not hold:
${READ_FLAGS_HELP}
Examples:
  npx cdk-gcp-federation check
  npx cdk-gcp-federation check --aws cdk.out --aws legacy/template.json --gcp terraform --html report.html
  npx cdk-gcp-federation check --oneline | grep ' error: '

Exit codes:
  0  the two sides match: every workload is admitted, and no other caller
  1  they do not match, or it depends on something that no option accepts
  2  nothing was judged: the input or the command line could not be read

Documentation: ${pageAddress('troubleshooting.md')}
`;

/** Runs a check with the arguments of the command line. Gives the exit code; throws where the input cannot be read. */
export async function checkCommand(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: {
      'aws': { type: 'string', multiple: true, default: DEFAULT_OUTPUTS.aws },
      'gcp': { type: 'string', multiple: true, default: DEFAULT_OUTPUTS.gcp },
      'accept-depends': { type: 'boolean', default: false },
      'accept': { type: 'string', multiple: true, default: [] },
      'expect': { type: 'string', multiple: true, default: [] },
      'oneline': { type: 'boolean', default: false },
      'json': { type: 'boolean', default: false },
      'sarif': { type: 'string' },
      'html': { type: 'string' },
      ...READ_FLAGS,
      'help': { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.write(HELP);
    return EXIT_CODE.matches;
  }
  if (positionals.length > 0) throw new UsageError(`argument '${positionals[0]}' is not expected: pass paths by --aws and --gcp`);
  const { aws, gcp, json, oneline, sarif, html } = values;
  requireOne({ '--json': json, '--oneline': oneline, '--sarif -': sarif === '-', '--html -': html === '-' });
  const forPrograms = json || sarif === '-' || html === '-';
  const options = { ...acceptanceOf(values), expect: readExpectations(values.expect) };
  const checking = () => readingOutputs(() => check({ aws, gcp, read: readOptionsOf(values) }, options));
  const report = await withProgress(output, forPrograms, `checking ${[...aws, ...gcp].join(', ')}`, checking);
  if (sarif !== undefined && sarif !== '-') writeFile(sarif, sarifText(report));
  if (html !== undefined && html !== '-') writeFile(html, renderHtml(report));
  output.write(sarif === '-' ? sarifText(report) : html === '-' ? renderHtml(report)
    : json ? `${JSON.stringify(report, null, 2)}\n` : oneline ? checkLines(report) : checkText(report, output));
  return report.matches ? EXIT_CODE.matches : EXIT_CODE.doesNotMatch;
}

/** Throws for ids that no finding has. */
function acceptanceOf({ accept, 'accept-depends': acceptDepends }: { readonly 'accept': readonly string[]; readonly 'accept-depends': boolean }): CheckOptions {
  const ids = accept.flatMap(list => list.split(',')).map(id => id.trim()).filter(id => id !== '');
  const unknownId = ids.find(id => !FINDING_IDS.includes(id));
  if (unknownId !== undefined) throw new UsageError(unknown('finding', unknownId, FINDING_IDS));
  return { acceptDepends, accept: ids };
}

/** Refuses to mix reports. */
function requireOne(chosen: Readonly<Record<string, boolean>>): void {
  const [first, second] = Object.keys(chosen).filter(option => chosen[option]);
  if (second === undefined) return;
  const fix = second.endsWith(' -') ? `pass a file to ${second.slice(0, -2)}` : 'leave one of the two out';
  throw new UsageError(`${first} and ${second} would both write to the standard output: ${fix}`);
}

function sarifText(report: CheckReport): string {
  return `${JSON.stringify(sarifLog(report, packageVersion()), null, 2)}\n`;
}

function writeFile(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new Error(`cannot write ${path}: ${(error as Error).message}`);
  }
}
