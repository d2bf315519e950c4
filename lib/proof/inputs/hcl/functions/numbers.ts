import { list, number, text } from './arguments';
import type { TerraformFunction } from './index';
import { EvaluationError, isList, Value, ValueSet } from '../values';

/** Functions of numbers. */
export const NUMBERS: Readonly<Record<string, TerraformFunction>> = {
  abs: value => Math.abs(number(value)),
  ceil: value => Math.ceil(number(value)),
  floor: value => Math.floor(number(value)),
  log: (value, base) => Math.log(number(value)) / Math.log(number(base)),
  max: (...values) => Math.max(...numbers(values)),
  min: (...values) => Math.min(...numbers(values)),
  parseint: (value, base) => parsedInteger(text(value), number(base)),
  pow: (value, exponent) => number(value) ** number(exponent),
  range: (...limits) => rangeOf(limits.map(number)),
  signum: value => Math.sign(number(value)),
  sum: values => list(values).map(number).reduce((total, one) => total + one, 0),
};

function numbers(values: readonly Value[]): number[] {
  const [first] = values;
  return (values.length === 1 && (isList(first) || first instanceof ValueSet) ? list(first) : values).map(number);
}

function parsedInteger(value: string, base: number): number {
  const parsed = parseInt(value, base);
  if (!Number.isInteger(parsed) || parsed.toString(base) !== value.toLowerCase().replace(/^(-?)0+(?=.)/, '$1')) throw new EvaluationError('it is not a number');
  return parsed;
}

function rangeOf(limits: readonly number[]): Value {
  const [from, to] = limits.length === 1 ? [0, limits[0]] : limits;
  const step = limits[2] ?? (to < from ? -1 : 1);
  if (step === 0 || (to - from) / step > 1024) throw new EvaluationError('the range has more than 1024 elements');
  const values: number[] = [];
  for (let value = from; step > 0 ? value < to : value > to; value += step) values.push(value);
  return values;
}
