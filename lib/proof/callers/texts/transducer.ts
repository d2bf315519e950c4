import { KnuthMorrisPratt } from '../automata/literal-machines';

/** What a step gives. */
export interface Move {
  readonly to: number;
  /** Symbols of the text that are certain now, unless all of it is dropped at the end. */
  readonly out: readonly number[];
}

/** Reads one text and writes another, symbol by symbol. */
export interface Transducer {
  readonly start: number;
  /** Whether what was written may turn out to be nothing. */
  readonly canDrop: boolean;
  step(state: number, symbol: number): Move;
  /** Whether all is written already, whatever follows. */
  isClosed(state: number): boolean;
  /** What is still to be written at the end; `undefined` if the text is empty after all. */
  end(state: number): readonly number[] | undefined;
}

const NOTHING: readonly number[] = [];

/** Changes each symbol on its own. */
export class MappingTransducer implements Transducer {
  readonly start = 0;
  readonly canDrop = false;

  constructor(private readonly mapping: readonly number[]) {}

  step(_: number, symbol: number): Move {
    return { to: 0, out: [this.mapping[symbol]] };
  }

  isClosed(): boolean {
    return false;
  }

  end(): readonly number[] {
    return NOTHING;
  }
}

/**
 * Skips a number of occurrences of a text, and writes what follows up to the next occurrence of another one.
 *
 * States count the symbols of the delimiter that were seen, one delimiter after the other.
 */
export class BetweenTransducer implements Transducer {
  readonly start: number;
  readonly canDrop: boolean;
  private readonly skip: KnuthMorrisPratt;
  private readonly stop: KnuthMorrisPratt;
  /** First state that writes, and the state behind the end. */
  private readonly writing: number;
  private readonly closed: number;

  /**
   * @param times how often `before` is skipped; nothing is skipped if it is empty
   * @param after the end is the end of the text if it is empty
   * @param needsAfter whether the text is empty if `after` does not occur
   */
  constructor(before: readonly number[], times: number, private readonly after: readonly number[], needsAfter: boolean) {
    this.skip = new KnuthMorrisPratt(before);
    this.stop = new KnuthMorrisPratt(after);
    this.writing = before.length * times;
    this.closed = this.writing + Math.max(1, after.length);
    this.start = 0;
    this.canDrop = needsAfter && after.length > 0;
  }

  step(state: number, symbol: number): Move {
    if (state === this.closed) return { to: state, out: NOTHING };
    if (state < this.writing) return { to: this.afterSkipping(state, symbol), out: NOTHING };
    if (this.after.length === 0) return { to: state, out: [symbol] };
    const pending = state - this.writing;
    const matched = this.stop.advance(pending, symbol);
    if (matched === this.after.length) return { to: this.closed, out: NOTHING };
    const seen = [...this.after.slice(0, pending), symbol];
    return { to: this.writing + matched, out: seen.slice(0, seen.length - matched) };
  }

  isClosed(state: number): boolean {
    return state === this.closed;
  }

  end(state: number): readonly number[] | undefined {
    if (state === this.closed) return NOTHING;
    if (state < this.writing) return undefined;
    return this.canDrop ? undefined : this.after.slice(0, state - this.writing);
  }

  private afterSkipping(state: number, symbol: number): number {
    const { length } = this.skip.text;
    const matched = this.skip.advance(state % length, symbol);
    return state - state % length + matched;
  }
}
