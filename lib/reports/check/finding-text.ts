import { errorWords } from '../../errors/answers';
import { troubleshootingPage } from '../../errors/troubleshooting-page';
import { ElementReference, Finding } from '../../proof';
import { Output, paint } from '../output';
import { wrap } from '../table';

const COLORS = { error: 'red', depends: 'yellow', warning: 'yellow', note: 'bold' } as const;
/** Findings of one kind that are shown in full; the others are only counted. */
const SHOWN_AT_MOST = 10;

/** Renders findings in groups of one kind: what all of a kind have in common is printed once. */
export function findingsText(findings: readonly Finding[], output: Output, width: number): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.id, finding.title, finding.runtimeError]);
    groups.set(key, [...groups.get(key) ?? [], finding]);
  }
  return [...groups.values()].map(group => groupText(group, output, width));
}

function groupText(group: readonly Finding[], output: Output, width: number): string {
  const [{ id, severity, title, runtimeError, fix }] = group;
  const part = (name: string, text: string) => wrap(text, width - 11).map((line, index) => `  ${(index === 0 ? name : '').padEnd(8)} ${line}`);
  const hasOneFix = group.every(finding => finding.fix === fix);
  const hidden = group.length - SHOWN_AT_MOST;
  return [
    `${paint(output, COLORS[severity], severity)}  ${title} [${id}]${group.length === 1 ? '' : ` (${group.length})`}`,
    ...group.slice(0, SHOWN_AT_MOST).flatMap(({ detail, elements, fix: own }) => [
      ...part('found', detail),
      ...elements.flatMap(element => part(element.side === 'aws' ? 'AWS' : 'Google', elementText(element))),
      ...hasOneFix ? [] : part('fix', own),
    ]),
    ...hidden > 0 ? part('', `and ${hidden} more, which --json lists`) : [],
    ...runtimeError === undefined ? [] : part('answer', errorWords(runtimeError)),
    ...hasOneFix ? part('fix', fix) : [],
    ...runtimeError === undefined ? [] : [`  see      ${troubleshootingPage(runtimeError)}`],
  ].join('\n');
}

function elementText({ file, address, constructPath, source }: ElementReference): string {
  return `${constructPath ?? address} (${[...constructPath === undefined ? [] : [address], source ?? file].join(', ')})`;
}
