import { isCelMap } from '@bufbuild/cel';
import { asText, presentClaim } from './conversions';
import { equalTo } from './equality';
import { describeExpression, Expression } from './expression';
import { itemsOf } from './loops';
import type { Scope } from './translate';
import { disjunction, FAILED, textEquals, truthValue, TruthValue, undecidedValue, Value } from './value';
import { NOTHING } from '../language';

/** Returns whether a value is in a list, or a key of a map. */
export function isIn(value: Value, list: Value, expression: Expression, scope: Scope): Value {
  const refuse = (reason: string): Value => undecidedValue(describeExpression(expression), reason);
  if (list.kind === 'claim') return inClaim(value, list.path, refuse, scope);
  if (list.kind === 'mapped') {
    return value.kind === 'constant' ? truthValue(list.values.has(String(value.value)) ? { kind: 'everything' } : NOTHING) : refuse('the key depends on the caller');
  }
  if (list.kind === 'split') return refuse('it looks for a value in a list that is split off a value of the caller');
  const items = itemsOf(list);
  if (items === undefined) return FAILED;
  const text = asText(value, scope);
  // A list of texts is one set, which is far smaller than as many comparisons.
  const texts = items.map(item => item.kind === 'constant' ? item.value : undefined);
  if (text !== undefined && value.kind !== 'undecided' && texts.every(item => item !== undefined)) {
    return truthValue(textEquals(text, ...texts.filter(item => typeof item === 'string')), text.error);
  }
  if (isMapOf(list)) return refuse('the key depends on the caller');
  let found: TruthValue = truthValue(NOTHING);
  for (const item of items) {
    const equal = equalTo(value, item, expression, scope);
    if (equal.kind !== 'truth') return equal;
    found = disjunction(found, equal);
  }
  return found;
}

function isMapOf(list: Value): boolean {
  return list.kind === 'constant' && isCelMap(list.value);
}

function inClaim(value: Value, path: readonly string[], refuse: (reason: string) => Value, scope: Scope): Value {
  if (value.kind !== 'constant' || typeof value.value !== 'string') return refuse('it looks for a value of the caller in a claim');
  if (scope.claims.isObject(path) && path.length === 0) return presentClaim([value.value], scope);
  const holds = scope.claims.holds(path, value.value);
  return holds === undefined ? FAILED : truthValue(holds);
}
