import { Budget, TooManyStates } from './automata/machine';
import { allOf, decided, Language, relaxed, Undecided, undecidedIn } from './language';
import { Question } from './question';
import { holdsWord, shortestWord } from './search';
import { simplify } from './simplify';
import { SetTooLarge } from './texts/preimage-machine';
import { CannotRead } from './texts/reader';
import { segmentsOf } from './texts/text';
import { Assertion, Caller, Universe } from './universe/universe';

/** States that one question may take: far more than every condition of a user has, and below 300 MB. */
export const STATES_AT_MOST = 100_000;

/** Whether a set of callers is empty, with the shortest caller in it if it is not. */
export type Found =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'somebody'; readonly caller: Caller }
  /** Nobody for certain, but perhaps somebody. */
  | { readonly kind: 'undecided'; readonly undecided: readonly Undecided[]; readonly caller?: Caller };

/** Finds the shortest caller of a universe who is in a set. */
export function findCaller(universe: Universe, language: Language, states = STATES_AT_MOST): Found {
  const open = undecidedIn(language);
  try {
    const certain = search(universe, decided(language, false), states);
    if (certain !== undefined) return { kind: 'somebody', caller: certain };
    if (open.length === 0) return { kind: 'nobody' };
    const caller = search(universe, decided(language, true), states);
    return caller === undefined ? { kind: 'nobody' } : { kind: 'undecided', undecided: open, caller };
  } catch (error) {
    if (!(error instanceof TooManyStates || error instanceof CannotRead || error instanceof SetTooLarge)) throw error;
    return { kind: 'undecided', undecided: [...open, { expression: 'mapping, condition and members', reason: error.message }] };
  }
}

/**
 * Asks in three steps, from few states to many: without the greatest lengths of texts and names, then with those of
 * texts, then with both. Most sets are decided by the first.
 */
function search(universe: Universe, asked: Language, states: number): Caller | undefined {
  const language = simplify(asked, universe);
  if (language.kind === 'nothing') return undefined;
  const layout = universe.layout(segmentsUsed(language));
  const wide: Language = { kind: 'words', pattern: universe.pattern(layout, false) };
  const exact = { kind: 'words', pattern: universe.pattern(layout, true) } as const;
  const hasLengths = new RegExp(exact.pattern);
  for (const part of new Set([relaxed(language), language])) {
    const word = shortestIn(layout, allOf(wide, part), states);
    if (word === undefined) return undefined;
    if (hasLengths.test(word) && holdsWord(new Question(layout, [language], new Budget(states)), language, word)) {
      return universe.callerOf(word, layout);
    }
  }
  const word = shortestIn(layout, allOf(exact, wide, language), states);
  return word === undefined ? undefined : universe.callerOf(word, layout);
}

function shortestIn(layout: readonly string[], language: Language, states: number): string | undefined {
  return shortestWord(new Question(layout, [language], new Budget(states)), language);
}

/** Returns a test whether callers are in a set. Throws if the set holds what cannot be decided. */
export function membership(universe: Universe, language: Language): (assertion: Assertion) => boolean {
  const layout = universe.layout(segmentsUsed(language));
  const all = allOf(...[true, false].map(exact => ({ kind: 'words', pattern: universe.pattern(layout, exact) }) as const), language);
  const question = new Question(layout, [all], new Budget(Infinity));
  return assertion => {
    const word = universe.wordOf(assertion, layout);
    return word !== undefined && holdsWord(question, all, word);
  };
}

/** Returns the names of the segments that anything of a set is read from. */
export function segmentsUsed(language: Language): Set<string> {
  const used = new Set<string>();
  const seen = new Set<Language>();
  const visit = (one: Language): void => {
    if (seen.has(one)) return;
    seen.add(one);
    if (one.kind === 'reads') segmentsOf(one.text).forEach(name => used.add(name));
    else if (one.kind === 'not') visit(one.of);
    else if (one.kind === 'all' || one.kind === 'any') one.of.forEach(visit);
  };
  visit(language);
  return used;
}
