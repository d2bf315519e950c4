/** Where something stands in a JSON file. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ObjectNode {
  readonly kind: 'object';
  readonly position: Position;
  readonly members: ReadonlyMap<string, Member>;
}

/** A key of an object, where it stands, and its value. */
export interface Member {
  readonly position: Position;
  readonly value: JsonNode;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly position: Position;
  readonly items: readonly JsonNode[];
}

export interface StringNode {
  readonly kind: 'string';
  readonly position: Position;
  readonly value: string;
}

export interface NumberNode {
  readonly kind: 'number';
  readonly position: Position;
  readonly value: number;
  /** As written: the value may have lost digits. */
  readonly source: string;
}

export interface LiteralNode {
  readonly kind: 'boolean' | 'null';
  readonly position: Position;
  readonly value: boolean | null;
}

/** A JSON value that knows where it stands. */
export type JsonNode = ObjectNode | ArrayNode | StringNode | NumberNode | LiteralNode;

/** Refuses what stands at a position, in the form that editors and terminals make clickable. */
export function refuseAt(position: Position, message: string): never {
  throw new Error(`${position.file}:${position.line}:${position.column}: ${message}`);
}

/** A value as messages show it: short, and on one line. */
export function describe(node: JsonNode): string {
  switch (node.kind) {
    case 'object': return 'an object';
    case 'array': return 'an array';
    case 'string': return `the string '${node.value}'`;
    case 'number': return `the number ${node.source}`;
    default: return String(node.value);
  }
}
