import { Form } from './form';
import { InputNode, Member } from './node';

/**
 * Requires an argument of a call to have a form, and returns a copy of it.
 *
 * TypeScript checks the same, but not for programs that run without a type check, as `tsx` and JavaScript do. Keys whose
 * value is `undefined` count as left out.
 *
 * @param name what messages call the argument
 */
export function readArgument<T>(form: Form<T>, value: unknown, name: string): T {
  return form.read(argumentNode(value, Array.isArray(value) ? name : ''), name);
}

/** A value of a program in the shape that forms read. Nothing in it is looked at before a form asks for it. */
export function argumentNode(value: unknown, path: string): InputNode {
  const position = { path };
  if (value === null || typeof value === 'boolean') return { kind: value === null ? 'null' : 'boolean', position, value };
  if (typeof value === 'string') return { kind: 'string', position, value };
  if (typeof value === 'number') return { kind: 'number', position, value, source: String(value) };
  if (Array.isArray(value)) return { kind: 'array', position, items: value.map((item, index) => argumentNode(item, `${path}[${index}]`)) };
  if (!isPlain(value)) return { kind: 'instance', position, value };
  return { kind: 'object', position, value, get members() { return membersOf(value, Object.keys(value), path); } };
}

/** The members of an object or of an instance of a class, but for those that are undefined. */
export function membersOf(value: object, keys: readonly string[], path: string): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const key of keys) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    const position = { path: path === '' ? key : `${path}.${key}` };
    if (member !== undefined) members.set(key, { position, value: argumentNode(member, position.path) });
  }
  return members;
}

/** Whether something is an object literal, of whatever realm. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
