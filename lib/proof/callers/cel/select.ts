import { isCelList, isCelMap } from '@bufbuild/cel';
import { mapChoice } from './choices';
import { callWithConstants } from './constants';
import { asText, presentClaim } from './conversions';
import { describeExpression, Expression } from './expression';
import type { Scope } from './translate';
import { constantAsText, FAILED, mapText, textEquals, TextCase, textValue, truthValue, undecidedValue, Value } from './value';
import { allOf, anyOf, EVERYTHING, Language, NOTHING, notIn, reads } from '../language';
import { Text } from '../texts/text';

/** Returns `value.field`, or with `testOnly` whether it is there. */
export function select(value: Value, field: string, testOnly: boolean, scope: Scope): Value {
  switch (value.kind) {
    case 'claim': {
      const path = [...value.path, field];
      return testOnly ? presentClaim(path, scope) : knownClaim(path, scope);
    }
    case 'mapped': {
      const mapped = value.values.get(field);
      return testOnly ? truthValue(mapped === undefined ? NOTHING : EVERYTHING) : mapped ?? FAILED;
    }
    case 'undecided': return value;
    default: return FAILED;
  }
}

/** A claim of which nothing is known can be of any type; one that is known is a text. */
function knownClaim(path: readonly string[], { claims }: Scope): Value {
  if (claims.flag(path) !== undefined || claims.isObject(path)) return { kind: 'claim', path };
  const claim = claims.text(path);
  return claim === undefined ? FAILED : textValue(claim.text, claim.absent);
}

/** Returns `value[key]`. */
export function index(value: Value, key: Value, expression: Expression, scope: Scope): Value {
  if (value.kind === 'undecided') return value;
  if (value.kind === 'choice') return mapChoice(value, one => index(one, key, expression, scope), describeExpression(expression), scope);
  if (key.kind === 'choice') return mapChoice(key, one => index(value, one, expression, scope), describeExpression(expression), scope);
  if (key.kind !== 'constant') return byText(value, key, expression, scope);
  if (value.kind === 'constant') return callWithConstants('_[_]', [value.value, key.value], false, scope.evaluate);
  if (value.kind === 'claim') return knownClaim([...value.path, String(key.value)], scope);
  if (value.kind === 'mapped') return typeof key.value === 'string' ? value.values.get(key.value) ?? FAILED : FAILED;
  const position = typeof key.value === 'bigint' ? Number(key.value) : undefined;
  if (position === undefined) return FAILED;
  switch (value.kind) {
    case 'list': return value.items[position] ?? FAILED;
    case 'split': return partOf(value, position);
    default: return FAILED;
  }
}

function partOf({ of, separator }: Extract<Value, { kind: 'split' }>, position: number): Value {
  if (position < 0) return FAILED;
  const enough = (text: Text): Language => reads(text, { kind: 'occurrences', of: separator, atLeast: position });
  return mapText(of, text => partText(text, separator, position), text => notIn(enough(text)));
}

function partText(text: Text, separator: string, position: number): Text {
  if (text.kind === 'constant') return { kind: 'constant', value: text.value.split(separator)[position] ?? '' };
  return { kind: 'part', of: text, separator, index: position };
}

/** A map that is written out, asked by a text of the caller: one case for each key. */
function byText(value: Value, key: Value, expression: Expression, scope: Scope): Value {
  const text = asText(key, scope);
  if (value.kind !== 'constant' || text === undefined || key.kind === 'undecided') {
    return key.kind === 'undecided' ? key : undecidedValue(describeExpression(expression), 'the index depends on the caller');
  }
  if (!isCelMap(value.value)) return isCelList(value.value) ? FAILED : undecidedValue(describeExpression(expression), 'the index depends on the caller');
  const cases: TextCase[] = [];
  for (const [name, content] of value.value) {
    if (typeof name !== 'string') continue;
    if (typeof content !== 'string') return undecidedValue(describeExpression(expression), 'the index depends on the caller, and the values are no texts');
    cases.push({ when: textEquals(text, name), text: constantAsText(content).cases[0].text });
  }
  const known = anyOf(...cases.map(({ when }) => when));
  return { kind: 'text', cases, error: allOf(EVERYTHING, notIn(known)) };
}
