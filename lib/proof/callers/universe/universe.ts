import { Claims } from '../cel/claims';

/** Somebody for whom AWS or an issuer vouches. */
export interface Caller {
  /** ARN, or subject of a token. */
  readonly name: string;
  /** What the provider gets to see, as expressions see it. */
  readonly assertion: Assertion;
}

export interface Assertion {
  readonly [claim: string]: AssertionValue;
}

export type AssertionValue = string | boolean | readonly AssertionValue[] | Assertion;

/** Everybody for whom AWS or an issuer can vouch. */
export interface Universe {
  readonly claims: Claims;
  /**
   * Names of the segments in the word of a caller, in their order: those that are always written, and those of the
   * given ones that anything is read from.
   */
  layout(used: ReadonlySet<string>): readonly string[];
  /**
   * Pattern of all words.
   *
   * @param exact whether names are bounded by their greatest lengths, or by their smallest only
   */
  pattern(layout: readonly string[], exact: boolean): string;
  /** Returns the greatest number of bytes that a segment has. @returns `Infinity` if it is not bounded */
  bytesAtMost(segment: string): number;
  /** Returns the caller of a word, with readable values for what the word leaves out. */
  callerOf(word: string, layout: readonly string[]): Caller;
  /** Returns the word of a caller. @returns `undefined` if the universe does not hold it */
  wordOf(assertion: Assertion, layout: readonly string[]): string | undefined;
}
