/** A place in the source of an expression, in bytes. */
export interface SyntaxRange {
  readonly start: { readonly byte: number };
  readonly end: { readonly byte: number };
}

/** A step of a path such as `var.roles[0].name`. */
export interface TraversalStep {
  readonly type: 'nameTraversal' | 'indexTraversal';
  /** A name; of an index its literal. */
  readonly segment: string;
}

/** A node of the syntax tree of HCL, as `@cdktn/hcl2json` gives it. Parentheses and keys of objects have no type. */
export interface SyntaxNode {
  readonly type: string;
  readonly children: readonly SyntaxNode[];
  readonly range: SyntaxRange;
  readonly meta?: SyntaxMeta;
}

interface SyntaxMeta {
  readonly value?: string;
  readonly type?: string;
  readonly name?: string;
  readonly operator?: string;
  readonly traversal?: readonly TraversalStep[];
  readonly expandedFinalArgument?: boolean;
  readonly keyVar?: string;
  readonly valVar?: string;
  readonly keyExpression?: string;
  readonly conditionalExpression?: string;
  readonly groupedValue?: boolean;
  readonly items?: Readonly<Record<string, string>>;
}

/** The value of an index in a path: a number or a text. */
export function indexOfStep({ segment }: TraversalStep): string | number {
  return segment.startsWith('"') ? unescapedText(segment.slice(1, -1)) : Number(segment);
}

/** Undoes the escapes of a quoted text. */
export function unescapedText(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrt"\\]))/g,
    (written, short: string | undefined, long: string | undefined, letter: string | undefined) => {
      if (letter !== undefined) return LETTERS[letter];
      const code = parseInt(short ?? long ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : written;
    });
}

const LETTERS: Readonly<Record<string, string>> = { 'n': '\n', 'r': '\r', 't': '\t', '"': '"', '\\': '\\' };
