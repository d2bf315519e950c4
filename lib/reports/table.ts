/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The column that gets the rest of the line, and wraps. At most one. */
  readonly wraps?: boolean;
}

const GAP = '  ';
const NARROWEST = 24;

/**
 * Text in aligned columns; the wrapping column continues below itself.
 *
 * @param columns of the table
 * @param rows cells by column
 * @param width columns of the terminal
 * @param decorate changes a finished cell without changing its width, such as colouring it
 */
export function renderTable(
  columns: readonly Column[], rows: readonly (readonly string[])[], width: number,
  decorate: (cell: string, row: number, column: number) => string = cell => cell,
): string {
  const natural = columns.map((column, index) => Math.max(column.title.length, ...rows.map(row => row[index].length)));
  const wrapping = columns.findIndex(column => column.wraps);
  if (wrapping >= 0) {
    const others = natural.reduce((sum, size, index) => sum + (index === wrapping ? 0 : size + GAP.length), 0);
    natural[wrapping] = Math.min(natural[wrapping], Math.max(NARROWEST, width - others));
  }
  const line = (cells: readonly string[], row: number): string => cells
    .map((cell, index) => decorate(pad(cell, natural[index], columns[index].align), row, index))
    .join(GAP)
    .trimEnd();
  const body = rows.flatMap((row, number) => {
    const wrapped = wrapping < 0 ? [''] : wrap(row[wrapping], natural[wrapping]);
    return wrapped.map((part, index) => line(row.map((cell, column) => column === wrapping ? part : index === 0 ? cell : ''), number));
  });
  const titles = columns.map(({ title, align }, index) => pad(title, natural[index], align)).join(GAP).trimEnd();
  return [titles, natural.map(size => '-'.repeat(size)).join(GAP), ...body].join('\n');
}

function pad(cell: string, size: number, align: Column['align'] = 'left'): string {
  return align === 'right' ? cell.padStart(size) : cell.padEnd(size);
}

/** Breaks at spaces, and inside words that are longer than a line: behind a slash, where names of resources have one. */
export function wrap(text: string, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > size) {
      lines.push(line);
      line = '';
    }
    while (word.length > size) {
      const slash = word.lastIndexOf('/', size - 1) + 1;
      const end = slash > size / 2 ? slash : size;
      lines.push(word.slice(0, end));
      word = word.slice(end);
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
