import { Tried } from './tried';
import { errorWords } from '../../errors/answers';
import { CallerVerdict, Finding, Verdict, WorkloadVerdict } from '../check/check-report';

/** Lines of one kind that a message lists before it only counts them. */
const LISTED = 10;

/** What becomes of somebody, in words. */
export const OUTCOME: Readonly<Record<Verdict, string>> = { admitted: 'is admitted', rejected: 'is rejected', depends: 'depends' };

/** What was expected, then what the report says. */
export function failure(expected: string, ...said: readonly string[]): Error {
  return new Error([expected, ...said].join('\n'));
}

export function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > LISTED ? [`  and ${lines.length - LISTED} more`] : [];
  return [title, ...lines.slice(0, LISTED).map(line => `  ${line.replaceAll('\n', '\n  ')}`), ...more];
}

export function findingText({ id, severity, title, detail, elements, runtimeError, fix }: Finding): string {
  return [
    `${severity} ${id}: ${title}`,
    `  ${detail}`,
    ...elements.map(({ side, address, constructPath, source }) =>
      `  at ${side}: ${constructPath ?? address}${constructPath === undefined ? '' : ` (${address})`}${source === undefined ? '' : `, ${source}`}`),
    ...runtimeError === undefined ? [] : [`  at run time: ${errorWords(runtimeError)}`],
    `  fix: ${fix}`,
  ].join('\n');
}

/** What became of a workload, with the steps up to the one that stopped it. */
export function workloadText({ workload, roleArn, verdict, actsAs, roles, steps }: WorkloadVerdict): string {
  const stop = steps.findIndex(step => step.verdict === 'rejected' || step.verdict === 'depends');
  return [
    `${workload} ${OUTCOME[verdict]}${actsAs === undefined ? '' : ` as ${actsAs}`}`,
    `  role: ${roleArn ?? 'not known before deployment'}`,
    ...steps.slice(0, stop + 1).map(({ step, verdict: passed, detail }) => `  ${step}: ${passed}${detail === '' ? '' : `, ${detail}`}`),
    ...roles.map(({ role, resource, condition }) => `  holds ${role} on ${resource}${condition === undefined ? '' : `, if ${condition}`}`),
  ].join('\n');
}

export function callerText({ who, arn, provider, verdict, reaches }: CallerVerdict): string {
  return `${arn} (${who}) ${OUTCOME[verdict]} at ${provider}${reaches.length === 0 ? '' : `: ${reaches.join('; ')}`}`;
}

export function triedText({ provider, verdict, reason, reaches }: Tried): string {
  return [`${provider}: ${verdict}${reason === '' ? '' : `, ${reason}`}`, ...reaches.map(reached => `  it reaches ${reached}`)].join('\n');
}
