import { EXIT_CODE } from './exit-code';
import { parseFlags } from './flags';
import { pageAddress } from '../errors/documentation';
import { explain, ExplainedText, Explanation } from '../errors/explain';
import { Output, paint } from '../reports/output';
import { wrap } from '../reports/table';

const HELP = `Usage: cdk-gcp-federation explain ['ERROR TEXT' | -] [options]

Looks an error up that a client, Google or Terraform reports, whatever stands around it: a log, a stack trace, JSON.
Says what causes it, how to confirm that, and how to fix it. Asks nobody.

  ERROR TEXT  in quotes; - or no text at all reads the standard input

Options:
  --json      write what is known as JSON
  --help      show this text

Examples:
  npx cdk-gcp-federation explain 'The given credential is rejected by the attribute condition'
  journalctl -u my-service -n 100 | npx cdk-gcp-federation explain
  terraform apply 2>&1 | tee /dev/stderr | npx cdk-gcp-federation explain -

Exit codes:
  0  the error is known
  1  it is not
  2  there was no text

Documentation: ${pageAddress('troubleshooting.md')}
`;

/** Where a text comes from that is not passed as an argument. */
export interface Input {
  readonly isTTY?: boolean;
  readonly [Symbol.asyncIterator]: () => AsyncIterator<Buffer | string>;
}

const PLAIN_WIDTH = 120;

/** Looks an error up and writes what is known of it. Gives the exit code: 1 where nothing is. */
export async function explainCommand(args: readonly string[], output: Output, input: Input = process.stdin): Promise<number> {
  const { values: { json, help }, positionals: text } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (help) {
    output.write(HELP);
    return EXIT_CODE.matches;
  }
  const asked = text.length === 0 || (text.length === 1 && text[0] === '-') ? await read(input) : text.join(' ');
  if (asked.trim() === '') throw new Error("no error text was given: pass it in quotes, as in explain 'Invalid value for \"audience\"', or by the standard input");
  const explained = explain(asked);
  output.write(json ? `${JSON.stringify(explained, null, 2)}\n` : explanationText(explained, output));
  return explained.matches.length > 0 ? EXIT_CODE.matches : EXIT_CODE.doesNotMatch;
}

async function read(input: Input): Promise<string> {
  if (input.isTTY) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function explanationText({ matches, nearest }: ExplainedText, output: Output): string {
  if (matches.length > 0) return matches.map(match => entryText(match, output)).join('\n');
  const alike = nearest.length === 0 ? 'Nothing in it reads like a known one.' : 'These read alike; explain takes their text, too:';
  return `This error is not known. ${alike}\n${nearest.map(({ error }) => `  - ${error}\n`).join('')}See ${pageAddress('troubleshooting.md')}\n`;
}

function entryText({ error, from, causes, confirm, fix, docs, page }: Explanation, output: Output): string {
  const width = output.columns ?? PLAIN_WIDTH;
  const list = (items: readonly string[], mark = '- ') => items.flatMap(item => indented(item, mark, width));
  return [
    ...wrap(error, width).map(line => paint(output, 'bold', line)),
    paint(output, 'dim', `from ${from}`),
    '',
    causes.length === 1 ? 'Cause' : 'Causes, the likeliest first',
    ...list(causes),
    '',
    'To confirm',
    // Commands stay whole, so that they can be copied.
    ...confirm.flatMap(({ command, expect }) => [`  $ ${command}`, ...indented(`expect ${expect}`, '  ', width)]),
    '',
    'Fix',
    ...list(fix),
    '',
    `See ${page}`,
    `and ${docs}`,
    '',
  ].join('\n');
}

function indented(text: string, mark: string, width: number): string[] {
  const blank = ' '.repeat(mark.length);
  return wrap(text, width - 2 - mark.length).map((line, index) => `  ${index === 0 ? mark : blank}${line}`);
}
