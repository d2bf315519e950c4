import { RE2JS } from '@bufbuild/re2';
import { Alphabet } from '../automata/alphabet';
import { CharSet, codePointsOf } from '../automata/char-set';
import { unite } from '../automata/combine';
import { LengthMachine, UTF8_RANGES } from '../automata/length-machine';
import { CountMachine, SearchMachine, TrieMachine } from '../automata/literal-machines';
import { Budget, Machine } from '../automata/machine';
import { compilePattern } from '../automata/pattern';
import { PatternMachine } from '../automata/pattern-machine';

/** Regular set of texts. */
export type Strings =
  | { readonly kind: 'one-of' | 'prefix' | 'suffix' | 'contains'; readonly values: readonly string[] }
  /** Texts in which a pattern of RE2 matches somewhere. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** Texts of a length in code points, or in bytes of UTF-8. */
  | { readonly kind: 'length' | 'bytes'; readonly minimum: number; readonly maximum: number }
  /** Texts with at least a number of occurrences of another one that do not overlap. */
  | { readonly kind: 'occurrences'; readonly of: string; readonly atLeast: number };

/** What an alphabet must tell apart. */
export interface Distinctions {
  readonly singles: Set<number>;
  readonly sets: CharSet[];
}

const WORD_CHARACTERS: CharSet = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];

/** Adds what an alphabet must tell apart for a set. Throws if RE2 does not take its pattern. */
export function distinguish(strings: Strings, { singles, sets }: Distinctions): void {
  switch (strings.kind) {
    case 'pattern': {
      const pattern = compilePattern(strings.pattern);
      for (const set of pattern.sets) if (set !== undefined) addSet(set, singles, sets);
      if (pattern.looksAround) sets.push(WORD_CHARACTERS, [[10, 10]]);
      return;
    }
    case 'bytes': sets.push(...UTF8_RANGES); return;
    case 'length': return;
    case 'occurrences': codePointsOf(strings.of).forEach(point => singles.add(point)); return;
    default: for (const value of strings.values) codePointsOf(value).forEach(point => singles.add(point));
  }
}

function addSet(set: CharSet, singles: Set<number>, sets: CharSet[]): void {
  if (set.length === 1 && set[0][0] === set[0][1]) singles.add(set[0][0]);
  else sets.push(set);
}

/** Returns the machine of a set. */
export function machineOfStrings(strings: Strings, alphabet: Alphabet, budget: Budget): Machine {
  const { size } = alphabet;
  switch (strings.kind) {
    case 'one-of': case 'prefix': return new TrieMachine(strings.values.map(value => alphabet.symbolsOf(value)), strings.kind === 'prefix', size, budget);
    case 'suffix': case 'contains':
      return unite(strings.values.map(value => new SearchMachine(alphabet.symbolsOf(value), strings.kind === 'suffix', size, budget)), size, budget);
    case 'pattern': return new PatternMachine(compilePattern(strings.pattern), alphabet, budget);
    case 'length': case 'bytes': return new LengthMachine(strings.minimum, strings.maximum, strings.kind === 'bytes', alphabet, budget);
    case 'occurrences': return new CountMachine(alphabet.symbolsOf(strings.of), strings.atLeast, size, budget);
  }
}

/** Whether a set holds one text. */
export function stringsHold(strings: Strings, text: string): boolean {
  switch (strings.kind) {
    case 'one-of': return strings.values.includes(text);
    case 'prefix': return strings.values.some(value => text.startsWith(value));
    case 'suffix': return strings.values.some(value => text.endsWith(value));
    case 'contains': return strings.values.some(value => text.includes(value));
    case 'pattern': return RE2JS.compile(strings.pattern).test(text);
    case 'length': return within(codePointsOf(text).length, strings);
    case 'bytes': return within(Buffer.byteLength(text), strings);
    case 'occurrences': return text.split(strings.of).length - 1 >= strings.atLeast;
  }
}

function within(length: number, { minimum, maximum }: { minimum: number; maximum: number }): boolean {
  return minimum <= length && length <= maximum;
}
