import { bounded, list, map, number, text } from './arguments';
import type { TerraformFunction } from './index';
import { toBool, toNumber } from '../types';
import { compareTexts, elementsOf, EvaluationError, isList, keyOf, mapOf, sortedKeys, textOf, Value, ValueMap, ValueSet } from '../values';

/** Functions that compare elements, so that all of them have to be known. */
export const LISTS: Readonly<Record<string, TerraformFunction>> = {
  alltrue: values => list(values).every(value => value !== null && toBool(value) === true),
  anytrue: values => list(values).some(value => value !== null && toBool(value) === true),
  chunklist: (values, size) => chunks(list(values), number(size)),
  contains: (values, wanted) => list(values).some(value => keyOf(value) === keyOf(wanted)),
  distinct: values => [...new Map(list(values).map(value => [keyOf(value), value])).values()],
  index: (values, wanted) => indexIn(list(values), wanted),
  matchkeys: (values, keys, wanted) => matched(list(values), list(keys), list(wanted)),
  setintersection: (...sets) => combined(sets, (one, other) => one.filter(value => includes(other, value))),
  setproduct: (...sets) => product(sets),
  setsubtract: (one, other) => new ValueSet(list(one).filter(value => !includes(list(other), value))),
  setunion: (...sets) => new ValueSet(sets.flatMap(set => list(set))),
  sort: values => list(values).map(text).sort(compareTexts),
  tobool: value => value === null ? null : toBool(value),
  tonumber: value => value === null ? null : toNumber(value),
  tostring: value => value === null ? null : textOf(value),
  transpose: values => transposed(map(values)),
};

function includes(values: readonly Value[], wanted: Value): boolean {
  return values.some(value => keyOf(value) === keyOf(wanted));
}

function indexIn(values: readonly Value[], wanted: Value): number {
  const found = values.findIndex(value => keyOf(value) === keyOf(wanted));
  if (found < 0) throw new EvaluationError('the list has no such element');
  return found;
}

function chunks(values: readonly Value[], size: number): Value {
  if (size < 1) return [values];
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));
}

function matched(values: readonly Value[], keys: readonly Value[], wanted: readonly Value[]): Value {
  return values.filter((_, index) => includes(wanted, keys[index]));
}

function combined(sets: readonly Value[], combine: (one: readonly Value[], other: readonly Value[]) => readonly Value[]): Value {
  return new ValueSet(sets.map(set => list(set)).reduce(combine));
}

/** Of sets a set, of lists a list. */
function product(sets: readonly Value[]): Value {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const set of sets) rows = bounded(rows.flatMap(row => list(set).map(value => [...row, value])));
  return sets.some(isList) ? rows : new ValueSet(rows);
}

function transposed(values: ValueMap): Value {
  const found = new Map<string, string[]>();
  for (const key of sortedKeys(values)) {
    for (const element of elementsOf(values[key]) ?? []) found.set(text(element), [...found.get(text(element)) ?? [], key]);
  }
  return mapOf(found);
}
