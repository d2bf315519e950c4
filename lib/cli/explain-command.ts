import { EXIT_CODE } from './exit-code';
import { Output, paint } from './output';
import { wrap } from './table';
import { explain, ExplainedText, Explanation } from '../proof/explain';

export interface ExplainOptions {
  /** The error, in as many words as it was passed. Empty to read it from the standard input. */
  readonly text: readonly string[];
  readonly json: boolean;
}

/** Where a text comes from that is not passed as an argument. */
export interface Input {
  readonly isTTY?: boolean;
  readonly [Symbol.asyncIterator]: () => AsyncIterator<Buffer | string>;
}

const PLAIN_WIDTH = 120;

/** Looks an error up and writes what is known of it. Gives the exit code: 1 where nothing is. */
export async function explainCommand({ text, json }: ExplainOptions, output: Output, input: Input = process.stdin): Promise<number> {
  const asked = text.length > 0 ? text.join(' ') : await read(input);
  if (asked.trim() === '') throw new Error("no error text was given: pass it in quotes, as in explain 'Invalid value for \"audience\"', or by the standard input");
  const explained = explain(asked);
  output.write(json ? `${JSON.stringify(explained, null, 2)}\n` : explanationText(explained, output));
  return explained.matches.length > 0 ? EXIT_CODE.fits : EXIT_CODE.doesNotFit;
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
  return `This error is not known. ${alike}\n${nearest.map(({ error }) => `  - ${error}\n`).join('')}`;
}

function entryText({ error, from, causes, confirm, fix, docs }: Explanation, output: Output): string {
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
    `See ${docs}`,
    '',
  ].join('\n');
}

function indented(text: string, mark: string, width: number): string[] {
  const blank = ' '.repeat(mark.length);
  return wrap(text, width - 2 - mark.length).map((line, index) => `  ${index === 0 ? mark : blank}${line}`);
}
