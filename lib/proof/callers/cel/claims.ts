import { Language } from '../language';
import { Text } from '../texts/text';

/** Claim of a caller as a text. */
export interface Claim {
  readonly text: Text;
  /** Callers who do not have the claim. */
  readonly absent: Language;
}

/** Claims that the callers of a provider can have. */
export interface Claims {
  /** Returns a claim by its path. @returns `undefined` if nobody has it */
  text(path: readonly string[]): Claim | undefined;
  /** Returns the callers who have a claim that is true. @returns `undefined` if nobody has it */
  flag(path: readonly string[]): Language | undefined;
  /** Returns the callers who have a claim that is a list with a value. @returns `undefined` if nobody has it */
  holds(path: readonly string[], value: string): Language | undefined;
  /** Whether a path leads to further claims. */
  isObject(path: readonly string[]): boolean;
}
