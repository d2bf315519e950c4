import { FilePosition, InputNode, Member, refuseAt } from './node';

/** Deeper than any description goes, and far from the end of the call stack. */
const DEEPEST_NESTING = 100;

const LINE_END = /\r\n|\n|\r/g;
const WHITE_SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const NUMBER_LIKE = /[-+.]?[0-9][-+.\w]*/y;
const LITERAL = /(?:true|false|null)\b/y;
const LITERALS = { true: true, false: false, null: null };

/**
 * Parses JSON text into nodes that know their positions.
 *
 * `JSON.parse` keeps no positions, lets the last of two equal keys win, and rounds long numbers.
 *
 * @param text the text of the file; a byte order mark at its start is ignored
 * @param file the name of the file, for messages
 */
export function parseJson(text: string, file: string): InputNode {
  return new Parser(text.replace(/^\ufeff/, ''), file).document();
}

class Parser {
  private readonly lineStarts: readonly number[];
  private offset = 0;
  private line = 1;

  constructor(private readonly text: string, private readonly file: string) {
    this.lineStarts = [0, ...[...text.matchAll(LINE_END)].map(end => end.index + end[0].length)];
  }

  public document(): InputNode {
    const node = this.value(0);
    if (this.offset < this.text.length) this.unexpected('the end of the file');
    return node;
  }

  private value(depth: number): InputNode {
    this.take(WHITE_SPACE);
    const position = this.position();
    if (depth > DEEPEST_NESTING) refuseAt(position, `the file is nested more than ${DEEPEST_NESTING} levels deep: make it flatter`);
    const node = this.scalar(position) ?? this.composite(position, depth);
    this.take(WHITE_SPACE);
    return node;
  }

  private composite(position: FilePosition, depth: number): InputNode {
    if (this.accept('{')) return { kind: 'object', position, members: this.members(depth + 1) };
    if (this.accept('[')) return { kind: 'array', position, items: this.items(depth + 1) };
    return this.unexpected('a value');
  }

  private scalar(position: FilePosition): InputNode | undefined {
    const string = this.take(STRING);
    if (string !== undefined) return { kind: 'string', position, value: JSON.parse(string) };
    const literal = this.take(LITERAL);
    if (literal !== undefined) {
      return { kind: literal === 'null' ? 'null' : 'boolean', position, value: LITERALS[literal as keyof typeof LITERALS] };
    }
    const start = this.offset;
    const like = this.take(NUMBER_LIKE);
    if (like === undefined) return undefined;
    this.offset = start;
    const source = this.take(NUMBER);
    if (source !== like) refuseAt(position, `${like} is not a JSON number: put an id in quotes, since numbers lose leading zeros`);
    return { kind: 'number', position, value: Number(source), source };
  }

  private members(depth: number): ReadonlyMap<string, Member> {
    const members = new Map<string, Member>();
    const lines = new Map<string, number>();
    this.sequence('}', () => {
      const position = this.position();
      const quoted = this.take(STRING) ?? this.unexpected('a key in double quotes');
      const key: string = JSON.parse(quoted);
      if (lines.has(key)) refuseAt(position, `key '${key}' stands twice, first in line ${lines.get(key)}: remove one`);
      lines.set(key, position.line);
      this.take(WHITE_SPACE);
      this.expect(':');
      members.set(key, { position, value: this.value(depth) });
    });
    return members;
  }

  private items(depth: number): readonly InputNode[] {
    const items: InputNode[] = [];
    this.sequence(']', () => items.push(this.value(depth)));
    return items;
  }

  /** Reads elements with commas between them, up to and with the closing bracket. */
  private sequence(close: string, element: () => void): void {
    this.take(WHITE_SPACE);
    if (this.accept(close)) return;
    do {
      this.take(WHITE_SPACE);
      if (this.text[this.offset] === close) refuseAt(this.position(), `'${close}' follows a comma: remove the comma`);
      element();
    } while (this.accept(','));
    if (!this.accept(close)) this.unexpected(`',' or '${close}'`);
  }

  private take(token: RegExp): string | undefined {
    token.lastIndex = this.offset;
    const match = token.exec(this.text)?.[0];
    this.offset += match?.length ?? 0;
    return match;
  }

  private accept(character: string): boolean {
    if (this.text[this.offset] !== character) return false;
    this.offset += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.accept(character)) this.unexpected(`'${character}'`);
  }

  private unexpected(expected: string): never {
    return refuseAt(this.position(), `${this.found()} stands where ${expected} is expected: this is not JSON`);
  }

  private found(): string {
    const rest = this.text.slice(this.offset);
    if (rest === '') return 'the end of the file';
    if (rest.startsWith('//') || rest.startsWith('/*')) return 'a comment';
    if (rest.startsWith('"')) return 'a string that is not closed, or holds a control character or a wrong escape,';
    return `'${String.fromCodePoint(rest.codePointAt(0)!)}'`;
  }

  private position(): FilePosition {
    while (this.lineStarts[this.line] <= this.offset) this.line += 1;
    return { file: this.file, line: this.line, column: this.offset - this.lineStarts[this.line - 1] + 1 };
  }
}
