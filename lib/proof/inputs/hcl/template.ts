import { SyntaxNode, unescapedText } from './syntax';

/** Where the literals of a template are, so that escapes, trims and indentation can be undone. */
export interface TemplateSource {
  readonly bytes: Buffer;
  /** Whether escapes of quoted texts apply. */
  readonly isQuoted: boolean;
  /** Columns that `<<-` removes from each line. */
  readonly indentation: number;
}

/** The source of a template: quoted, a heredoc, or a part of an outer template. */
export function templateSource(node: SyntaxNode, bytes: Buffer, outer: TemplateSource | undefined): TemplateSource {
  const written = node.meta?.value ?? '';
  if (written.startsWith('"')) return { bytes, isQuoted: true, indentation: 0 };
  if (written.startsWith('<<-')) return { bytes, isQuoted: false, indentation: indentationOf(node, bytes) };
  if (written.startsWith('<<')) return { bytes, isQuoted: false, indentation: 0 };
  return outer ?? { bytes, isQuoted: false, indentation: 0 };
}

/** Spaces that all lines of a heredoc begin with; blank lines, and what is in its expressions, do not count. */
function indentationOf(node: SyntaxNode, bytes: Buffer): number {
  const literals = literalsIn(node);
  const [first] = node.children;
  if (first === undefined) return 0;
  const introducer = bytes.lastIndexOf('<<-', first.range.start.byte);
  const body = bytes.indexOf(0x0a, introducer) + 1;
  const lines = [bytes.subarray(body).toString().split('\n', 1)[0]];
  literals.forEach((literal, index) => {
    const [, ...following] = (literal.meta?.value ?? '').split('\n');
    const isLast = index === literals.length - 1 && literal === node.children[node.children.length - 1];
    lines.push(...isLast ? following.slice(0, -1).filter(isWritten) : following.filter((line, at) => at === following.length - 1 || isWritten(line)));
  });
  return Math.min(...lines.map(line => line.length - line.trimStart().length));
}

function isWritten(line: string): boolean {
  return line.trim() !== '';
}

/** The literals of a template and of its directives, without those of its expressions. */
function literalsIn({ type, children }: SyntaxNode): SyntaxNode[] {
  const isTemplate = type === 'template';
  return children.flatMap(child => isTemplate && child.type === 'literalValue' ? [child]
    : ['template', 'templateJoin', 'conditional', 'for'].includes(child.type) && isPartOfTemplate(child) ? literalsIn(child) : []);
}

function isPartOfTemplate({ type, meta }: SyntaxNode): boolean {
  return type === 'template' ? !/^(?:"|<<)/.test(meta?.value ?? '') : meta?.value?.startsWith('%{') === true;
}

/** The text of a literal in a template. */
export function literalText(node: SyntaxNode, source: TemplateSource): string {
  const { start, end } = node.range;
  const { bytes, isQuoted } = source;
  const tokens = tokensOf(node.meta?.value ?? '', source, start.byte);
  if (bytes.subarray(Math.max(0, start.byte - 2), start.byte).toString() === '~}') tokens[0] = tokens[0].trimStart();
  const last = tokens.length - 1;
  if (/^[$%]\{~/.test(bytes.subarray(end.byte, end.byte + 3).toString())) tokens[last] = tokens[last].trimEnd();
  const plain = tokens.join('').replace(/\$\$\{/g, '$\u0000{').replace(/%%\{/g, '%\u0000{');
  return (isQuoted ? unescapedText(plain) : plain).replace(/\u0000/g, '');
}

/** The lines of a literal, without the indentation of `<<-`. A quoted text is one token. */
function tokensOf(text: string, { bytes, isQuoted, indentation }: TemplateSource, start: number): string[] {
  if (isQuoted) return [text];
  const lines = text.split(/(?<=\n)/);
  if (indentation === 0 || lines.length === 0) return lines.length === 0 ? [''] : lines;
  const lineStart = bytes.lastIndexOf(0x0a, start - 1) + 1;
  // The parser shortens the first line itself if the literal begins it.
  const isInside = start > lineStart;
  return lines.map((line, index) => (index === 0 && isInside) || isBlank(line) ? line : shortened(line, indentation));
}

function shortened(line: string, indentation: number): string {
  return line.slice(Math.min(indentation, line.length - line.trimStart().length));
}

/** Blank lines keep their spaces, as in the parser of HashiCorp. */
function isBlank(line: string): boolean {
  return line.endsWith('\n') && line.trim() === '';
}

const HEREDOC = 'TEMPLATE';

/** A text of Terraform's JSON form as an expression: a heredoc, in which no character has to be escaped. */
export function templateExpression(text: string): string {
  let marker = HEREDOC;
  while (text.includes(marker)) marker += '_';
  return `<<${marker}\n${text}\n${marker}\n`;
}
