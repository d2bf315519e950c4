import { asText, asTruth, isText } from './conversions';
import type { Scope } from './translate';
import { ChoiceValue, falseOf, TextValue, truthValue, TruthValue, undecidedValue, Value } from './value';
import { allOf, anyOf, Language } from '../language';

/** Value of an expression for some of the callers. */
interface Choice {
  readonly when: Language;
  readonly value: Value;
}

const CASES_AT_MOST = 64;

/** Returns what `condition ? yes : no` is. */
export function chooseValue(condition: TruthValue, yes: Value, no: Value, expression: string, scope: Scope): Value {
  return valueOf([{ when: condition.yes, value: yes }, { when: falseOf(condition), value: no }], condition.error, expression, scope);
}

/** Applies a function to the values of a choice. */
export function mapChoice({ cases, error }: ChoiceValue, change: (value: Value) => Value, expression: string, scope: Scope): Value {
  return valueOf(cases.map(({ when, value }) => ({ when, value: change(value) })), error, expression, scope);
}

/** Returns one value for all callers: a text or a truth if each of them is one, else a choice. */
function valueOf(choices: readonly Choice[], error: Language, expression: string, scope: Scope): Value {
  const flat = choices.flatMap(({ when, value }) => value.kind === 'choice'
    ? value.cases.map(inner => ({ when: allOf(when, inner.when), value: inner.value })) : [{ when, value }]);
  const failed = choices.flatMap(({ when, value }) => value.kind === 'choice' ? [allOf(when, value.error)] : value.kind === 'failed' ? [when] : []);
  const errors = anyOf(error, ...failed);
  const cases = merged(flat.filter(({ when, value }) => when.kind !== 'nothing' && value.kind !== 'failed'));
  if (cases.length > CASES_AT_MOST) return undecidedValue(expression, 'it has too many cases');
  if (cases.every(({ value }) => isText(value, scope))) return textOf(cases, errors, expression, scope);
  if (cases.every(({ value }) => asTruth(value, scope) !== undefined)) return truthOf(cases, errors, scope);
  return cases.find(({ value }) => value.kind === 'undecided')?.value ?? { kind: 'choice', cases, error: errors };
}

function textOf(choices: readonly Choice[], error: Language, expression: string, scope: Scope): Value {
  const texts = choices.map(({ when, value }) => ({ when, text: asText(value, scope)! }));
  const cases: TextValue['cases'] = texts.flatMap(({ when, text }) => text.cases.map(one => ({ when: allOf(when, one.when), text: one.text })));
  if (cases.length > CASES_AT_MOST) return undecidedValue(expression, 'it has too many cases');
  return {
    kind: 'text',
    cases: cases.filter(({ when }) => when.kind !== 'nothing'),
    error: anyOf(error, ...texts.map(({ when, text }) => allOf(when, text.error))),
  };
}

function truthOf(choices: readonly Choice[], error: Language, scope: Scope): Value {
  const truths = choices.map(({ when, value }) => ({ when, truth: asTruth(value, scope)! }));
  return truthValue(
    anyOf(...truths.map(({ when, truth }) => allOf(when, truth.yes))),
    anyOf(error, ...truths.map(({ when, truth }) => allOf(when, truth.error))));
}

/** Numbers that are equal are one case, so that a count has no more cases than it has values. */
function merged(choices: readonly Choice[]): Choice[] {
  const numbers = new Map<unknown, Choice>();
  const others: Choice[] = [];
  for (const choice of choices) {
    const { when, value } = choice;
    if (value.kind !== 'constant' || typeof value.value !== 'bigint') {
      others.push(choice);
      continue;
    }
    const same = numbers.get(value.value);
    numbers.set(value.value, { value, when: same === undefined ? when : anyOf(same.when, when) });
  }
  return [...others, ...numbers.values()];
}
