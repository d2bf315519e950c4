import { describe, InputNode, isArgument, refuseAt } from './node';
import { requireLiteral } from '../literals';

/** JSON Schema, draft 7. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * How one value looks, in JSON and in the arguments of a program: what reads it, and the schema of what is read. Forms
 * only know types and keys; grammar and limits are the validators' business, and the schema repeats them by reference.
 */
export interface Form<T> {
  readonly schema: JsonSchema;
  /** @param name what messages call the value */
  read(node: InputNode, name: string): T;
}

/** The schema of what JSON cannot write. */
const NOT_IN_JSON: JsonSchema = { not: {} };

/** A string, with the schema keywords that narrow it. */
export function text(narrowed: JsonSchema = {}): Form<string> {
  return {
    schema: { type: 'string', ...narrowed },
    read: (node, name) => {
      if (node.kind === 'string') return node.value;
      if (node.kind !== 'number') return refuseType(node, name, 'a string');
      if (isArgument(node)) return requireLiteral(name, node.value);
      return refuseAt(node.position,
        `${name} ${node.source} is a number: put it in quotes, since numbers lose leading zeros and long ones their last digits`);
    },
  };
}

/** A string that has to match a regular expression. */
export function matching(pattern: RegExp): Form<string> {
  return text({ pattern: pattern.source });
}

/** A number, whose limits its validator knows. */
export function number(): Form<number> {
  return {
    schema: { type: 'number' },
    read: (node, name) => node.kind === 'number' ? node.value : refuseType(node, name, 'a number, without quotes'),
  };
}

/** A whole number. */
export function wholeNumber(limits: { readonly minimum: number; readonly maximum: number }): Form<number> {
  return {
    schema: { type: 'integer', minimum: limits.minimum, maximum: limits.maximum },
    read: number().read,
  };
}

/** True or false. */
export function flag(): Form<boolean> {
  return {
    schema: { type: 'boolean' },
    read: (node, name) => node.kind === 'boolean' ? node.value === true : refuseType(node, name, 'true or false, without quotes'),
  };
}

/** A list of one kind of value. */
export function list<T>(item: Form<T>, itemName: string): Form<T[]> {
  return {
    schema: { type: 'array', items: item.schema, uniqueItems: true },
    read: (node, name) => node.kind === 'array'
      ? node.items.map(element => item.read(element, 'path' in element.position ? element.position.path : itemName))
      : refuseType(node, name, 'an array'),
  };
}

/** An object with keys of the user's own choice. */
export function map<T>(keys: RegExp, value: Form<T>): Form<Record<string, T>> {
  return {
    schema: { type: 'object', minProperties: 1, propertyNames: { pattern: keys.source }, additionalProperties: value.schema },
    read: (node, name) => node.kind === 'object'
      ? Object.fromEntries([...node.members].map(([key, member]) => [key, value.read(member.value, memberName(member.value, key))]))
      : refuseType(node, name, 'an object'),
  };
}

/**
 * A value of a program alone, such as a construct.
 *
 * @param what what messages call such a value and how to get one, such as `an IAM role, such as ...`
 * @param isOne tells such a value, without `instanceof`: an app can load a library twice
 */
export function instance<T>(what: string, isOne: (value: object) => boolean): Form<T> {
  return {
    schema: NOT_IN_JSON,
    read: (node, name) => {
      const value = node.kind === 'instance' || node.kind === 'object' ? node.value : undefined;
      return typeof value === 'object' && value !== null && isOne(value) ? value as T : refuseType(node, name, what);
    },
  };
}


/** What messages call a member: its key in a file, where the line tells the rest, and its path in the arguments of a call. */
export function memberName(node: InputNode, key: string): string {
  return 'path' in node.position ? node.position.path : key;
}

export function refuseType(node: InputNode, name: string, wanted: string): never {
  return refuseAt(node.position, `${name} is ${describe(node)}: ${isArgument(node) ? 'pass' : 'write'} ${wanted}`);
}
