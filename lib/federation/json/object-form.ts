import { Form, JsonSchema, refuseType } from './form';
import { JsonNode, ObjectNode, refuseAt } from './node';
import { nearest } from './suggest';

/** A key of an object: whether it has to be there, and what its absence means. */
export interface Field<T> {
  readonly form: Form<T>;
  readonly required: boolean;
  /** The JSON form of the default, where there is one. */
  readonly fallback?: unknown;
}

/** One field for each property, so that a property without its JSON form does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> };

export function required<T>(form: Form<T>): Field<T> {
  return { form, required: true };
}

export function optional<T>(form: Form<T>, fallback?: unknown): Field<T> {
  return { form, required: false, fallback };
}

/**
 * An object with known keys.
 *
 * @param documentedBy the public interface or method whose documentation describes the keys; becomes the schema's title
 * @param fields the keys
 * @param narrowed further schema keywords
 */
export function object<T extends object>(documentedBy: string, fields: Fields<T>, narrowed: JsonSchema = {}): Form<T> {
  const entries: [string, Field<unknown>][] = Object.entries(fields);
  const keys = entries.map(([key]) => key);
  return {
    schema: {
      title: documentedBy,
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, field]) => [key, propertySchema(field)])),
      required: entries.filter(([, field]) => field.required).map(([key]) => key),
      additionalProperties: false,
      ...narrowed,
    },
    read: (node, name) => {
      if (node.kind !== 'object') return refuseType(node, name, `an object with ${keys.join(', ')}`);
      refuseUnknownKeys(node, keys);
      const values: Partial<Record<string, unknown>> = {};
      for (const [key, field] of entries) {
        const member = node.members.get(key);
        if (member) values[key] = field.form.read(member.value, key);
      }
      return values as T;
    },
  };
}

function propertySchema(field: Field<unknown>): JsonSchema {
  return { ...field.form.schema, ...field.fallback !== undefined && { default: field.fallback } };
}

function refuseUnknownKeys(node: ObjectNode, known: readonly string[]): void {
  for (const [key, member] of node.members) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    refuseAt(member.position, `key '${key}' is unknown: ${meant ? `did you mean '${meant}'? The` : 'the'} keys here are ${known.join(', ')}`);
  }
}

/**
 * Builds something from an object that was read, and gives a refusal its position.
 *
 * Refusals start with the name of the property (see `refuse`), possibly with a path: its key is where they point.
 */
export function located<T>(node: JsonNode, build: () => T): T {
  try {
    return build();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const path = /^[\w.]+/.exec(message)?.[0].split('.') ?? [];
    return refuseAt(positionOf(node, path), message);
  }
}

function positionOf(node: JsonNode, path: readonly string[]): JsonNode['position'] {
  const member = node.kind === 'object' ? node.members.get(path[0]) : undefined;
  if (!member) return node.position;
  return path.length > 1 && member.value.kind === 'object' && member.value.members.has(path[1])
    ? positionOf(member.value, path.slice(1))
    : member.position;
}
