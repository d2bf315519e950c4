import { allOf, anyOf, equals, EVERYTHING, Language, NOTHING, notIn } from './language';
import { Strings, stringsHold } from './texts/strings';
import { segmentText, Text } from './texts/text';
import { Universe } from './universe/universe';

/** Values to which a set limits a segment, by its name. */
type Known = ReadonlyMap<string, readonly string[]>;

/** Greatest number of values for which a pattern or a prefix is tried on each. */
const TRIED_AT_MOST = 100;
const ROUNDS_AT_MOST = 4;
const FEW = 8;

/**
 * Returns the same callers of a universe in fewer words: what follows from the values to which a segment is limited is left out.
 *
 * Most questions are decided by that alone, without any machine.
 */
export function simplify(language: Language, universe: Universe): Language {
  let result = language;
  for (let round = 0; round < ROUNDS_AT_MOST; round++) {
    const { known, others } = limits(result);
    const memory = new Map<Language, Language>();
    const own = [...known].map(([name, values]) => equals(segmentText(name), ...values));
    const next = allOf(...own, ...others.map(one => specialize(one, known, universe, memory)));
    if (next.kind === 'nothing' || known.size === 0 || isSame(next, result)) return next;
    result = next;
  }
  return result;
}

function isSame(one: Language, other: Language): boolean {
  return one.kind === 'all' && other.kind === 'all' && one.of.length === other.of.length && one.of.every((part, index) => {
    const second = other.of[index];
    if (part === second) return true;
    const [values, others] = [valuesOf(part)?.values, valuesOf(second)?.values];
    return values !== undefined && values.length === others?.length;
  });
}

/** Splits a set into the values to which it limits segments, and the rest. */
function limits(language: Language): { known: Known; others: readonly Language[] } {
  const known = new Map<string, readonly string[]>();
  const parts = language.kind === 'all' ? language.of : [language];
  const others = parts.filter(part => {
    const limit = valuesOf(part);
    if (limit === undefined) return true;
    const { name, values } = limit;
    known.set(name, common(known.get(name) ?? values, values));
    return false;
  });
  const excluded = new Set(others.filter(part => {
    const limit = part.kind === 'not' ? valuesOf(part.of) : undefined;
    const values = limit && known.get(limit.name);
    if (limit === undefined || values === undefined) return false;
    const without = new Set(common(values, limit.values));
    known.set(limit.name, values.filter(value => !without.has(value)));
    return true;
  }));
  return { known, others: others.filter(part => !excluded.has(part)) };
}

/** Values are one or two of very many most of the time, for which no set of the many is worth its making. */
function common(values: readonly string[], others: readonly string[]): readonly string[] {
  const set = values.length < FEW ? undefined : new Set(others);
  return values.filter(value => set === undefined ? others.includes(value) : set.has(value));
}

function valuesOf(language: Language): { name: string; values: readonly string[] } | undefined {
  if (language.kind !== 'reads' || language.text.kind !== 'segment' || language.strings.kind !== 'one-of') return undefined;
  return { name: language.text.name, values: language.strings.values };
}

function specialize(language: Language, known: Known, universe: Universe, memory: Map<Language, Language>): Language {
  const before = memory.get(language);
  if (before !== undefined) return before;
  const inner = (one: Language) => specialize(one, known, universe, memory);
  let result = language;
  if (language.kind === 'reads') {
    result = specializeRead(language.text, language.strings, known, universe) ?? language;
  } else if (language.kind === 'not') {
    const of = inner(language.of);
    if (of !== language.of) result = notIn(of);
  } else if (language.kind === 'all' || language.kind === 'any') {
    const of = language.of.map(inner);
    if (language.kind === 'any') result = unite(of);
    else if (of.some((one, index) => one !== language.of[index])) result = allOf(...of);
  }
  memory.set(language, result);
  return result;
}

/** Values of one segment are one set, which is far smaller than as many alternatives. */
function unite(languages: readonly Language[]): Language {
  const values = new Map<string, Set<string>>();
  const others = languages.filter(one => {
    const limit = valuesOf(one);
    if (limit === undefined) return true;
    const all = values.get(limit.name) ?? new Set();
    limit.values.forEach(value => all.add(value));
    values.set(limit.name, all);
    return false;
  });
  return anyOf(...others, ...[...values].map(([name, all]) => equals(segmentText(name), ...all)));
}

/** @returns `undefined` if nothing is known that helps */
function specializeRead(text: Text, strings: Strings, known: Known, universe: Universe): Language | undefined {
  if (text.kind === 'segment') {
    const values = known.get(text.name);
    return values && specializeSegment(text.name, strings, values);
  }
  if (text.kind !== 'sequence') return undefined;
  const [first, ...rest] = text.parts;
  const values = first.kind === 'segment' ? known.get(first.name) : first.kind === 'constant' ? [first.value] : undefined;
  if (values === undefined || values.length > TRIED_AT_MOST) return undefined;
  if (strings.kind === 'prefix') return agreed(values.map(value => startsWith(value, strings.values)));
  if (strings.kind === 'bytes') return agreed(values.map(value => isWithin(value, rest, strings, universe)));
  return undefined;
}

function specializeSegment(name: string, strings: Strings, values: readonly string[]): Language | undefined {
  if (strings.kind !== 'one-of' && values.length > TRIED_AT_MOST) return undefined;
  const held = strings.kind === 'one-of' ? common(values, strings.values) : values.filter(value => stringsHold(strings, value));
  return held.length === values.length ? EVERYTHING : equals(segmentText(name), ...held);
}

/** What all values say. */
function agreed(answers: ReadonlyArray<boolean | undefined>): Language | undefined {
  if (answers.every(answer => answer === true)) return EVERYTHING;
  return answers.every(answer => answer === false) ? NOTHING : undefined;
}

/** Whether a text of which the beginning is known starts with one of some prefixes. @returns `undefined` if the rest decides */
function startsWith(beginning: string, prefixes: readonly string[]): boolean | undefined {
  if (prefixes.some(prefix => beginning.startsWith(prefix))) return true;
  return prefixes.some(prefix => prefix.startsWith(beginning)) ? undefined : false;
}

function isWithin(
  beginning: string, rest: readonly Text[], { minimum, maximum }: { minimum: number; maximum: number }, universe: Universe,
): boolean | undefined {
  const length = Buffer.byteLength(beginning);
  if (length > maximum) return false;
  const most = rest.map(part => part.kind === 'segment' ? universe.bytesAtMost(part.name)
    : part.kind === 'constant' ? Buffer.byteLength(part.value) : Infinity);
  return length >= minimum && length + most.reduce((sum, bytes) => sum + bytes, 0) <= maximum ? true : undefined;
}
