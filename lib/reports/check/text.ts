import { readOn } from '../../errors/troubleshooting-page-address';
import { AdversaryVerdict, CheckReport, ElementReference, Finding, Verdict, WorkloadVerdict } from '../../proof';
import { Colour, Output, paint } from '../output';
import { counted } from '../pluralize';
import { Column, renderTable, wrap } from '../table';

const PLAIN_WIDTH = 150;
const STEPS: readonly Column[] = [{ title: '' }, { title: 'STEP' }, { title: 'WHAT WAS COMPARED', wraps: true }];
const INSIDE: readonly Column[] = [{ title: 'VERDICT' }, { title: 'WHO' }, { title: 'REACHES', wraps: true }];
const MARKS = { 'passed': 'ok', 'refused': 'REFUSED', 'depends': 'DEPENDS', 'not reached': '-' } as const;
const COLOURS = { admitted: 'green', refused: 'red', depends: 'yellow' } as const;
const SEVERITY_COLOURS = { error: 'red', warning: 'yellow', note: 'bold' } as const;
/** Of workloads that are admitted only the verdict is shown where there are more than these. */
const DETAILED_AT_MOST = 10;
/** Columns that a table needs beside the names of those who got in. */
const ROOM_AT_LEAST = 50;

/** A check for people: what does not fit first and in full, what fits in short. */
export function checkText(report: CheckReport, output: Output): string {
  const width = output.columns ?? PLAIN_WIDTH;
  const short = report.workloads.length > DETAILED_AT_MOST;
  return [
    ...report.workloads.map(workload => workloadText(workload, short, output, width)),
    ...report.findings.map(finding => findingText(finding, output, width)),
    outsidersText(report.adversaries, output, width),
    verdictText(report, output),
    listText('Notes', report.notes, width),
    listText('Not judged', report.notJudged, width),
  ].filter(text => text !== '').join('\n\n') + '\n';
}

function workloadText(workload: WorkloadVerdict, short: boolean, output: Output, width: number): string {
  const { verdict, roleArn, actsAs, roles, steps } = workload;
  const title = `${paint(output, COLOURS[verdict], verdict.padEnd(8))}  ${paint(output, 'bold', workload.workload)} (${workload.kind})`;
  const held = roles.map(({ role, resource, condition }) => `${role} on ${resource}${condition === undefined ? '' : ` if ${condition}`}`);
  const lines = [
    ...roleArn === undefined ? [] : [`  role     ${roleArn}`],
    ...actsAs === undefined ? [] : [`  acts as  ${actsAs}`],
    ...held.map((text, index) => `  ${index === 0 ? 'holds' : '     '}    ${text}`),
  ];
  if (short && verdict === 'admitted') return title;
  const rows = steps.map(({ step, verdict: own, detail }) => [MARKS[own], step, detail]);
  const table = renderTable(STEPS, rows, width - 2, (cell, row, column) => column > 0 || cell.trim() === '' ? cell : paint(output, colourOf(steps[row].verdict), cell));
  return [title, ...lines, ...table.split('\n').map(line => `  ${line}`)].join('\n');
}

function colourOf(verdict: keyof typeof MARKS): Colour {
  return verdict === 'passed' ? 'green' : verdict === 'refused' ? 'red' : verdict === 'depends' ? 'yellow' : 'dim';
}

function findingText({ id, severity, title, detail, elements, runtimeError, fix }: Finding, output: Output, width: number): string {
  const part = (name: string, text: string) => wrap(text, width - 11).map((line, index) => `  ${(index === 0 ? name : '').padEnd(8)} ${line}`);
  const see = readOn(runtimeError);
  return [
    `${paint(output, SEVERITY_COLOURS[severity], severity)}  ${title} [${id}]`,
    ...part('found', detail),
    ...elements.flatMap(element => part(element.side === 'aws' ? 'AWS' : 'Google', elementText(element))),
    ...runtimeError === undefined ? [] : part('answer', runtimeError),
    ...part('fix', fix),
    ...see === undefined ? [] : [`  see      ${see}`],
  ].join('\n');
}

function elementText({ file, address, constructPath, source }: ElementReference): string {
  return `${constructPath ?? address} (${[...constructPath === undefined ? [] : [address], source ?? file].join(', ')})`;
}

/** Those who got in, one by one; of those who did not only how many each step refused. */
function outsidersText(adversaries: readonly AdversaryVerdict[], output: Output, width: number): string {
  if (adversaries.length === 0) return '';
  const inside = adversaries.filter(({ verdict }) => verdict !== 'refused');
  const by = new Map<string, number>();
  for (const { refusedBy } of adversaries.filter(({ verdict }) => verdict === 'refused')) by.set(refusedBy ?? '', (by.get(refusedBy ?? '') ?? 0) + 1);
  const summary = [...by].map(([step, count]) => `${count} by ${step}`).join(', ');
  const title = `${adversaries.length} others were tried: ${summary === '' ? 'none refused' : `refused ${summary}`}${inside.length === 0 ? '' : `; ${inside.length} not`}`;
  if (inside.length === 0) return title;
  const colour = ({ verdict }: AdversaryVerdict) => verdict === 'admitted' ? 'red' : 'yellow';
  if (inside.some(({ who }) => width - who.length < ROOM_AT_LEAST)) {
    return [title, ...inside.flatMap(one => [
      ...wrap(one.who, width - 10).map((line, index) => `${index === 0 ? paint(output, colour(one), one.verdict.padEnd(8)) : ' '.repeat(8)}  ${line}`),
      ...wrap(`reaches ${one.reaches.join(', ')}`, width - 10).map(line => `${' '.repeat(10)}${line}`),
    ])].join('\n');
  }
  const rows = inside.map(({ verdict, who, reaches }) => [verdict, who, reaches.join(', ')]);
  const table = renderTable(INSIDE, rows, width, (cell, row, column) => column > 0 || cell.trim() === '' ? cell : paint(output, colour(inside[row]), cell));
  return `${title}\n${table}`;
}

function verdictText({ fits, workloads, adversaries, findings }: CheckReport, output: Output): string {
  const count = (wanted: Verdict) => workloads.filter(({ verdict }) => verdict === wanted).length;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const inside = adversaries.filter(({ verdict }) => verdict !== 'refused').length;
  const summary = [
    `${count('admitted')} of ${workloads.length} workloads admitted`,
    ...count('refused') > 0 ? [`${count('refused')} refused`] : [],
    ...count('depends') > 0 ? [`${count('depends')} on what is not known here`] : [],
    `${inside === 0 ? 'none' : inside} of ${adversaries.length} others let in`,
    counted(errors, 'error'),
    counted(findings.length - errors, 'warning'),
  ].join(', ');
  const onlyDepends = errors + count('refused') === 0 && count('depends') > 0 && adversaries.every(({ verdict }) => verdict !== 'admitted');
  const way = onlyDepends ? ' What depends on something is taken to fit with --accept-depends.' : '';
  return fits ? paint(output, 'green', `The two clouds fit (${summary}).`) : `${paint(output, 'red', `The two clouds do not fit (${summary}).`)}${way}`;
}

function listText(title: string, items: readonly string[], width: number): string {
  if (items.length === 0) return '';
  const lines = items.flatMap(item => wrap(item, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`));
  return [`${title}:`, ...lines].join('\n');
}
