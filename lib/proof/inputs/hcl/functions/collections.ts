import { list, map, text } from './arguments';
import type { TerraformFunction } from './index';
import {
  elementsOf, EvaluationError, firstUnknown, Instance, isList, isMap, isUnknown, joinedText, mapOf, sortedKeys, textOf, Value, ValueSet,
} from '../values';

/** Functions that look at the shape of a collection only: elements may not be known. */
export const COLLECTIONS: Readonly<Record<string, TerraformFunction>> = {
  coalesce: (...values) => coalesced(values.flatMap(value => [value])),
  coalescelist: (...values) => firstOf(values, value => list(value).length > 0),
  compact: values => open(values) ?? list(values).filter(value => value !== null && value !== ''),
  concat: (...lists) => lists.find(isUnknown) ?? lists.flatMap(one => list(one)),
  element: (values, index) => open(values) ?? open(index) ?? elementOf(list(values), Number(index)),
  flatten: values => open(values) ?? flattened(list(values)),
  join: (separator, ...lists) => open(separator) ?? lists.find(isUnknown) ?? joinedText(lists.flatMap(one => list(one).map(textOf)), text(separator)),
  keys: values => open(values) ?? sortedKeys(map(values)),
  length: value => open(value) ?? lengthOf(value),
  lookup: (values, key, ...fallback) => open(values) ?? open(key) ?? lookedUp(map(values), text(key), fallback),
  merge: (...maps) => maps.find(isUnknown) ?? mapOf(maps.filter(one => one !== null).flatMap(one => Object.entries(map(one)))),
  nonsensitive: value => value,
  one: values => open(values) ?? onlyOf(values),
  reverse: values => open(values) ?? [...list(values)].reverse(),
  sensitive: value => value,
  slice: (values, from, to) => open(values) ?? open(from) ?? open(to) ?? list(values).slice(Number(from), Number(to)),
  tolist: values => open(values) ?? [...list(values)],
  tomap: values => open(values) ?? map(values),
  toset: values => open(values) ?? setOf(list(values)),
  values: values => open(values) ?? elementsOf(map(values))!,
  zipmap: (keys, values) => openWhole(keys) ?? open(values) ?? zipped(list(keys), list(values)),
};

function open(value: Value | undefined): Value | undefined {
  return isUnknown(value) ? value : undefined;
}

function openWhole(value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : firstUnknown(value);
}

/** What is not known may be equal to another element, so the set is not known either. */
function setOf(values: readonly Value[]): Value {
  return values.map(firstUnknown).find(one => one !== undefined) ?? new ValueSet(values);
}

function coalesced(values: readonly Value[]): Value {
  return firstOf(values, value => value !== null && value !== '');
}

function firstOf(values: readonly Value[], isWanted: (value: Value) => boolean): Value {
  for (const value of values) {
    if (isUnknown(value) || isWanted(value)) return value;
  }
  throw new EvaluationError('no argument is set');
}

function elementOf(values: readonly Value[], index: number): Value {
  if (values.length === 0) throw new EvaluationError('the list is empty');
  return values[((index % values.length) + values.length) % values.length];
}

function flattened(values: readonly Value[]): readonly Value[] {
  return values.flatMap(value => isList(value) || value instanceof ValueSet ? flattened(elementsOf(value)!) : [value]);
}

function lengthOf(value: Value): number {
  return typeof value === 'string' ? [...value].length : isMap(value) || value instanceof Instance ? sortedKeys(map(value)).length : list(value).length;
}

function lookedUp(values: ReturnType<typeof map>, key: string, fallback: readonly Value[]): Value {
  if (Object.hasOwn(values, key)) return values[key];
  if (fallback.length === 0) throw new EvaluationError(`there is no key '${key}'`);
  return fallback[0];
}

function onlyOf(value: Value): Value {
  const all = value === null ? [] : list(value);
  if (all.length > 1) throw new EvaluationError('the list has more than one element');
  return all[0] ?? null;
}

function zipped(keys: readonly Value[], values: readonly Value[]): Value {
  if (keys.length !== values.length) throw new EvaluationError('the lists differ in length');
  return mapOf(keys.map((key, index) => [text(key), values[index]]));
}
