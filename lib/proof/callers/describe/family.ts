import { Language } from '../language';

/** Callers that have something in common. */
export interface Family {
  /** In words, in the plural: `roles whose name starts with 'batch-'`. */
  readonly words: string;
  readonly callers: Language;
}

/** Tells whether every caller of a family is in the set that is described. */
export type Holds = (family: Family) => boolean;

/**
 * Returns the widest family of a row that is held: of families that become narrower, the first one.
 *
 * @param count number of families in the row; the last one is the narrowest
 */
export function widestHeld(count: number, familyAt: (index: number) => Family, holds: Holds): Family | undefined {
  if (count === 0 || !holds(familyAt(count - 1))) return undefined;
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(familyAt(middle))) high = middle;
    else low = middle + 1;
  }
  return familyAt(low);
}

/** Returns a text as a pattern that matches just it. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
