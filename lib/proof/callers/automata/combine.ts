import { Budget, DEAD, FULL, Interner, Machine } from './machine';

/** Product of machines: accepts what all of them accept, or with `any` what one of them accepts. */
class Product extends Machine {
  readonly start: number;
  private readonly states = new Interner<readonly number[]>();
  /** State of one machine that decides the product, and the state that says nothing. */
  private readonly decisive: number;
  private readonly neutral: number;

  constructor(private readonly machines: readonly Machine[], private readonly any: boolean, symbols: number, budget: Budget) {
    super(symbols, budget);
    this.decisive = any ? FULL : DEAD;
    this.neutral = any ? DEAD : FULL;
    this.start = this.join(machines.map(({ start }) => start));
  }

  protected accepting(state: number): boolean {
    const test = (own: number, index: number) => this.machines[index].accepts(own);
    const states = this.states.valueOf(state);
    return this.any ? states.some(test) : states.every(test);
  }

  protected next(state: number, symbol: number): number {
    const from = this.states.valueOf(state);
    const to: number[] = [];
    for (let index = 0; index < from.length; index++) {
      const own = this.machines[index].step(from[index], symbol);
      if (own === this.decisive) return own;
      to.push(own);
    }
    return this.join(to);
  }

  private join(states: readonly number[]): number {
    if (states.includes(this.decisive)) return this.decisive;
    if (states.every(state => state === this.neutral)) return this.neutral;
    return this.states.numberOf(states.join(), states);
  }
}

/** Complement of a machine. */
class Complement extends Machine {
  readonly start: number;

  constructor(private readonly machine: Machine, symbols: number, budget: Budget) {
    super(symbols, budget);
    this.start = flip(machine.start);
  }

  protected accepting(state: number): boolean {
    return !this.machine.accepts(state);
  }

  step(state: number, symbol: number): number {
    return flip(this.machine.step(flip(state), symbol));
  }

  protected next(state: number, symbol: number): number {
    return this.step(state, symbol);
  }
}

function flip(state: number): number {
  return state === DEAD ? FULL : state === FULL ? DEAD : state;
}

/** Returns the machine of the words that all machines accept. */
export function intersect(machines: readonly Machine[], symbols: number, budget: Budget): Machine {
  return machines.length === 1 ? machines[0] : new Product(machines, false, symbols, budget);
}

/** Returns the machine of the words that at least one machine accepts. */
export function unite(machines: readonly Machine[], symbols: number, budget: Budget): Machine {
  return machines.length === 1 ? machines[0] : new Product(machines, true, symbols, budget);
}

/** Returns the machine of the words that a machine does not accept. */
export function complement(machine: Machine, symbols: number, budget: Budget): Machine {
  return new Complement(machine, symbols, budget);
}
