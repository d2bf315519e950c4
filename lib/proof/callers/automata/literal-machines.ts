import { DEAD, FULL, Machine, Budget } from './machine';

/** Accepts the words of a finite list, or with `prefix` what begins with one of them. */
export class TrieMachine extends Machine {
  readonly start: number;
  private readonly children: Map<number, number>[] = [];
  private readonly ends: boolean[] = [];

  constructor(words: ReadonlyArray<readonly number[]>, private readonly prefix: boolean, symbols: number, budget: Budget) {
    super(symbols, budget);
    const root = this.addNode();
    for (const word of words) {
      let node = root;
      for (const symbol of word) node = this.childOf(node, symbol);
      this.ends[node] = true;
    }
    this.start = words.length === 0 ? DEAD : this.settle(root);
  }

  protected accepting(state: number): boolean {
    return this.ends[state];
  }

  protected next(state: number, symbol: number): number {
    const child = this.children[state].get(symbol);
    return child === undefined ? DEAD : this.settle(child);
  }

  private settle(node: number): number {
    return this.prefix && this.ends[node] ? FULL : node;
  }

  private childOf(node: number, symbol: number): number {
    const known = this.children[node].get(symbol);
    if (known !== undefined) return known;
    const child = this.addNode();
    this.children[node].set(symbol, child);
    return child;
  }

  private addNode(): number {
    const node = Math.max(FULL + 1, this.children.length);
    this.children[node] = new Map();
    this.ends[node] = false;
    return node;
  }
}

/** Accepts what contains a text, or what ends with it. State `FULL + 1 + n` has seen the first `n` of its symbols. */
export class SearchMachine extends Machine {
  readonly start: number;
  private readonly search: KnuthMorrisPratt;

  constructor(private readonly text: readonly number[], private readonly atEnd: boolean, symbols: number, budget: Budget) {
    super(symbols, budget);
    this.search = new KnuthMorrisPratt(text);
    this.start = text.length === 0 ? FULL : FULL + 1;
  }

  protected accepting(state: number): boolean {
    return state - FULL - 1 === this.text.length;
  }

  protected next(state: number, symbol: number): number {
    const matched = this.search.advance(state - FULL - 1, symbol);
    return matched === this.text.length && !this.atEnd ? FULL : FULL + 1 + matched;
  }
}

/** Accepts what has at least a number of occurrences of a text, none of which overlaps the one before. */
export class CountMachine extends Machine {
  readonly start: number;
  private readonly search: KnuthMorrisPratt;

  constructor(private readonly text: readonly number[], private readonly atLeast: number, symbols: number, budget: Budget) {
    super(symbols, budget);
    this.search = new KnuthMorrisPratt(text);
    this.start = atLeast <= 0 ? FULL : FULL + 1;
  }

  protected accepting(): boolean {
    return false;
  }

  protected next(state: number, symbol: number): number {
    const { length } = this.text;
    const seen = Math.floor((state - FULL - 1) / length);
    const matched = this.search.advance((state - FULL - 1) % length, symbol);
    if (matched < length) return FULL + 1 + seen * length + matched;
    return seen + 1 >= this.atLeast ? FULL : FULL + 1 + (seen + 1) * length;
  }
}

/** Search for one text in another, one symbol after the other. */
export class KnuthMorrisPratt {
  private readonly borders: number[];

  constructor(readonly text: readonly number[]) {
    this.borders = [0, 0];
    for (let length = 1, border = 0; length < text.length; length++) {
      while (border > 0 && text[border] !== text[length]) border = this.borders[border];
      if (text[border] === text[length]) border++;
      this.borders.push(border);
    }
  }

  /** Returns how much of the text has been seen after one more symbol. */
  advance(matched: number, symbol: number): number {
    let known = matched === this.text.length ? this.borders[matched] : matched;
    while (known > 0 && this.text[known] !== symbol) known = this.borders[known];
    return this.text[known] === symbol ? known + 1 : 0;
  }
}
