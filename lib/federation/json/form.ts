import { describe, JsonNode, refuseAt } from './node';

/** JSON Schema, draft 7. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * How one value looks in JSON: what reads it, and the schema of what is read. Forms only know types and keys; grammar
 * and limits are the validators' business, and the schema repeats them by reference.
 */
export interface Form<T> {
  readonly schema: JsonSchema;
  /** @param name what messages call the value */
  read(node: JsonNode, name: string): T;
}

/** A string, with the schema keywords that narrow it. */
export function text(narrowed: JsonSchema = {}): Form<string> {
  return {
    schema: { type: 'string', ...narrowed },
    read: (node, name) => {
      if (node.kind === 'string') return node.value;
      if (node.kind !== 'number') return refuseType(node, name, 'a string');
      return refuseAt(node.position, `${name} ${node.source} is a number: put it in quotes, since numbers lose leading zeros and long ones their last digits`);
    },
  };
}

/** A string that has to match a regular expression. */
export function matching(pattern: RegExp): Form<string> {
  return text({ pattern: pattern.source });
}

/** A whole number. */
export function wholeNumber(limits: { readonly minimum: number; readonly maximum: number }): Form<number> {
  return {
    schema: { type: 'integer', minimum: limits.minimum, maximum: limits.maximum },
    read: (node, name) => node.kind === 'number' ? node.value : refuseType(node, name, 'a number, without quotes'),
  };
}

/** A list of one kind of value. */
export function list<T>(item: Form<T>, itemName: string): Form<T[]> {
  return {
    schema: { type: 'array', items: item.schema, uniqueItems: true },
    read: (node, name) => node.kind === 'array'
      ? node.items.map(element => item.read(element, itemName))
      : refuseType(node, name, 'an array'),
  };
}

/** An object with keys of the user's own choice. */
export function map<T>(keys: RegExp, value: Form<T>): Form<Record<string, T>> {
  return {
    schema: { type: 'object', minProperties: 1, propertyNames: { pattern: keys.source }, additionalProperties: value.schema },
    read: (node, name) => node.kind === 'object'
      ? Object.fromEntries([...node.members].map(([key, member]) => [key, value.read(member.value, key)]))
      : refuseType(node, name, 'an object'),
  };
}

export function refuseType(node: JsonNode, name: string, wanted: string): never {
  return refuseAt(node.position, `${name} is ${describe(node)}: write ${wanted}`);
}
