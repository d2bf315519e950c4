/** State from which nothing is accepted. */
export const DEAD = 0;
/** State from which everything is accepted. */
export const FULL = 1;

/** Bound on the work of one question, counted in states so that an answer does not depend on the machine. */
export class Budget {
  private left: number;

  constructor(readonly states: number) {
    this.left = states;
  }

  /** Takes one state. Throws `TooManyStates` when there is none left. */
  take(): void {
    if (--this.left < 0) throw new TooManyStates(this.states);
  }
}

/** Thrown when a question needs more states than it may have. */
export class TooManyStates extends Error {
  constructor(readonly states: number) {
    super(`deciding takes more than ${states} states`);
  }
}

/**
 * Complete deterministic automaton, of which states are made when they are first reached.
 *
 * States are numbers; `DEAD` and `FULL` are the same in every machine.
 */
export abstract class Machine {
  abstract readonly start: number;
  /** Successors by state and symbol; -1 for those that are not known yet. */
  private readonly moves: number[][] = [];
  private readonly fresh: readonly number[];

  constructor(protected readonly symbols: number, private readonly budget: Budget) {
    this.fresh = Array<number>(symbols).fill(-1);
  }

  /** Whether a state that is neither `DEAD` nor `FULL` accepts. */
  protected abstract accepting(state: number): boolean;

  /** Computes the successor of a state that is neither `DEAD` nor `FULL`. */
  protected abstract next(state: number, symbol: number): number;

  /** Whether a state accepts. */
  accepts(state: number): boolean {
    return state <= FULL ? state === FULL : this.accepting(state);
  }

  /** Returns the successor of a state. */
  step(state: number, symbol: number): number {
    if (state <= FULL) return state;
    let row = this.moves[state];
    if (row === undefined) {
      this.budget.take();
      row = this.moves[state] = this.fresh.slice();
    }
    const known = row[symbol];
    if (known >= 0) return known;
    return row[symbol] = this.next(state, symbol);
  }

  /** Returns the state after a word. */
  run(word: readonly number[], from: number = this.start): number {
    let state = from;
    for (const symbol of word) {
      if (state <= FULL) return state;
      state = this.step(state, symbol);
    }
    return state;
  }
}

/** Numbers for values that are told apart by a key. Numbers 0 and 1 are left to `DEAD` and `FULL`. */
export class Interner<T> {
  private readonly numbers = new Map<string, number>();
  private readonly values: T[] = [];

  /** Returns the number of a value, a new one if its key is new. */
  numberOf(key: string, value: T): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.push(value) + FULL;
    this.numbers.set(key, number);
    return number;
  }

  valueOf(number: number): T {
    return this.values[number - FULL - 1];
  }
}
