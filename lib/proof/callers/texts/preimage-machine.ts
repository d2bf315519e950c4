import { isReader, Reader } from './reader';
import { DEAD, FULL, Budget, Interner, Machine } from '../automata/machine';

/** A text as it is read: constants as symbols, and what is read from the word. */
export type Part = Reader | readonly number[];

interface Reading {
  /** Part that is being read. */
  readonly index: number;
  /** State of the set in front of that part, and behind what it has written. */
  readonly before: number;
  readonly now: number;
  /** States of the readers. */
  readonly states: readonly number[];
  /** What parts that follow have written already, as numbers of `effects`; 0 for nothing. */
  readonly ahead: readonly number[];
}

const NO_EFFECT = 0;
const SET_STATES_AT_MOST = 4000;

/**
 * Accepts the words from which a text of a set is read: the pre-image of the set under the text.
 *
 * A part that is written before those in front of it are complete is kept as its effect on each state of the set.
 */
export class PreimageMachine extends Machine {
  readonly start: number;
  private readonly readings = new Interner<Reading>();
  private readonly effects = new Interner<Int32Array>();
  private setStates?: readonly number[];

  constructor(private readonly parts: readonly Part[], private readonly set: Machine, symbols: number, budget: Budget) {
    super(symbols, budget);
    this.start = this.settle({
      index: -1,
      before: set.start,
      now: set.start,
      states: parts.map(part => isReader(part) ? part.start : 0),
      ahead: parts.map(() => NO_EFFECT),
    });
  }

  protected accepting(): boolean {
    return false;
  }

  protected next(state: number, symbol: number): number {
    const { index, before, states, ahead, ...reading } = this.readings.valueOf(state);
    let now = reading.now;
    const nextStates = states.slice();
    const nextAhead = ahead.slice();
    for (let part = index; part < this.parts.length; part++) {
      const reader = this.parts[part];
      if (!isReader(reader)) continue;
      const move = reader.step(states[part], symbol);
      nextStates[part] = move.to;
      if (part === index) now = this.set.run(move.out, now);
      else if (move.out.length > 0) nextAhead[part] = this.append(ahead[part], move.out);
    }
    return this.settle({ index, before, now, states: nextStates, ahead: nextAhead });
  }

  /** Goes to the first part that is not complete. */
  private settle({ index, before, now, states, ahead }: Reading): number {
    for (let part = Math.max(0, index); part < this.parts.length; part++) {
      const current = this.parts[part];
      if (part !== index) {
        before = now;
        now = isReader(current) ? this.apply(ahead[part], before) : this.set.run(current, before);
      }
      if (!isReader(current)) continue;
      const outcome = current.outcome(states[part]);
      if (outcome === undefined) {
        const dropped = current.canDrop ? this.withoutPart(part, before) : now;
        if (now <= FULL && now === dropped) return now;
        return this.numberOf({ index: part, before: dropped === DEAD ? DEAD : before, now, states, ahead });
      }
      if (outcome === 'dropped') now = before;
      if (now <= FULL) return now;
    }
    return this.set.accepts(now) ? FULL : DEAD;
  }

  /** Returns `DEAD` or `FULL` if a part that turns out to be empty decides, and else the state that it leaves. */
  private withoutPart(index: number, before: number): number {
    let state = before;
    for (let part = index + 1; part < this.parts.length; part++) {
      const current = this.parts[part];
      if (isReader(current)) return state;
      state = this.set.run(current, state);
    }
    return this.set.accepts(state) ? FULL : DEAD;
  }

  private numberOf(reading: Reading): number {
    const { index, before, now, states, ahead } = reading;
    const kept = isReader(this.parts[index]) && (this.parts[index] as Reader).canDrop ? before : DEAD;
    return this.readings.numberOf(`${index} ${kept} ${now} ${states.slice(index).join()} ${ahead.slice(index + 1).join()}`, reading);
  }

  private apply(effect: number, state: number): number {
    return effect === NO_EFFECT || state <= FULL ? state : this.effects.valueOf(effect)[state];
  }

  private append(effect: number, out: readonly number[]): number {
    this.setStates ??= statesOf(this.set, this.symbols);
    const length = Math.max(FULL, ...this.setStates) + 1;
    const changed = new Int32Array(length);
    changed[FULL] = FULL;
    for (const state of this.setStates) changed[state] = this.set.run(out, this.apply(effect, state));
    return this.effects.numberOf(changed.join(), changed);
  }
}

/** Thrown when a text is compared with a set that is too large for its order. */
export class SetTooLarge extends Error {
  constructor() {
    super('it compares texts in another order than AWS or the issuer writes them with a pattern of more than a few thousand states');
  }
}

function statesOf(machine: Machine, symbols: number): number[] {
  const seen = new Set([machine.start]);
  for (const state of seen) {
    if (seen.size > SET_STATES_AT_MOST) throw new SetTooLarge();
    for (let symbol = 0; symbol < symbols; symbol++) seen.add(machine.step(state, symbol));
  }
  return [...seen].filter(state => state > FULL);
}
