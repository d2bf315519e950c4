import { membersOf } from './argument';
import { Form, JsonSchema, memberName, refuseType } from './form';
import { InputNode, isArgument, Member, Position, refuseAt } from './node';
import { nearest } from './suggest';
import { isConstruct } from '../brand';
import { messageWithoutSubject, refusedProperty } from '../errors';

/** A key of an object: whether it has to be there, and what its absence means. */
export interface Field<T> {
  readonly form: Form<T>;
  readonly required: boolean;
  /** The JSON form of the default, if there is one. */
  readonly fallback?: unknown;
}

/** One field for each property, so that a property without its form does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> };

/** Keys that belong to another class, and how messages call that. */
export type KeysElsewhere = Readonly<Record<string, string>>;

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
 * @param elsewhere keys that users may look for here, and where they belong
 */
export function object<T extends object>(
  documentedBy: string, fields: Fields<T>, narrowed: JsonSchema = {}, elsewhere: KeysElsewhere = {},
): Form<T> {
  const entries: [string, Field<unknown>][] = Object.entries(fields);
  const keys = entries.map(([key]) => key);
  const needed = entries.filter(([, field]) => field.required).map(([key]) => key);
  return {
    schema: {
      title: documentedBy,
      type: 'object',
      properties: Object.fromEntries(entries.map(([key, field]) => [key, propertySchema(field)])),
      required: needed,
      additionalProperties: false,
      ...narrowed,
    },
    read: (node, name) => {
      const members = requireMembers(node, keys, needed.length > 0 ? needed : keys, name);
      refuseUnknownKeys(members, keys, elsewhere);
      const values: Partial<Record<string, unknown>> = {};
      for (const [key, field] of entries) {
        const member = members.get(key);
        if (member) values[key] = field.form.read(member.value, memberName(member.value, key));
      }
      return values as T;
    },
  };
}

function propertySchema(field: Field<unknown>): JsonSchema {
  return { ...field.form.schema, ...field.fallback !== undefined && { default: field.fallback } };
}

/** The members of an object. An instance of a class counts as one if it has any of the keys. */
function requireMembers(node: InputNode, keys: readonly string[], shown: readonly string[], name: string): ReadonlyMap<string, Member> {
  if (node.kind === 'object') return node.members;
  const wanted = `an object with ${shown.join(', ')}`;
  if (node.kind !== 'instance' || typeof node.value !== 'object' || node.value === null || isConstruct(node.value)) return refuseType(node, name, wanted);
  const { value, position: { path } } = node;
  const known = membersOf(value, keys, path);
  return known.size > 0 ? new Map([...membersOf(value, Object.keys(value), path), ...known]) : refuseType(node, name, wanted);
}

function refuseUnknownKeys(members: ReadonlyMap<string, Member>, known: readonly string[], elsewhere: KeysElsewhere): void {
  for (const [key, { value, position }] of members) {
    if (known.includes(key)) continue;
    const [noun, nouns] = isArgument(value) ? ['property', 'properties'] : ['key', 'keys'];
    const subject = `${noun} '${memberName(value, key)}'`;
    if (Object.hasOwn(elsewhere, key)) refuseAt(position, `${subject} belongs to ${elsewhere[key]}: set it there`);
    const meant = nearest(key, [...known, ...Object.keys(elsewhere)]);
    const hint = meant === undefined ? 'the' : `did you mean '${meant}'${Object.hasOwn(elsewhere, meant) ? ` of ${elsewhere[meant]}` : ''}? The`;
    refuseAt(position, `${subject} is unknown: ${hint} ${nouns} here are ${known.join(', ')}`);
  }
}

/**
 * Builds something from an object that was read, and gives a refusal its position: that of the key it is about.
 */
export function located<T>(node: InputNode, build: () => T): T {
  try {
    return build();
  } catch (error) {
    const path = refusedProperty(error)?.split('.') ?? [];
    return refuseAt(positionOf(node, path), messageWithoutSubject(error));
  }
}

function positionOf(node: InputNode, path: readonly string[]): Position {
  const member = node.kind === 'object' ? node.members.get(path[0]) : undefined;
  if (!member) return node.position;
  return path.length > 1 && member.value.kind === 'object' && member.value.members.has(path[1])
    ? positionOf(member.value, path.slice(1))
    : member.position;
}
