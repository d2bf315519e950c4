import { Alphabet } from './alphabet';
import { Budget, DEAD, FULL, Interner, Machine } from './machine';
import { OPERATION, Pattern, WIDTH_ZERO } from './pattern';

/** What comes before a position. */
type Before = 'nothing' | 'word' | 'newline' | 'other';

interface Threads {
  /** Instructions that are reached, before those of width zero are followed. Ascending. */
  readonly at: readonly number[];
  readonly before: Before;
}

/** Accepts texts in which a pattern matches somewhere, as `matches` of CEL asks. */
export class PatternMachine extends Machine {
  readonly start: number;
  private readonly states = new Interner<Threads>();
  /** Whether a match can begin behind the beginning of the text. */
  private readonly beginsAnywhere: boolean;

  constructor(private readonly pattern: Pattern, private readonly alphabet: Alphabet, budget: Budget) {
    super(alphabet.size, budget);
    const later = new Set<number>(Object.values(WIDTH_ZERO).filter(condition => condition !== WIDTH_ZERO.beginText));
    this.beginsAnywhere = this.follow([pattern.start], later).size > 0;
    this.start = this.numberOf({ at: [pattern.start], before: 'nothing' });
  }

  protected accepting(state: number): boolean {
    const { at, before } = this.states.valueOf(state);
    return this.matched(this.follow(at, conditionsBetween(before, undefined)));
  }

  protected next(state: number, symbol: number): number {
    const { at, before } = this.states.valueOf(state);
    const codePoint = this.alphabet.representativeOf(symbol);
    const reached = this.follow(at, conditionsBetween(before, codePoint));
    if (this.matched(reached)) return FULL;
    const next = new Set(this.beginsAnywhere ? [this.pattern.start] : []);
    for (const index of reached) {
      const instruction = this.pattern.instructions[index];
      if (this.reads(index, codePoint)) next.add(instruction.out);
    }
    if (next.size === 0) return DEAD;
    return this.numberOf({ at: [...next].sort((one, other) => one - other), before: this.pattern.looksAround ? kindOf(codePoint) : 'other' });
  }

  private reads(index: number, codePoint: number): boolean {
    return this.pattern.sets[index]?.some(([first, last]) => first <= codePoint && codePoint <= last) ?? false;
  }

  private numberOf(threads: Threads): number {
    return this.states.numberOf(`${threads.before} ${threads.at.join()}`, threads);
  }

  private matched(reached: ReadonlySet<number>): boolean {
    for (const index of reached) if (this.pattern.instructions[index].op === OPERATION.MATCH) return true;
    return false;
  }

  /** Follows the instructions that read nothing. Gives those that read a character, or have matched. */
  private follow(at: readonly number[], holding: ReadonlySet<number>): Set<number> {
    const seen = new Set<number>();
    const found = new Set<number>();
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
        default: found.add(index);
      }
    }
    return found;
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
