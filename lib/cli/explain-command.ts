import { EXIT_CODE } from './exit-code';
import { parseFlags } from './flags';
import { pageAddress } from '../errors/documentation';
import { explain } from '../errors/explain';
import { explainedText } from '../reports/explain/text';
import { Output } from '../reports/output';

const HELP = `Usage: cdk-gcp-federation explain ['ERROR TEXT' | -] [options]

Looks up an error of a client library, Google, AWS or Terraform, whatever surrounds it: a log, a stack trace, JSON.
Prints the causes, the likeliest first, each with the commands that confirm it and its fix. Makes no requests.

  ERROR TEXT  in quotes; - or no text at all reads the standard input

Options:
  --json      write what is known as JSON
  --help      show this text

Examples:
  npx cdk-gcp-federation explain 'The given credential is rejected by the attribute condition'
  ssh HOST journalctl -u my-service -n 100 | npx cdk-gcp-federation explain
  kubectl logs POD | npx cdk-gcp-federation explain
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

/** Looks up an error and writes what is known of it. Returns the exit code: 1 if nothing is known. */
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
  output.write(json ? `${JSON.stringify(explained, null, 2)}\n` : explainedText(explained, output));
  return explained.matches.length > 0 ? EXIT_CODE.matches : EXIT_CODE.doesNotMatch;
}

async function read(input: Input): Promise<string> {
  if (input.isTTY) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
