import { PartialText, placeholder, Undetermined, UndeterminedCause } from '../../determined';

/** A value of the Terraform language. Lists and tuples are arrays; maps and objects are objects. */
export type Value = string | number | boolean | null | Undetermined | ValueSet | Instance | readonly Value[] | ValueMap;

export interface ValueMap {
  readonly [key: string]: Value;
}

/** A set: distinct values in the order of the language. */
export class ValueSet {
  readonly values: readonly Value[];

  constructor(values: readonly Value[]) {
    const distinct = new Map(values.map(value => [keyOf(value), value]));
    this.values = [...distinct.values()].sort((one, other) => compareTexts(keyOf(one), keyOf(other)));
  }
}

/** One instance of a resource or of a module: its attributes are computed when they are asked for. */
export abstract class Instance {
  abstract readonly address: string;
  abstract attribute(name: string): Value;
  /** All that is known of it, as an object. */
  abstract object(): ValueMap;
}

/** What an engine refuses to evaluate; `try` and `can` catch it. */
export class EvaluationError extends Error {}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    && !(value instanceof Undetermined) && !(value instanceof ValueSet) && !(value instanceof Instance);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isUnknown(value: Value | undefined): value is Undetermined {
  return value instanceof Undetermined;
}

/** Keys in the order of the language: by their bytes. */
export function sortedKeys(map: ValueMap): string[] {
  return Object.keys(map).sort(compareTexts);
}

export function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Makes a map that has no prototype to be confused with. */
export function mapOf(entries: Iterable<readonly [string, Value]>): ValueMap {
  const map: Record<string, Value> = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** The elements of a list or set; of a map its values by key. */
export function elementsOf(value: Value): readonly Value[] | undefined {
  if (isList(value)) return value;
  if (value instanceof ValueSet) return value.values;
  if (value instanceof Instance) return elementsOf(value.object());
  return isMap(value) ? sortedKeys(value).map(key => value[key]) : undefined;
}

/** Key and value of each element. */
export function entriesOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (isList(value)) return value.map((element, index) => [index, element]);
  if (value instanceof ValueSet) return value.values.map(element => [element, element]);
  if (value instanceof Instance) return entriesOf(value.object());
  return isMap(value) ? sortedKeys(value).map(key => [key, value[key]]) : undefined;
}

/** The first part of a value that is not known. */
export function firstUnknown(value: Value): Undetermined | undefined {
  if (value instanceof Undetermined) return value;
  if (value instanceof Instance) return undefined;
  for (const element of isMap(value) ? Object.values(value) : isList(value) || value instanceof ValueSet ? elementsOf(value)! : []) {
    const found = firstUnknown(element);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A number, truth value or text as a text. */
export function textOf(value: Value): string | Undetermined {
  if (value instanceof Undetermined || typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  throw new EvaluationError(value === null ? 'a null value is used where a text is required' : 'a text is required');
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

const CHARACTERS_AT_MOST = 1_000_000;

/** Makes a text of parts, of which some may not be known. */
export function joinedText(parts: readonly (string | Undetermined)[], separator = ''): string | Undetermined {
  const firstOpen = parts.findIndex(part => part instanceof Undetermined);
  const characters = parts.reduce((total, part) => total + (typeof part === 'string' ? part.length : partialOf(part).text.length), 0);
  if (characters > CHARACTERS_AT_MOST) return unknownValue('a text', `it is longer than ${CHARACTERS_AT_MOST} characters`, 'limit');
  if (firstOpen < 0) return parts.join(separator);
  const { text, unknown } = partialText(parts, separator);
  const { source, reason, before, cause } = parts[firstOpen] as Undetermined;
  const known = parts.slice(0, firstOpen).map(part => `${String(part)}${separator}`).join('');
  return new Undetermined(source, reason, known + before, cause, { text, unknown });
}

function partialText(parts: readonly (string | Undetermined)[], separator: string): PartialText {
  const texts = parts.map(part => typeof part === 'string' ? { text: part, unknown: [] } : partialOf(part));
  return { text: texts.map(({ text }) => text).join(separator), unknown: texts.flatMap(({ unknown }) => unknown) };
}

/** A text that is not known, with what is known of it. */
export function partialOf(value: Undetermined): PartialText {
  return value.partial ?? { text: placeholder(value), unknown: [value] };
}

export function unknownValue(source: string, reason: string, cause?: UndeterminedCause): Undetermined {
  return new Undetermined(source.slice(0, 200), reason, '', cause);
}

/** Equal values have equal keys: for sets, `distinct` and comparisons. */
export function keyOf(value: Value): string {
  if (typeof value === 'string') return `"${value}`;
  if (value instanceof Undetermined) return `?${value.source}`;
  if (value instanceof Instance) return `@${value.address}`;
  if (isList(value)) return `[${value.map(keyOf).join(',')}]`;
  if (value instanceof ValueSet) return `{${value.values.map(keyOf).join(',')}}`;
  if (isMap(value)) return `{${sortedKeys(value).map(key => `${JSON.stringify(key)}:${keyOf(value[key])}`).join(',')}}`;
  return String(value);
}
