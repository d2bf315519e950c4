import { RE2JS } from '@bufbuild/re2';
import { CharSet, charSetOf, LAST_CODE_POINT } from './char-set';

/** Operations of a compiled pattern, as the port of RE2 numbers them. */
export const OPERATION = {
  ALT: 1, ALT_MATCH: 2, CAPTURE: 3, EMPTY_WIDTH: 4, FAIL: 5, MATCH: 6, NOP: 7, RUNE: 8, RUNE1: 9, RUNE_ANY: 10, RUNE_ANY_NOT_NL: 11,
} as const;

/** Conditions of an instruction of width zero, each of which is a bit of its argument. */
export const WIDTH_ZERO = { beginLine: 1, endLine: 2, beginText: 4, endText: 8, wordBoundary: 16, noWordBoundary: 32 } as const;

/** One instruction of a compiled pattern. */
export interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: readonly number[];
  matchRune(codePoint: number): boolean;
}

/** Compiled pattern, with the characters of each of its instructions. */
export interface Pattern {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  /** By instruction, equal ones as one object; `undefined` for those that read no character. */
  readonly sets: ReadonlyArray<CharSet | undefined>;
  /** Conditions by instruction of width zero; none for the others. */
  readonly conditions: ReadonlyArray<readonly number[]>;
  /** Whether it asks for a boundary of words or lines. */
  readonly looksAround: boolean;
}

interface Program {
  readonly inst: readonly Instruction[];
  readonly start: number;
}

/** Characters of another script that are a letter of ASCII in other case. */
const FOLDED_TO_ASCII = [0x17f, 0x212a];
/** Bit of the argument of an instruction that reads a letter in either case. */
const FOLD_CASE = 1;
const ALL_BUT_NEWLINE: CharSet = [[0, 9], [11, LAST_CODE_POINT]];

/**
 * Compiles a pattern by the port of RE2 that evaluates it, too. Throws if RE2 does not take it.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(pattern: string): Pattern {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  if (compiled.size >= KEPT_AT_MOST) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

/** All callers of an account are one pattern, which is asked for with each of its providers. */
const compiled = new Map<string, Pattern>();
const KEPT_AT_MOST = 100;

function compile(pattern: string): Pattern {
  const { inst, start } = (RE2JS.compile(pattern) as unknown as { re2Input: { prog: Program } }).re2Input.prog;
  const conditions = inst.map(({ op, arg }) => op === OPERATION.EMPTY_WIDTH ? Object.values(WIDTH_ZERO).filter(bit => hasBit(arg, bit)) : []);
  return {
    instructions: inst,
    start,
    sets: sharingEqual(inst.map(charsOf)),
    conditions,
    looksAround: conditions.flat().some(bit => bit !== WIDTH_ZERO.beginText && bit !== WIDTH_ZERO.endText),
  };
}

/** A repetition is compiled into hundreds of instructions that read the same characters. */
function sharingEqual(sets: ReadonlyArray<CharSet | undefined>): ReadonlyArray<CharSet | undefined> {
  const known = new Map<string, CharSet>();
  return sets.map(set => {
    if (set === undefined) return undefined;
    const key = set.join();
    if (!known.has(key)) known.set(key, set);
    return known.get(key);
  });
}

function hasBit(flags: number, bit: number): boolean {
  return Math.floor(flags / bit) % 2 === 1;
}

function charsOf(instruction: Instruction): CharSet | undefined {
  const { op, runes, arg } = instruction;
  switch (op) {
    case OPERATION.RUNE_ANY: return [[0, LAST_CODE_POINT]];
    case OPERATION.RUNE_ANY_NOT_NL: return ALL_BUT_NEWLINE;
    case OPERATION.RUNE1: case OPERATION.RUNE: {
      if (runes.length !== 1) return pairs(runes);
      return !hasBit(arg, FOLD_CASE) ? [[runes[0], runes[0]]] : charSetOf(casesOf(runes[0]).filter(point => instruction.matchRune(point)));
    }
    default: return undefined;
  }
}

function pairs(runes: readonly number[]): CharSet {
  return runes.flatMap((rune, index) => index % 2 === 0 ? [[rune, runes[index + 1]] as const] : []);
}

/** Characters that may differ from another one in case only. */
function casesOf(codePoint: number): number[] {
  const text = String.fromCodePoint(codePoint);
  const all = [text, text.toLowerCase(), text.toUpperCase(), text.toLowerCase().toUpperCase(), text.toUpperCase().toLowerCase()];
  return [...all.filter(one => [...one].length === 1).map(one => one.codePointAt(0)!), ...FOLDED_TO_ASCII];
}
