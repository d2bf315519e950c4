import { evaluateJson } from './evaluate-body';
import { Undetermined } from '../../determined';
import { Scope } from '../hcl/evaluate';
import { entriesOf, EvaluationError, isList, isUnknown, mapOf, textOf, Value } from '../hcl/values';
import { JsonObject } from '../read-json';

const INSTANCES_AT_MOST = 10_000;

/** How often a block with `count` or `for_each` exists. */
export type Repetition =
  | { readonly kind: 'single' }
  | { readonly kind: 'count' | 'for_each'; readonly instances: readonly InstanceKey[] }
  | { readonly kind: 'unknown'; readonly reason: Undetermined };

/** One of several instances of a block. */
export interface InstanceKey {
  /** Such as `[0]` or `["reader"]`. */
  readonly index: string;
  readonly key: string | number;
  /** What `each` and `count` mean in it. */
  readonly names: Readonly<Record<string, Value>>;
}

/**
 * Evaluates `count` and `for_each`.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/for_each
 */
export function repetitionOf({ count, for_each: forEach }: JsonObject, scope: Scope): Repetition {
  try {
    if (count !== undefined) return byCount(evaluateJson(count, scope));
    if (forEach !== undefined) return byKeys(evaluateJson(forEach, scope));
    return { kind: 'single' };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return unknown(new Undetermined(JSON.stringify(count ?? forEach).slice(0, 200), error.message, '', 'invalid'));
  }
}

function byCount(value: Value): Repetition {
  if (isUnknown(value)) return unknown(value);
  const number = Number(value);
  if (value === null || !Number.isInteger(number) || number < 0) throw new EvaluationError('count takes a whole number');
  if (number > INSTANCES_AT_MOST) return unknown(tooMany('count'));
  const instances = Array.from({ length: number }, (_, index) => ({
    index: `[${index}]`, key: index, names: { count: mapOf([['index', index]]) },
  }));
  return { kind: 'count', instances };
}

function byKeys(value: Value): Repetition {
  if (isUnknown(value)) return unknown(value);
  const entries = value === null || isList(value) ? undefined : entriesOf(value);
  if (entries === undefined) throw new EvaluationError('for_each takes a map, or a set of texts');
  if (entries.length > INSTANCES_AT_MOST) return unknown(tooMany('for_each'));
  const instances: InstanceKey[] = [];
  for (const [written, element] of entries) {
    const key = textOf(written);
    if (isUnknown(key)) return unknown(key);
    instances.push({ index: `[${quotedKey(key)}]`, key, names: { each: mapOf([['key', key], ['value', element]]) } });
  }
  return { kind: 'for_each', instances };
}

function unknown(reason: Undetermined): Repetition {
  return { kind: 'unknown', reason };
}

function tooMany(argument: string): Undetermined {
  return new Undetermined(argument, `it makes more than ${INSTANCES_AT_MOST} instances`, '', 'limit');
}

/** A key as addresses write it: templates in it are escaped. */
function quotedKey(key: string): string {
  return JSON.stringify(key).replace(/([$%])\{/g, '$1$1{');
}
