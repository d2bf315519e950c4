import { isCelList } from '@bufbuild/cel';
import { asText, asTruth, isText } from './conversions';
import { describeExpression, Expression } from './expression';
import { itemsOf } from './loops';
import { numberEquals } from './numbers';
import type { Scope } from './translate';
import { conjunction, disjunction, negate, textsEqual, truthValue, TruthValue, undecidedValue, Value } from './value';
import { anyOf, EVERYTHING, NOTHING } from '../language';

/** Returns whether two values are equal: those of different types are not. */
export function equalTo(one: Value, other: Value, expression: Expression, scope: Scope): Value {
  const undecided = { expression: describeExpression(expression), reason: 'it compares two values of the caller with each other' };
  if (one.kind === 'constant' && other.kind !== 'constant') return equalTo(other, one, expression, scope);
  if (other.kind === 'constant' && typeof other.value === 'boolean') return equalsTruth(one, other.value, scope);
  if (isText(one, scope) && isText(other, scope)) {
    const [first, second] = [asText(one, scope)!, asText(other, scope)!];
    return truthValue(textsEqual(first, second, undecided), anyOf(first.error, second.error));
  }
  if (one.kind === 'number' && other.kind === 'constant') return numberEquals(one, other.value);
  if (one.kind === 'truth' && other.kind === 'truth') return truthsEqual(one, other);
  const [items, others] = [itemsOf(one), itemsOf(other)];
  if (items !== undefined && others !== undefined) return listsEqual(items, others, expression, scope);
  if (one.kind === 'split' || one.kind === 'claim' || other.kind === 'split' || other.kind === 'claim' || one.kind === 'number' || other.kind === 'number') {
    return other.kind === 'constant' && one.kind === 'split' && !isCelList(other.value) ? truthValue(NOTHING, one.of.error)
      : undecidedValue(undecided.expression, one.kind === 'claim' ? 'the type of the claim is not known' : undecided.reason);
  }
  return truthValue(NOTHING, errorOf(one, scope));
}

function equalsTruth(value: Value, wanted: boolean, scope: Scope): Value {
  const truth = asTruth(value, scope);
  if (truth === undefined) return truthValue(NOTHING, errorOf(value, scope));
  return wanted ? truth : negate(truth);
}

function errorOf(value: Value, scope: Scope): TruthValue['error'] {
  return asText(value, scope)?.error ?? (value.kind === 'truth' ? value.error : NOTHING);
}

function truthsEqual(one: TruthValue, other: TruthValue): TruthValue {
  const equal = disjunction(conjunction(one, other), conjunction(negate(one), negate(other)));
  return { ...equal, error: anyOf(one.error, other.error) };
}

function listsEqual(items: readonly Value[], others: readonly Value[], expression: Expression, scope: Scope): Value {
  if (items.length !== others.length) return truthValue(NOTHING);
  let all: TruthValue = truthValue(EVERYTHING);
  for (const [position, item] of items.entries()) {
    const equal = equalTo(item, others[position], expression, scope);
    if (equal.kind !== 'truth') return equal;
    all = conjunction(all, equal);
  }
  return all;
}
