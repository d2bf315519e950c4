import { Alphabet } from './alphabet';
import { CharSet, charSetHolds } from './char-set';
import { Budget, DEAD, FULL, Interner, Machine } from './machine';
import { OPERATION, Pattern, WIDTH_ZERO } from './pattern';

/** What comes before a position. */
type Before = 'nothing' | 'word' | 'newline' | 'other';

interface Threads {
  /** Instructions that are reached, before those of width zero are followed. Ascending. */
  readonly at: readonly number[];
  readonly before: Before;
}

/** What the instructions of a state lead to without reading. */
interface Reached {
  /** Instructions that read a character, or have matched. */
  readonly instructions: readonly number[];
  readonly matched: boolean;
}

/** Accepts texts in which a pattern matches somewhere, as `matches` of CEL asks. */
export class PatternMachine extends Machine {
  readonly start: number;
  private readonly states = new Interner<Threads>();
  /** By state, when a character follows, whichever it is: only for patterns that do not look around. */
  private readonly reachedFrom: Reached[] = [];
  /** Which symbols a set holds, by the set. */
  private readonly symbolsOf = new Map<CharSet, readonly boolean[]>();
  /** Whether a match can begin behind the beginning of the text. */
  private readonly beginsAnywhere: boolean;

  constructor(private readonly pattern: Pattern, private readonly alphabet: Alphabet, budget: Budget) {
    super(alphabet.size, budget);
    const later = new Set<number>(Object.values(WIDTH_ZERO).filter(condition => condition !== WIDTH_ZERO.beginText));
    this.beginsAnywhere = this.follow([pattern.start], later).instructions.length > 0;
    this.start = this.numberOf({ at: [pattern.start], before: 'nothing' });
  }

  protected accepting(state: number): boolean {
    const { at, before } = this.states.valueOf(state);
    return this.follow(at, conditionsBetween(before, undefined)).matched;
  }

  protected next(state: number, symbol: number): number {
    const codePoint = this.alphabet.representativeOf(symbol);
    const reached = this.reached(state, codePoint);
    if (reached.matched) return FULL;
    const next = new Set(this.beginsAnywhere ? [this.pattern.start] : []);
    for (const index of reached.instructions) {
      if (this.reads(index, symbol)) next.add(this.pattern.instructions[index].out);
    }
    if (next.size === 0) return DEAD;
    return this.numberOf({ at: [...next].sort((one, other) => one - other), before: this.pattern.looksAround ? kindOf(codePoint) : 'other' });
  }

  private reads(index: number, symbol: number): boolean {
    const set = this.pattern.sets[index];
    if (set === undefined) return false;
    let symbols = this.symbolsOf.get(set);
    if (symbols === undefined) {
      symbols = Array.from({ length: this.alphabet.size }, (_, one) => charSetHolds(set, this.alphabet.representativeOf(one)));
      this.symbolsOf.set(set, symbols);
    }
    return symbols[symbol];
  }

  private reached(state: number, codePoint: number): Reached {
    const { at, before } = this.states.valueOf(state);
    if (this.pattern.looksAround) return this.follow(at, conditionsBetween(before, codePoint));
    return this.reachedFrom[state] ??= this.follow(at, conditionsBetween(before, codePoint));
  }

  private numberOf(threads: Threads): number {
    return this.states.numberOf(`${threads.before} ${threads.at.join()}`, threads);
  }

  /** Follows the instructions that read nothing. */
  private follow(at: readonly number[], holding: ReadonlySet<number>): Reached {
    const seen = new Set<number>();
    const instructions: number[] = [];
    const open = [...at];
    while (open.length > 0) {
      const index = open.pop()!;
      if (seen.has(index)) continue;
      seen.add(index);
      const { op, out, arg } = this.pattern.instructions[index];
      switch (op) {
        case OPERATION.FAIL: break;
        case OPERATION.ALT: case OPERATION.ALT_MATCH: open.push(out, arg); break;
        case OPERATION.CAPTURE: case OPERATION.NOP: open.push(out); break;
        case OPERATION.EMPTY_WIDTH: if (this.pattern.conditions[index].every(condition => holding.has(condition))) open.push(out); break;
        default: instructions.push(index);
      }
    }
    return { instructions, matched: instructions.some(index => this.pattern.instructions[index].op === OPERATION.MATCH) };
  }
}

/** Returns what holds between two characters. */
function conditionsBetween(before: Before, next: number | undefined): ReadonlySet<number> {
  const { beginLine, endLine, beginText, endText, wordBoundary, noWordBoundary } = WIDTH_ZERO;
  const after: Before = next === undefined ? 'nothing' : kindOf(next);
  return new Set([
    ...before === 'nothing' ? [beginText, beginLine] : before === 'newline' ? [beginLine] : [],
    ...after === 'nothing' ? [endText, endLine] : after === 'newline' ? [endLine] : [],
    (before === 'word') === (after === 'word') ? noWordBoundary : wordBoundary,
  ]);
}

function kindOf(codePoint: number): Before {
  if (codePoint === 10) return 'newline';
  return codePoint < 128 && /\w/.test(String.fromCharCode(codePoint)) ? 'word' : 'other';
}
