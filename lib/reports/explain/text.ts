import { pageAddress } from '../../errors/documentation';
import { ExplainedCause, ExplainedText, Explanation } from '../../errors/explain';
import { Confirmation, Place } from '../../errors/known-error';
import { Output, paint } from '../output';
import { wrap } from '../table';

const PLAIN_WIDTH = 120;
const PLACES: Readonly<Record<Place, string>> = {
  workload: 'where the program fails',
  workstation: 'where gcloud or the AWS CLI is signed in',
  code: 'in the folder of the code',
};

/** Returns what is known of a pasted text, for people. */
export function explainedText({ matches, nearest }: ExplainedText, output: Output): string {
  if (matches.length > 0) return matches.map(match => explanationText(match, output)).join('\n');
  const alike = nearest.length === 0 ? '' : ` Similar known errors:\n${nearest.map(({ error, page }) => `  - ${error}\n    ${page}\n`).join('')}`;
  return `This error is not known.${alike === '' ? '\n' : alike}See ${pageAddress('troubleshooting.md')}\n`;
}

function explanationText({ error, from, seen, causes, docs, page }: Explanation, output: Output): string {
  const width = output.columns ?? PLAIN_WIDTH;
  const origin = seen === undefined ? `from ${from}` : `from ${from}; these words: ${seen.client} ${seen.version}`;
  return [
    ...wrap(error, width).map(line => paint(output, 'bold', line)),
    ...wrap(origin, width).map(line => paint(output, 'dim', line)),
    '',
    ...causes.length > 1 ? ['Causes, the likeliest first', ''] : [],
    ...causes.flatMap((cause, index) => causeText(cause, causes.length > 1 ? `${index + 1}. ` : '', output, width)),
    `See ${page}`,
    `and ${docs}`,
    '',
  ].join('\n');
}

function causeText({ id, cause, confirm, fix }: ExplainedCause, number: string, output: Output, width: number): string[] {
  return [
    ...block(`${cause} [${id}]`, number === '' ? 'Cause: ' : number, '', width).map(line => paint(output, 'bold', line)),
    ...confirm.flatMap((one, index) => confirmationText(one, confirm[index - 1]?.where, output, width)),
    '   Fix:',
    ...fix.flatMap(item => block(item, '- ', '     ', width)),
    '',
  ];
}

/** Commands stay whole, so that they can be copied. */
function confirmationText({ where, command, expect }: Confirmation, before: Place | undefined, output: Output, width: number): string[] {
  return [
    ...where === before ? [] : [`   Confirm, ${PLACES[where]}:`],
    paint(output, 'dim', `     $ ${command}`),
    ...block(expect, 'expect ', '       ', width),
  ];
}

function block(text: string, mark: string, margin: string, width: number): string[] {
  const blank = ' '.repeat(mark.length);
  return wrap(text, width - margin.length - mark.length).map((line, index) => `${margin}${index === 0 ? mark : blank}${line}`);
}
