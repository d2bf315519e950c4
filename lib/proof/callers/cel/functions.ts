import { isCelMap } from '@bufbuild/cel';
import { mapChoice } from './choices';
import { callWithConstants } from './constants';
import { asText, asTruth, isText } from './conversions';
import { equalTo } from './equality';
import { describeExpression, Expression } from './expression';
import { itemsOf } from './loops';
import { isIn } from './membership';
import { compareNumber } from './numbers';
import { textFunction } from './text-functions';
import type { Scope } from './translate';
import { conjunction, disjunction, FAILED, joinTexts, negate, NumberValue, textIn, undecidedValue, Value } from './value';
import { allOf, EVERYTHING, notIn } from '../language';
import { sequenceText } from '../texts/text';

/** Returns what a function or an operator gives. */
export function callFunction(name: string, values: readonly Value[], method: boolean, expression: Expression, scope: Scope): Value {
  const [one, other] = values;
  const refuse = (reason: string): Value => undecidedValue(describeExpression(expression), reason);
  if (name === '_&&_' || name === '_||_') {
    if (values.some(value => value.kind === 'choice')) return refuse('one of its sides is true or false only for some of the callers');
    const [left, right] = values.map(value => asTruth(value, scope) ?? asTruth(FAILED, scope)!);
    return name === '_&&_' ? conjunction(left, right) : disjunction(left, right);
  }
  const open = values.find(value => value.kind === 'undecided');
  if (open !== undefined) return open;
  if (values.some(value => value.kind === 'failed')) return FAILED;
  const chosen = values.find(value => value.kind === 'choice');
  if (chosen !== undefined) {
    if (--scope.room.left < 0) return refuse('it has too many cases');
    const call = (operands: readonly Value[]): Value => {
      const constants = operands.flatMap(value => value.kind === 'constant' ? [value.value] : []);
      return constants.length === operands.length ? callWithConstants(name, constants, method, scope.evaluate)
        : callFunction(name, operands, method, expression, scope);
    };
    return mapChoice(chosen, value => call(values.map(operand => operand === chosen ? value : operand)), describeExpression(expression), scope);
  }
  switch (name) {
    case '!_': {
      const truth = asTruth(one, scope);
      return truth === undefined ? FAILED : negate(truth);
    }
    case '_==_': return equalTo(one, other, expression, scope);
    case '_!=_': {
      const equal = equalTo(one, other, expression, scope);
      return equal.kind === 'truth' ? negate(equal) : equal;
    }
    case '@in': return isIn(one, other, expression, scope);
    case '_+_': return add(one, other, refuse, scope);
    case '_<_': case '_<=_': case '_>_': case '_>=_': return compareNumber(name, one, other, refuse);
    case 'size': return values.length === 1 ? sizeOf(one, refuse, scope) : FAILED;
    default: return textFunction(name, values, method, refuse, scope);
  }
}

function add(one: Value, other: Value, refuse: (reason: string) => Value, scope: Scope): Value {
  if (isText(one, scope) && isText(other, scope)) {
    return joinTexts(asText(one, scope)!, asText(other, scope)!, (first, second) => sequenceText([first, second])) ?? refuse('it has too many cases');
  }
  const [first, second] = [itemsOf(one), itemsOf(other)];
  if (first !== undefined && second !== undefined && ![one, other].some(isMap)) return { kind: 'list', items: [...first, ...second] };
  return [one, other].some(value => value.kind === 'number' || value.kind === 'claim') ? refuse('it calculates with a value of the caller') : FAILED;
}

function isMap(value: Value): boolean {
  return value.kind === 'constant' && isCelMap(value.value);
}

/** Returns the length of a text in code points, or the number of elements. */
function sizeOf(value: Value, refuse: (reason: string) => Value, scope: Scope): Value {
  if (value.kind === 'list') return { kind: 'constant', value: BigInt(value.items.length) };
  if (value.kind === 'split') {
    const { of, separator } = value;
    return countOf(of, minimum => minimum <= 1 ? EVERYTHING : textIn(of, { kind: 'occurrences', of: separator, atLeast: minimum - 1 }));
  }
  const text = asText(value, scope);
  if (text === undefined) return value.kind === 'claim' ? refuse('it is the size of a value of the caller') : FAILED;
  return countOf(text, minimum => minimum <= 0 ? EVERYTHING : textIn(text, { kind: 'length', minimum, maximum: Infinity }));
}

function countOf({ error }: { error: NumberValue['error'] }, atLeast: NumberValue['atLeast']): NumberValue {
  return { kind: 'number', atLeast: minimum => allOf(notIn(error), atLeast(minimum)), error };
}
