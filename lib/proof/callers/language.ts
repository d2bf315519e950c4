import { Strings, stringsHold } from './texts/strings';
import { Text } from './texts/text';

/** Something that no automaton can tell of an expression. */
export interface Undecided {
  readonly expression: string;
  readonly reason: string;
}

/** Regular set of callers, each of which is a word. */
export type Language =
  | { readonly kind: 'nothing' | 'everything' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Language[] }
  | { readonly kind: 'not'; readonly of: Language }
  /** Callers of whom a text is in a set. */
  | { readonly kind: 'reads'; readonly text: Text; readonly strings: Strings }
  /** Callers who are words of a pattern, separators included. */
  | { readonly kind: 'words'; readonly pattern: string }
  | { readonly kind: 'undecided'; readonly undecided: Undecided };

export const NOTHING: Language = { kind: 'nothing' };
export const EVERYTHING: Language = { kind: 'everything' };

/** Returns the callers who are in all of some sets. */
export function allOf(...languages: readonly Language[]): Language {
  return combine('all', languages, 'everything', 'nothing');
}

/** Returns the callers who are in one of some sets. */
export function anyOf(...languages: readonly Language[]): Language {
  return combine('any', languages, 'nothing', 'everything');
}

function combine(kind: 'all' | 'any', languages: readonly Language[], neutral: Language['kind'], decisive: Language['kind']): Language {
  const of = languages.flatMap(language => language.kind === kind ? language.of : [language]).filter(language => language.kind !== neutral);
  if (of.some(language => language.kind === decisive)) return kind === 'all' ? NOTHING : EVERYTHING;
  if (of.length === 0) return kind === 'all' ? EVERYTHING : NOTHING;
  return of.length === 1 ? of[0] : { kind, of: [...new Set(of)] };
}

/** Returns the callers who are not in a set. */
export function notIn(language: Language): Language {
  switch (language.kind) {
    case 'nothing': return EVERYTHING;
    case 'everything': return NOTHING;
    case 'not': return language.of;
    default: return { kind: 'not', of: language };
  }
}

/** Returns the callers of whom a text is in a set. Throws if the set is a pattern that RE2 does not take. */
export function reads(text: Text, strings: Strings): Language {
  if (text.kind === 'constant') return stringsHold(strings, text.value) ? EVERYTHING : NOTHING;
  if ('values' in strings && strings.values.length === 0) return NOTHING;
  return { kind: 'reads', text, strings };
}

/** Returns the callers of whom a text equals a value. */
export function equals(text: Text, ...values: readonly string[]): Language {
  return reads(text, { kind: 'one-of', values });
}

/** Returns everything in a set that cannot be decided. */
export function undecidedIn(language: Language): Undecided[] {
  const found = new Set<Undecided>();
  const seen = new Set<Language>();
  const visit = (one: Language): void => {
    if (seen.has(one)) return;
    seen.add(one);
    if (one.kind === 'undecided') found.add(one.undecided);
    else if (one.kind === 'not') visit(one.of);
    else if (one.kind === 'all' || one.kind === 'any') one.of.forEach(visit);
  };
  visit(language);
  return [...found];
}

const POSSIBLE = new WeakMap<Language, Language>();
const CERTAIN = new WeakMap<Language, Language>();
const RELAXED = new WeakMap<Language, Language>();

/**
 * Returns a set without what cannot be decided: at most the callers who are in it, or with `possibly` at least those.
 */
export function decided(language: Language, possibly: boolean): Language {
  return replaceLeaves(language, possibly, leaf => leaf.kind === 'undecided', possibly ? [POSSIBLE, CERTAIN] : [CERTAIN, POSSIBLE]);
}

/** Returns at least the callers of a set, without the bound on the bytes of a text: that takes many states to count. */
export function relaxed(language: Language): Language {
  return replaceLeaves(language, true, leaf => leaf.kind === 'reads' && leaf.strings.kind === 'bytes', [RELAXED, new WeakMap()]);
}

type Memories = readonly [own: WeakMap<Language, Language>, opposite: WeakMap<Language, Language>];

/** Widens a set, or narrows it, by leaves that become everything or nothing. */
function replaceLeaves(language: Language, widen: boolean, isMeant: (leaf: Language) => boolean, [own, opposite]: Memories): Language {
  const known = own.get(language);
  if (known !== undefined) return known;
  const replace = (one: Language) => replaceLeaves(one, widen, isMeant, [own, opposite]);
  let result = language;
  if (isMeant(language)) {
    result = widen ? EVERYTHING : NOTHING;
  } else if (language.kind === 'not') {
    const of = replaceLeaves(language.of, !widen, isMeant, [opposite, own]);
    if (of !== language.of) result = notIn(of);
  } else if (language.kind === 'all' || language.kind === 'any') {
    const of = language.of.map(replace);
    if (of.some((one, index) => one !== language.of[index])) result = language.kind === 'all' ? allOf(...of) : anyOf(...of);
  }
  own.set(language, result);
  return result;
}
