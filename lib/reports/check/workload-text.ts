import { WorkloadVerdict } from '../../proof';
import { Colour, Output, paint } from '../output';
import { Column, renderTable } from '../table';

const STEPS: readonly Column[] = [{ title: '' }, { title: 'STEP' }, { title: 'WHAT WAS COMPARED', wraps: true }];
const MARKS = { 'passed': 'ok', 'rejected': 'REJECTED', 'depends': 'DEPENDS', 'not reached': '-' } as const;
const COLORS = { admitted: 'green', rejected: 'red', depends: 'yellow' } as const;
const STEP_COLORS: Readonly<Record<keyof typeof MARKS, Colour>> = { 'passed': 'green', 'rejected': 'red', 'depends': 'yellow', 'not reached': 'dim' };
/** Of admitted workloads only the verdict is shown if there are more than these. */
const DETAILED_AT_MOST = 10;

/** Renders the verdict on a workload, with its steps unless there are many workloads. */
export function workloadText(one: WorkloadVerdict, count: number, output: Output, width: number): string {
  const { workload, kind, verdict, roleArn, actsAs, roles, steps } = one;
  const title = `${paint(output, COLORS[verdict], verdict.padEnd(8))}  ${paint(output, 'bold', workload)} (${kind})`;
  if (verdict === 'admitted' && count > DETAILED_AT_MOST) return title;
  const held = roles.map(({ role, resource, condition }) => `${role} on ${resource}${condition === undefined ? '' : ` if ${condition}`}`);
  const lines = [
    ...roleArn === undefined ? [] : [`  role     ${roleArn}`],
    ...actsAs === undefined ? [] : [`  acts as  ${actsAs}`],
    ...held.map((text, index) => `  ${index === 0 ? 'holds' : '     '}    ${text}`),
  ];
  const rows = steps.map(({ step, verdict: own, detail }) => [MARKS[own], step, detail]);
  const table = renderTable(STEPS, rows, width - 2, (cell, row, column) => column > 0 || cell.trim() === '' ? cell : paint(output, STEP_COLORS[steps[row].verdict], cell));
  return [title, ...lines, ...table.split('\n').map(line => `  ${line}`)].join('\n');
}
