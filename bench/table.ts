import { CaseResult, Results, Summary } from './results';

const COLUMNS: Readonly<Record<string, (summary: Summary) => string>> = {
  'size': ({ size }) => String(size),
  'variant': ({ variant }) => variant,
  'ms': ({ milliseconds }) => fixed(milliseconds),
  '+-': summary => `${Math.round(summary.spread * 100)} %`,
  'first': ({ firstMilliseconds }) => fixed(firstMilliseconds),
  'ours / it': ({ ratio }) => ratio?.toFixed(2) ?? '',
  'by CPU': ({ cpuRatio }) => cpuRatio?.toFixed(2) ?? '',
  'MB': ({ megabytes }) => megabytes.toFixed(0),
  'kB': ({ bytes }) => bytes === undefined ? '' : (bytes / 1000).toFixed(1),
  'modules': ({ modules }) => modules?.toString() ?? '',
};

/** Results as a table in Markdown, which is readable as it is. */
export function table({ machine, load, node, cases }: Results): string {
  return [`${machine}, Node.js ${node}, load ${load}`, ...cases.map(caseTable)].join('\n\n');
}

function caseTable({ name, goal, summaries, growth }: CaseResult): string {
  const names = Object.keys(COLUMNS).filter(column => summaries.some(summary => COLUMNS[column](summary) !== ''));
  const rows = [names, ...summaries.map(summary => names.map(column => COLUMNS[column](summary)))];
  const widths = names.map((_, column) => Math.max(...rows.map(row => row[column].length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => pad(cell, widths[column], names[column])).join(' | ')} |`;
  const exponents = Object.entries(growth).map(([variant, exponent]) => `${variant} ${exponent.toFixed(2)}`);
  return [
    `### ${name}`, '',
    line(names), line(widths.map(width => '-'.repeat(width))), ...rows.slice(1).map(line),
    ...exponents.length > 0 ? ['', `Growth exponent up to the largest: ${exponents.join(', ')}.`] : [],
    ...goal ? ['', `Goal: at most ${goal.ratio} of '${goal.against}'.`] : [],
  ].join('\n');
}

function pad(cell: string, width: number, column: string): string {
  return column === 'variant' ? cell.padEnd(width) : cell.padStart(width);
}

function fixed(milliseconds: number): string {
  return milliseconds < 100 ? milliseconds.toFixed(1) : milliseconds.toFixed(0);
}
