import { Attempt, RehearsalReport, WorkloadReport } from '../rehearsal';
import { Output, paint } from './output';
import { Column, renderTable, wrap } from './table';

const COLUMNS: readonly Column[] = [
  { title: '' },
  { title: 'WHO' },
  { title: 'VERDICT' },
  { title: 'BY / AS', wraps: true },
  { title: 'MS', align: 'right' },
];
const PLAIN_WIDTH = 150;

/** A rehearsal for people. */
export function rehearsalText(report: RehearsalReport, output: Output): string {
  const width = output.columns ?? PLAIN_WIDTH;
  return [
    ...report.workloads.map(workload => workloadText(workload, output, width)),
    verdict(report, output),
    listText('Form', [`${report.form}${report.form === 'loopback' ? `: ${LOOPBACK}` : ''}`], width),
    listText('Notes', report.notes, width),
    listText('Not judged', report.notJudged, width),
  ].filter(text => text !== '').join('\n\n') + '\n';
}

const LOOPBACK = 'stand-ins for both clouds answer on ports of this machine. The paths in our commands of the user data were rewritten to a scratch folder, '
  + 'and the URLs in a copy of the credential configuration to those ports; all else is as synthesized. The client is an unmodified google-auth-library.';

function workloadText(report: WorkloadReport, output: Output, width: number): string {
  const rows = report.attempts.map(attempt => [
    attempt.outcome === attempt.expected ? 'ok' : 'NOT OK',
    attempt.who,
    attempt.outcome,
    explanation(attempt),
    String(attempt.milliseconds),
  ]);
  const table = renderTable(COLUMNS, rows, width, (cell, row, column) => {
    const { outcome, expected } = report.attempts[row];
    if (cell.trim() === '' || (column > 0 && column !== 2)) return cell;
    return paint(output, outcome === expected ? 'green' : 'red', cell);
  });
  return [
    paint(output, 'bold', report.workload),
    ...report.role === undefined ? [] : [
      `  role      ${report.role}`,
      `  audience  ${report.audience}`,
      `  user data ran in ${report.bootMilliseconds} ms`,
    ],
    '',
    table,
  ].join('\n');
}

function explanation(attempt: Attempt): string {
  if (attempt.outcome === 'admitted') {
    const listed = attempt.listed === undefined ? '' : `, listed ${attempt.listed.join(', ') || 'nothing'}`;
    return `as ${attempt.as}${listed}`;
  }
  const by = attempt.standIn === undefined ? 'nobody was asked' : `${attempt.standIn}, ${attempt.step}`;
  return `${by}: ${attempt.reason ?? 'no reason given'}`;
}

function verdict(report: RehearsalReport, output: Output): string {
  const attempts = report.workloads.flatMap(workload => workload.attempts);
  const wrong = attempts.filter(attempt => attempt.outcome !== attempt.expected);
  const admitted = attempts.filter(attempt => attempt.outcome === 'admitted').length;
  const summary = `${admitted} admitted, ${attempts.length - admitted} refused, ${report.milliseconds} ms`;
  return wrong.length === 0
    ? paint(output, 'green', `The two clouds fit: everyone who should get in did, and nobody else (${summary}).`)
    : paint(output, 'red', `The two clouds do not fit: ${wrong.length} of ${attempts.length} went otherwise than they should (${summary}).`);
}

function listText(title: string, items: readonly string[], width: number): string {
  if (items.length === 0) return '';
  const lines = items.flatMap(item => wrap(item, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`));
  return [`${title}:`, ...lines].join('\n');
}
