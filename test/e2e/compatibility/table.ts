/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Text as code; a text with backticks keeps them. */
export function code(text: string): string {
  if (text === '') return 'an error without words';
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
