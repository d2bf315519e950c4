/** Set of code points, as sorted and disjoint ranges with both ends included. */
export type CharSet = ReadonlyArray<readonly [number, number]>;

/** The last code point of Unicode. */
export const LAST_CODE_POINT = 0x10ffff;

/** Returns the code points of a text. A surrogate without its partner counts as one. */
export function codePointsOf(text: string): number[] {
  return [...text].map(character => character.codePointAt(0)!);
}

/** Returns the set that holds exactly the given code points. */
export function charSetOf(codePoints: Iterable<number>): CharSet {
  const sorted = [...new Set(codePoints)].sort((one, other) => one - other);
  const ranges: [number, number][] = [];
  for (const point of sorted) {
    const last = ranges[ranges.length - 1];
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else ranges.push([point, point]);
  }
  return ranges;
}

/** Whether a set holds a code point. */
export function charSetHolds(set: CharSet, codePoint: number): boolean {
  return set.some(([first, last]) => first <= codePoint && codePoint <= last);
}
