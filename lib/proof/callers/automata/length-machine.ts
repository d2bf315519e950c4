import { Alphabet } from './alphabet';
import { Budget, DEAD, FULL, Machine } from './machine';

/** Accepts texts of a length, in code points or in bytes of UTF-8. State `FULL + 1 + n` has counted `n`. */
export class LengthMachine extends Machine {
  readonly start: number;
  private readonly widths: readonly number[];

  /** @param maximum `Infinity` for no limit */
  constructor(private readonly minimum: number, private readonly maximum: number, bytes: boolean, alphabet: Alphabet, budget: Budget) {
    super(alphabet.size, budget);
    this.widths = Array.from({ length: alphabet.size }, (_, symbol) => bytes ? utf8Width(alphabet.representativeOf(symbol)) : 1);
    this.start = this.settle(0);
  }

  protected accepting(state: number): boolean {
    return state - FULL - 1 >= this.minimum;
  }

  protected next(state: number, symbol: number): number {
    return this.settle(state - FULL - 1 + this.widths[symbol]);
  }

  private settle(length: number): number {
    if (length > this.maximum || this.minimum > this.maximum) return DEAD;
    return this.maximum === Infinity && length >= this.minimum ? FULL : FULL + 1 + length;
  }
}

/** First code points of two, three and four bytes: an alphabet for bytes must tell them apart. */
export const UTF8_RANGES = [[[0x80, 0x7ff]], [[0x800, 0xffff]], [[0x10000, 0x10ffff]]] as const;

function utf8Width(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
