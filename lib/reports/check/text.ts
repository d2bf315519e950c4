import { findingsText } from './finding-text';
import { workloadText } from './workload-text';
import { CallerVerdict, CheckReport, NEVER_ACCEPTED, Verdict } from '../../proof';
import { Output, paint } from '../output';
import { counted } from '../pluralize';
import { Column, renderTable, wrap } from '../table';

const PLAIN_WIDTH = 150;
const CALLERS: readonly Column[] = [{ title: 'VERDICT' }, { title: 'WHO' }, { title: 'REACHES', wraps: true }];
/** Columns that a table needs next to the names of callers. */
const ROOM_AT_LEAST = 50;

/** Renders a check for people: what matches in short, then what to know, and failures and totals last. */
export function checkText(report: CheckReport, output: Output): string {
  const width = output.columns ?? PLAIN_WIDTH;
  const { workloads, findings, notes, notJudged, matches } = report;
  const accepted = findings.filter(finding => finding.accepted === true);
  const open = findings.filter(finding => finding.accepted !== true);
  const ofSeverity = (wanted: string) => open.filter(({ severity }) => severity === wanted);
  const ofVerdict = (wanted: Verdict) => workloads.filter(({ verdict }) => verdict === wanted)
    .map(one => workloadText(one, workloads.length, output, width));
  return [
    ...ofVerdict('admitted'),
    listText('Not judged', notJudged, width),
    listText('Notes', notes, width),
    ...findingsText(ofSeverity('note'), output, width),
    ...findingsText(ofSeverity('warning'), output, width),
    listText('Accepted', accepted.map(({ id, title, detail }) => `${title}: ${detail} [${id}]`), width),
    ...ofVerdict('depends'),
    ...findingsText(ofSeverity('depends'), output, width),
    ...ofVerdict('rejected'),
    callersText(report, output, width),
    ...findingsText(ofSeverity('error'), output, width),
    verdictText(report, matches, output),
  ].filter(text => text !== '').join('\n\n') + '\n';
}

/** Lists the callers who reach a Google identity without being intended, or says that there are none. */
function callersText({ identities, callers: open }: CheckReport, output: Output, width: number): string {
  if (identities.length === 0) return '';
  const proven = identities.filter(({ verdict }) => verdict === 'proven').length;
  const title = provenText(proven, identities.length);
  if (open.length === 0) return title;
  const color = ({ verdict }: CallerVerdict) => verdict === 'admitted' ? 'red' : 'yellow';
  if (open.some(({ who }) => width - who.length < ROOM_AT_LEAST)) {
    return [title, ...open.flatMap(one => [
      ...wrap(one.who, width - 10).map((line, index) => `${index === 0 ? paint(output, color(one), one.verdict.padEnd(8)) : ' '.repeat(8)}  ${line}`),
      ...wrap(`reaches ${one.reaches.join(', ')}`, width - 10).map(line => `${' '.repeat(10)}${line}`),
    ])].join('\n');
  }
  const rows = open.map(({ verdict, who, reaches }) => [verdict, who, reaches.join(', ')]);
  const table = renderTable(CALLERS, rows, width, (cell, row, column) => column > 0 || cell.trim() === '' ? cell : paint(output, color(open[row]), cell));
  return `${title}\n${table}`;
}

/** Says of how many Google identities it is proven who reaches them. */
function provenText(proven: number, all: number): string {
  if (proven === all) return `Proven for every caller: only the intended ones reach ${all === 1 ? 'the Google identity' : `the ${all} Google identities`}.`;
  return `Not proven for ${all - proven} of ${counted(all, 'Google identity', 'Google identities')}: other callers reach ${all - proven === 1 ? 'it' : 'them'}, or may.`;
}

function verdictText({ workloads, identities, findings }: CheckReport, matches: boolean, output: Output): string {
  const count = (wanted: Verdict) => workloads.filter(({ verdict }) => verdict === wanted).length;
  const ofSeverity = (wanted: string) => findings.filter(({ severity }) => severity === wanted);
  const open = ofSeverity('depends').filter(({ accepted }) => accepted !== true);
  const errors = ofSeverity('error').length;
  const proven = identities.filter(({ verdict }) => verdict === 'proven').length;
  const summary = [
    `${count('admitted')} of ${counted(workloads.length, 'workload')} admitted`,
    ...count('rejected') > 0 ? [`${count('rejected')} rejected`] : [],
    ...count('depends') > 0 ? [`${count('depends')} ${count('depends') === 1 ? 'depends' : 'depend'} on what is not known here`] : [],
    `${proven} of ${counted(identities.length, 'Google identity', 'Google identities')} proven for every caller`,
    counted(errors, 'error'),
    ...open.length > 0 ? [`${open.length} that ${open.length === 1 ? 'depends' : 'depend'}`] : [],
    counted(ofSeverity('warning').length, 'warning'),
  ].join(', ');
  if (matches) return paint(output, 'green', `The two sides match (${summary}).`);
  if (errors > 0) return paint(output, 'red', `The two sides do not match (${summary}).`);
  const ids = [...new Set(open.map(({ id }) => id))].filter(id => !NEVER_ACCEPTED.includes(id)).join(',');
  const way = ids === '' ? '' : ` To accept what depends, pass --accept ${ids}.`;
  return `${paint(output, 'yellow', `Whether the two sides match depends (${summary}).`)}${way}`;
}

function listText(title: string, items: readonly string[], width: number): string {
  if (items.length === 0) return '';
  const lines = items.flatMap(item => wrap(item, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`));
  return [`${title}:`, ...lines].join('\n');
}
