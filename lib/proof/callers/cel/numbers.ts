import { FAILED, negate, NumberValue, TruthValue, truthValue, Value } from './value';
import { allOf, NOTHING, notIn } from '../language';

type Comparison = '_<_' | '_<=_' | '_>_' | '_>=_';

/** The same comparison with its sides exchanged. */
const EXCHANGED: Readonly<Record<Comparison, Comparison>> = { '_<_': '_>_', '_<=_': '_>=_', '_>_': '_<_', '_>=_': '_<=_' };

/** Compares a number of the caller, such as a length, with one that is written out. */
export function compareNumber(name: Comparison, one: Value, other: Value, refuse: (reason: string) => Value): Value {
  const number = one.kind === 'number' ? one : other.kind === 'number' ? other : undefined;
  const constant = one.kind === 'constant' ? one.value : other.kind === 'constant' ? other.value : undefined;
  if (number === undefined || (typeof constant !== 'bigint' && typeof constant !== 'number')) {
    const compares = [one, other].some(({ kind }) => ['text', 'claim', 'number'].includes(kind));
    return compares ? refuse('it compares the order of values of the caller') : FAILED;
  }
  return compare(one.kind === 'number' ? name : EXCHANGED[name], number, Number(constant));
}

function compare(name: Comparison, number: NumberValue, bound: number): TruthValue {
  switch (name) {
    case '_>=_': return truthValue(number.atLeast(Math.ceil(bound)), number.error);
    case '_>_': return truthValue(number.atLeast(Math.floor(bound) + 1), number.error);
    case '_<_': return negate(compare('_>=_', number, bound));
    case '_<=_': return negate(compare('_>_', number, bound));
  }
}

/** Returns whether a number of the caller equals one that is written out. */
export function numberEquals(number: NumberValue, value: unknown): TruthValue {
  const wanted = typeof value === 'bigint' || typeof value === 'number' ? Number(value) : NaN;
  if (!Number.isInteger(wanted)) return truthValue(NOTHING, number.error);
  return truthValue(allOf(number.atLeast(wanted), notIn(number.atLeast(wanted + 1))), number.error);
}
