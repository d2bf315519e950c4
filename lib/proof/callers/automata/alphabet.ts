import { CharSet, charSetHolds, codePointsOf, LAST_CODE_POINT } from './char-set';

/**
 * Characters of which no automaton of a question can tell one from another share one symbol, so that an automaton has
 * some forty moves instead of a million.
 */
export class Alphabet {
  /** First code points of the intervals, ascending, and the symbol of each interval. */
  private readonly starts: readonly number[];
  private readonly symbols: readonly number[];
  private readonly representatives: number[] = [];
  private readonly ascii: Int32Array;

  /**
   * @param singles code points that each need a symbol of their own
   * @param tested sets of which an automaton tests membership
   */
  constructor(singles: ReadonlySet<number>, tested: readonly CharSet[]) {
    const sets = [...new Set(tested)];
    const cuts = new Set([0]);
    for (const point of singles) cuts.add(point).add(point + 1);
    for (const [first, last] of sets.flat()) cuts.add(first).add(last + 1);
    this.starts = [...cuts].filter(point => point <= LAST_CODE_POINT).sort((one, other) => one - other);
    const bySignature = new Map<string, number>();
    this.symbols = this.starts.map((start, index) => {
      const end = (this.starts[index + 1] ?? LAST_CODE_POINT + 1) - 1;
      const signature = singles.has(start) && start === end ? `${start}` : `in ${sets.map(set => charSetHolds(set, start) ? '1' : '0').join('')}`;
      const known = bySignature.get(signature);
      const symbol = known ?? bySignature.size;
      if (known === undefined) bySignature.set(signature, symbol);
      this.representatives[symbol] = mostReadable(this.representatives[symbol], start, end);
      return symbol;
    });
    this.ascii = Int32Array.from({ length: 128 }, (_, point) => this.search(point));
  }

  /** Number of symbols: they are 0 to `size - 1`. */
  get size(): number {
    return this.representatives.length;
  }

  /** Returns the symbol of a code point. */
  symbolOf(codePoint: number): number {
    return codePoint < 128 ? this.ascii[codePoint] : this.search(codePoint);
  }

  /** Returns a text as symbols. */
  symbolsOf(text: string): number[] {
    return codePointsOf(text).map(point => this.symbolOf(point));
  }

  /** Returns the most readable code point of a symbol. */
  representativeOf(symbol: number): number {
    return this.representatives[symbol];
  }

  private search(codePoint: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= codePoint) low = middle;
      else high = middle - 1;
    }
    return this.symbols[low];
  }
}

/** Ranges from which a witness takes its characters, the most readable first. */
const READABLE: CharSet = [[0x78, 0x7a], [0x61, 0x77], [0x30, 0x39], [0x41, 0x5a], [0x2d, 0x2d], [0x21, 0x7e]];

function mostReadable(known: number | undefined, start: number, end: number): number {
  const candidate = READABLE.map(([first, last]) => Math.max(first, start) <= Math.min(last, end) ? Math.max(first, start) : undefined)
    .find(point => point !== undefined) ?? start;
  return known === undefined || readability(candidate) < readability(known) ? candidate : known;
}

/** Returns how well a character can be read, the smaller the better: the order in which a search tries symbols. */
export function readability(codePoint: number): number {
  const range = READABLE.findIndex(([first, last]) => first <= codePoint && codePoint <= last);
  return range < 0 ? READABLE.length : range;
}
