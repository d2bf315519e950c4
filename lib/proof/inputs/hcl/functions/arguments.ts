import { toNumber } from '../types';
import { elementsOf, EvaluationError, Instance, isMap, isUnknown, textOf, Value, ValueMap } from '../values';

export const TOO_LONG = 1_000_000;

/** An argument as a text that is known. */
export function text(value: Value | undefined): string {
  const found = value === undefined ? undefined : textOf(value);
  if (typeof found !== 'string') throw new EvaluationError('a text is required');
  return found;
}

/** An argument as a number that is known. */
export function number(value: Value | undefined): number {
  const found = value === undefined ? undefined : toNumber(value);
  if (typeof found !== 'number') throw new EvaluationError('a number is required');
  return found;
}

/** The elements of an argument that is a list or set. */
export function list(value: Value | undefined): readonly Value[] {
  const found = value === undefined || value === null || isUnknown(value) || isMap(value) ? undefined : elementsOf(value);
  if (found === undefined) throw new EvaluationError('a list is required');
  return found;
}

/** An argument that is a map or object. */
export function map(value: Value | undefined): ValueMap {
  if (value instanceof Instance) return value.object();
  if (!isMap(value)) throw new EvaluationError('a map is required');
  return value;
}

/** A list of results whose total length is bounded. */
export function bounded<T>(values: readonly T[]): readonly T[] {
  if (values.length > TOO_LONG) throw new EvaluationError('the result is too long');
  return values;
}
