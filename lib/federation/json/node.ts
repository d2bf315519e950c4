import { brandOf } from '../brand';

/** Under this key, classes that jsii compiled have their full names. */
const JSII_TYPE = Symbol.for('jsii.rtti');

/** Where a value is in a JSON file. Lines and columns count from 1. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a value is in the arguments of a call. */
export interface ArgumentPosition {
  /** Path of properties, such as `takeOver.pool`; empty for the argument itself. */
  readonly path: string;
}

export type Position = FilePosition | ArgumentPosition;

export interface ObjectNode {
  readonly kind: 'object';
  readonly position: Position;
  readonly members: ReadonlyMap<string, Member>;
  /** The object of a program. @default - none, in a file */
  readonly value?: object;
}

/** A key of an object, where it is, and its value. */
export interface Member {
  readonly position: Position;
  readonly value: InputNode;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly position: Position;
  readonly items: readonly InputNode[];
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

/** A value of a program that JSON cannot write: an instance of a class, a function, or nothing. */
export interface InstanceNode {
  readonly kind: 'instance';
  readonly position: ArgumentPosition;
  readonly value: unknown;
}

/** A value that knows where it is, in a JSON file or in the arguments of a call. */
export type InputNode = ObjectNode | ArrayNode | StringNode | NumberNode | LiteralNode | InstanceNode;

/** Whether a value is an argument of a program, not part of a file. */
export function isArgument({ position }: InputNode): boolean {
  return 'path' in position;
}

/** Refuses what is at a position. In a file it is named in the form that editors and terminals make clickable. */
export function refuseAt(position: Position, message: string): never {
  throw new Error('path' in position ? message : `${position.file}:${position.line}:${position.column}: ${message}`);
}

/** A value as messages show it: short, and on one line. */
export function describe(node: InputNode): string {
  switch (node.kind) {
    case 'object': return 'an object';
    case 'array': return 'an array';
    case 'string': return `the string '${node.value}'`;
    case 'number': return `the number ${node.source}`;
    case 'instance': return describeInstance(node.value);
    default: return String(node.value);
  }
}

function describeInstance(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'function') return /^class\b/.test(String(value)) ? `the class ${value.name}` : 'a function';
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  const name = brandOf(value) ?? classOf(value);
  return name ? `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}` : 'an object';
}

/** Bundlers rename classes. Those of AWS CDK have their names a second time, for other languages. */
function classOf(value: object): string | undefined {
  const type = value.constructor as { readonly name: string; readonly [JSII_TYPE]?: { readonly fqn: string } } | undefined;
  const fullName = type && Object.hasOwn(type, JSII_TYPE) ? type[JSII_TYPE]?.fqn : undefined;
  return fullName?.split('.').pop() ?? type?.name.replace(/^_|\d+$/g, '');
}
