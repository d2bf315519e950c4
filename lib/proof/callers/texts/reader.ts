import { asciiCase, SEPARATOR, Text } from './text';
import { BetweenTransducer, MappingTransducer, Move, Transducer } from './transducer';
import { Alphabet } from '../automata/alphabet';
import { Interner } from '../automata/machine';

/** How a text came out: as it was written, or empty after all. */
export type Outcome = 'kept' | 'dropped';

/** Reads a text from a word, symbol by symbol. */
export interface Reader {
  readonly start: number;
  readonly canDrop: boolean;
  step(state: number, symbol: number): Move;
  /** How the text came out; `undefined` as long as that is open. */
  outcome(state: number): Outcome | undefined;
}

/** Thrown when a text cannot be read in one pass over the word of a caller. */
export class CannotRead extends Error {
  constructor() {
    super('it takes a part of a text that is put together in another order than AWS or the issuer writes it');
  }
}

/** Returns the reader of a text that is no constant. */
export function readerOf(text: Text, layout: readonly string[], alphabet: Alphabet): Reader {
  switch (text.kind) {
    case 'constant': throw new Error('a constant is read from nothing');
    case 'segment': return new SegmentReader(layout.indexOf(text.name), alphabet.symbolOf(SEPARATOR.codePointAt(0)!));
    case 'sequence': return new SequenceReader(text.parts.map(part =>
      part.kind === 'constant' ? alphabet.symbolsOf(part.value) : readerOf(part, layout, alphabet)));
    default: return new ComposedReader(readerOf(text.of, layout, alphabet), transducerOf(text, alphabet));
  }
}

function transducerOf(text: Exclude<Text, { kind: 'constant' | 'segment' | 'sequence' }>, alphabet: Alphabet): Transducer {
  switch (text.kind) {
    case 'between': return new BetweenTransducer(alphabet.symbolsOf(text.before), 1, alphabet.symbolsOf(text.after), true);
    case 'part': {
      const separator = alphabet.symbolsOf(text.separator);
      return new BetweenTransducer(separator, text.index, separator, false);
    }
    case 'ascii-case': return new MappingTransducer(Array.from({ length: alphabet.size }, (_, symbol) =>
      alphabet.symbolOf(asciiCase(String.fromCodePoint(alphabet.representativeOf(symbol)), text.to).codePointAt(0)!)));
  }
}

/** Reads one segment. The state is the number of segments that are closed. */
class SegmentReader implements Reader {
  readonly start = 0;
  readonly canDrop = false;

  constructor(private readonly index: number, private readonly separator: number) {}

  step(state: number, symbol: number): Move {
    if (symbol === this.separator) return { to: Math.min(state + 1, this.index + 1), out: [] };
    return { to: state, out: state === this.index ? [symbol] : [] };
  }

  outcome(state: number): Outcome | undefined {
    return state > this.index ? 'kept' : undefined;
  }
}

interface Composed {
  readonly inner: number;
  readonly own: number;
  readonly outcome?: Outcome;
}

/** Reads what a transducer makes of another text. */
class ComposedReader implements Reader {
  readonly start: number;
  readonly canDrop: boolean;
  private readonly states = new Interner<Composed>();

  constructor(private readonly inner: Reader, private readonly transducer: Transducer) {
    this.canDrop = inner.canDrop || transducer.canDrop;
    this.start = this.numberOf({ inner: inner.start, own: transducer.start });
  }

  step(state: number, symbol: number): Move {
    const from = this.states.valueOf(state);
    if (from.outcome !== undefined) return { to: state, out: [] };
    const move = this.inner.step(from.inner, symbol);
    const out: number[] = [];
    let own = from.own;
    for (const read of move.out) {
      const written = this.transducer.step(own, read);
      own = written.to;
      out.push(...written.out);
    }
    const outcome = this.settle(own, this.inner.outcome(move.to), out);
    return { to: this.numberOf({ inner: move.to, own, outcome }), out };
  }

  outcome(state: number): Outcome | undefined {
    return this.states.valueOf(state).outcome;
  }

  /** Every function of an empty text is empty, so that one that is dropped inside is dropped here. */
  private settle(own: number, inner: Outcome | undefined, out: number[]): Outcome | undefined {
    if (inner === 'dropped') return inner;
    if (this.transducer.isClosed(own) && (inner === 'kept' || !this.inner.canDrop)) return 'kept';
    if (inner === undefined) return undefined;
    const rest = this.transducer.end(own);
    if (rest === undefined) return 'dropped';
    out.push(...rest);
    return 'kept';
  }

  private numberOf(state: Composed): number {
    const { inner, own, outcome } = state;
    return outcome === undefined ? this.states.numberOf(`${inner} ${own}`, state) : this.states.numberOf(outcome, { inner: 0, own: 0, outcome });
  }
}

interface InSequence {
  /** Part that is being read, and the states of it and of those behind it. */
  readonly index: number;
  readonly states: readonly number[];
}

/** Reads texts one after the other. Throws `CannotRead` if one of them comes before those in front of it are complete. */
class SequenceReader implements Reader {
  readonly start: number;
  readonly canDrop = false;
  private readonly interner = new Interner<InSequence & { readonly prefix?: readonly number[] }>();
  private readonly first: readonly number[];

  constructor(private readonly parts: ReadonlyArray<Reader | readonly number[]>) {
    if (parts.some(part => isReader(part) && part.canDrop)) throw new CannotRead();
    const begin = this.skipSettled(0, parts.map(part => isReader(part) ? part.start : 0));
    this.first = begin.out;
    this.start = this.interner.numberOf('start', begin);
  }

  step(state: number, symbol: number): Move {
    const { index, states } = this.interner.valueOf(state);
    if (index === this.parts.length) return { to: state, out: [] };
    const out = state === this.start ? [...this.first] : [];
    const next = states.map((own, part) => {
      const reader = this.parts[part];
      if (part < index || !isReader(reader)) return own;
      const move = reader.step(own, symbol);
      if (part === index) out.push(...move.out);
      else if (move.out.length > 0) throw new CannotRead();
      return move.to;
    });
    const settled = this.skipSettled(index, next);
    return { to: this.interner.numberOf(`${settled.index} ${settled.states.slice(settled.index).join()}`, settled), out: [...out, ...settled.out] };
  }

  outcome(state: number): Outcome | undefined {
    return this.interner.valueOf(state).index === this.parts.length ? 'kept' : undefined;
  }

  private skipSettled(index: number, states: readonly number[]): InSequence & { readonly out: readonly number[] } {
    const out: number[] = [];
    for (let part = index; part < this.parts.length; part++) {
      const current = this.parts[part];
      if (!isReader(current)) out.push(...current);
      else if (current.outcome(states[part]) === undefined) return { index: part, states, out };
    }
    return { index: this.parts.length, states, out };
  }
}

export function isReader(part: Reader | readonly number[]): part is Reader {
  return 'step' in part;
}
