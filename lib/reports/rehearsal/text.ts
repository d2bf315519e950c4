import { Attempt, RehearsalReport, WorkloadReport } from '../../rehearsal';
import { Output, paint } from '../output';
import { Column, renderTable, wrap } from '../table';

const COLUMNS: readonly Column[] = [
  { title: '' },
  { title: 'WHO' },
  { title: 'VERDICT' },
  { title: 'BY / AS', wraps: true },
  { title: 'MS', align: 'right' },
];
const PLAIN_WIDTH = 150;
const LAST_LINES = 5;

/** A rehearsal for people. */
export function rehearsalText(report: RehearsalReport, output: Output, log = false): string {
  const width = output.columns ?? PLAIN_WIDTH;
  const form = [`${report.form}: ${FORMS[report.form] ?? ''}`];
  if (report.fallback !== undefined) form.push(`the namespace form, in which all of the user data runs as it is, cannot run here: ${report.fallback}`);
  return [
    ...report.workloads.map(workload => workloadText(workload, output, width, log)),
    verdict(report, output),
    listText('Findings', report.findings.map(({ severity, message, fix }) => `${severity}: ${message}. Fix: ${fix}`), width),
    listText('Client', [clientText(report.client)], width),
    listText('Form', form, width),
    listText('Notes', report.notes, width),
    listText('Not judged', report.notJudged, width),
    report.kept === undefined ? '' : `Kept: ${report.kept}`,
  ].filter(text => text !== '').join('\n\n') + '\n';
}

const FORMS: Readonly<Record<string, string>> = {
  loopback: 'emulators of both clouds answer on ports of this machine. The paths in our commands of the user data, in those of containers and in a copy of '
    + 'the credential configuration were rewritten to a scratch folder, and the URLs in that copy to those ports; all else is as synthesized.',
  namespace: 'all of the user data, and the commands of containers, ran unmodified as root of a system in Linux namespaces, which shares nothing with this one '
    + 'but its programs. The addresses and host names of both clouds are those of emulators there, and nothing else can be reached.',
};

function workloadText(report: WorkloadReport, output: Output, width: number, log: boolean): string {
  const rows = report.attempts.map(attempt => [
    attempt.outcome === attempt.expected ? 'ok' : attempt.outcome === 'depends' ? '?' : 'NOT OK',
    attempt.who,
    attempt.outcome,
    explanation(attempt),
    String(attempt.milliseconds),
  ]);
  const table = renderTable(COLUMNS, rows, width, (cell, row, column) => {
    const { outcome, expected } = report.attempts[row];
    if (cell.trim() === '' || (column > 0 && column !== 2)) return cell;
    return paint(output, outcome === expected ? 'green' : outcome === 'depends' ? 'yellow' : 'red', cell);
  });
  return [
    `${paint(output, 'bold', report.workload)}, ${report.kind}`,
    ...report.role === undefined ? [] : [`  role      ${report.role}`],
    ...report.subject === undefined ? [] : [`  subject   ${report.subject}`],
    ...report.audience === undefined ? [] : [`  audience  ${report.audience}`],
    ...startLines(report, output),
    '',
    table,
    ...log ? ['', ...report.attempts.flatMap(attempt => requestLines(attempt, output))] : [],
  ].join('\n');
}

/** What a user's own commands did matters only where something went wrong. */
function startLines({ bootMilliseconds: milliseconds, userData: ran, kind }: WorkloadReport, output: Output): string[] {
  if (milliseconds === undefined || kind === 'lambda-function') return [];
  if (kind !== 'ec2-instance') return [`  healthy in ${milliseconds} ms`];
  if (ran === undefined || ran.exitCode === 0) return [`  user data ran in ${milliseconds} ms`];
  const how = ran.timedOut ? `was ended after ${milliseconds} ms, the time limit,`
    : ran.exitCode === null ? `was ended by a signal after ${milliseconds} ms` : `ended with exit code ${ran.exitCode} after ${milliseconds} ms`;
  const last = ran.lastOutput.slice(-LAST_LINES);
  return [`  user data ${last.length === 0 ? `${how} and wrote nothing` : `${how.replace(/,$/, '')}; the last that it wrote:`}`, ...last.map(line => paint(output, 'dim', `    ${line}`))];
}

function requestLines({ who, requests }: Attempt, output: Output): string[] {
  return [`  ${who}`, ...requests.map(({ standIn, request, status, step, reason, identity, ...entry }) => {
    const line = [`    ${status} ${standIn}: ${request}`, step, identity, reason].filter(part => part !== undefined && part !== '').join(', ');
    return paint(output, entry.verdict === 'accepted' ? 'dim' : 'red', line);
  }), ...requests.length === 0 ? ['    nothing was asked'] : []];
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
  const wrong = attempts.filter(({ outcome, expected }) => outcome !== expected && outcome !== 'depends');
  const undecided = attempts.filter(({ outcome }) => outcome === 'depends');
  const admitted = attempts.filter(attempt => attempt.outcome === 'admitted').length;
  const summary = `${admitted} admitted, ${attempts.length - admitted - undecided.length} rejected, ${undecided.length === 0 ? '' : `${undecided.length} undecided, `}${report.milliseconds} ms`;
  switch (report.verdict) {
    case 'match': return paint(output, 'green', `The two sides match: every workload was admitted and every impostor was rejected (${summary}).`);
    case 'depends': return paint(output, 'yellow', `Whether the two sides match is not proven: ${undecided.length} of ${attempts.length} attempts reached neither cloud (${summary}).`);
    case 'mismatch': return paint(output, 'red', `The two sides do not match: ${wrong.length} of ${attempts.length} attempts had an unexpected result (${summary}).`);
  }
}

function clientText({ version, folder }: RehearsalReport['client']): string {
  const origin = folder === undefined ? 'the copy that comes with cdk-gcp-federation' : `the app's own, ${folder}`;
  return version === undefined ? 'no client called' : `an unmodified google-auth-library ${version}: ${origin}`;
}

function listText(title: string, items: readonly string[], width: number): string {
  if (items.length === 0) return '';
  const lines = items.flatMap(item => wrap(item, width - 4).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`));
  return [`${title}:`, ...lines].join('\n');
}
