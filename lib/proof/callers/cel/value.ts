import { allOf, anyOf, equals, EVERYTHING, Language, NOTHING, notIn, reads, Undecided } from '../language';
import { Strings } from '../texts/strings';
import { constantText, Text } from '../texts/text';

/** Text of an expression for some of the callers. */
export interface TextCase {
  readonly when: Language;
  /** The text, or why it cannot be told. */
  readonly text: Text | Undecided;
}

/** Text of an expression: one case for each caller for whom it has no error. */
export interface TextValue {
  readonly kind: 'text';
  readonly cases: readonly TextCase[];
  /** Callers for whom it has an error. */
  readonly error: Language;
  /** The callers for whom it equals one of some values, in fewer words than the cases say. @default - only the cases say */
  readonly equalTo?: (values: readonly string[]) => Language;
}

/** Truth of an expression. */
export interface TruthValue {
  readonly kind: 'truth';
  readonly yes: Language;
  readonly error: Language;
}

/** Whole number of an expression, by the callers for whom it is at least as large as a given one. */
export interface NumberValue {
  readonly kind: 'number';
  readonly atLeast: (minimum: number) => Language;
  readonly error: Language;
}

/** What a ternary gives whose sides are lists, numbers, or of different types. */
export interface ChoiceValue {
  readonly kind: 'choice';
  /** One case for each caller for whom it has no error. */
  readonly cases: readonly { readonly when: Language; readonly value: Value }[];
  readonly error: Language;
}

/** What an expression is, as a function of the caller. */
export type Value =
  | { readonly kind: 'constant'; readonly value: unknown }
  | TextValue | TruthValue | NumberValue | ChoiceValue
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** What `split` gives. */
  | { readonly kind: 'split'; readonly of: TextValue; readonly separator: string }
  /** Claim of which the type is not known yet; the whole assertion if the path is empty. */
  | { readonly kind: 'claim'; readonly path: readonly string[] }
  /** The variable `google` or `attribute`. */
  | { readonly kind: 'mapped'; readonly values: ReadonlyMap<string, Value> }
  /** An error for every caller. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'undecided'; readonly undecided: Undecided };

export const FAILED: Value = { kind: 'failed' };

export function textValue(text: Text, error: Language = NOTHING): TextValue {
  return { kind: 'text', cases: [{ when: EVERYTHING, text }], error };
}

export function truthValue(yes: Language, error: Language = NOTHING): TruthValue {
  return { kind: 'truth', yes, error };
}

export function undecidedValue(expression: string, reason: string): Extract<Value, { kind: 'undecided' }> {
  return { kind: 'undecided', undecided: { expression, reason } };
}

/** Returns the callers for whom a text is in a set. */
export function textIn(value: TextValue, strings: Strings): Language {
  if (strings.kind === 'one-of' && value.equalTo !== undefined) return value.equalTo(strings.values);
  return allOf(notIn(value.error), anyOf(...value.cases.map(({ when, text }) => allOf(when, caseIn(text, strings)))));
}

function caseIn(text: Text | Undecided, strings: Strings): Language {
  return 'kind' in text ? reads(text, strings) : { kind: 'undecided', undecided: text };
}

/** Returns the callers for whom a text equals one of some values. */
export function textEquals(value: TextValue, ...values: readonly string[]): Language {
  return textIn(value, { kind: 'one-of', values });
}

/** Returns the callers for whom two texts are equal; those of whom that is not regular are undecided. */
export function textsEqual(one: TextValue, other: TextValue, undecided: Undecided): Language {
  const [ofOne, ofOther] = [constantOf(one), constantOf(other)];
  if (ofOther !== undefined && one.equalTo !== undefined) return one.equalTo([ofOther]);
  if (ofOne !== undefined && other.equalTo !== undefined) return other.equalTo([ofOne]);
  return allOf(notIn(one.error), notIn(other.error), anyOf(...one.cases.flatMap(first => other.cases.map(second =>
    allOf(first.when, second.when, caseEquals(first.text, second.text, undecided))))));
}

/** @returns `undefined` if it differs from caller to caller, or has errors */
function constantOf({ cases, error }: TextValue): string | undefined {
  if (cases.length !== 1 || error.kind !== 'nothing') return undefined;
  const [{ when, text }] = cases;
  return when.kind === 'everything' && 'kind' in text && text.kind === 'constant' ? text.value : undefined;
}

function caseEquals(one: Text | Undecided, other: Text | Undecided, undecided: Undecided): Language {
  if (!('kind' in one)) return { kind: 'undecided', undecided: one };
  if (!('kind' in other)) return { kind: 'undecided', undecided: other };
  if (other.kind === 'constant') return equals(one, other.value);
  if (one.kind === 'constant') return equals(other, one.value);
  return JSON.stringify(one) === JSON.stringify(other) ? EVERYTHING : { kind: 'undecided', undecided };
}

const CASES_AT_MOST = 64;

/** Applies a function to each case of a text. @param failing callers for whom the function has an error */
export function mapText(value: TextValue, change: (text: Text) => Text, failing: (text: Text) => Language = () => NOTHING): TextValue {
  const cases = value.cases.map(({ when, text }) => ({ when, text: 'kind' in text ? change(text) : text }));
  const errors = value.cases.map(({ when, text }) => allOf(when, 'kind' in text ? failing(text) : { kind: 'undecided', undecided: text }));
  return { kind: 'text', cases, error: anyOf(value.error, ...errors) };
}

/** Puts two texts together. @returns `undefined` if there are too many cases */
export function joinTexts(one: TextValue, other: TextValue, join: (one: Text, other: Text) => Text): TextValue | undefined {
  if (one.cases.length * other.cases.length > CASES_AT_MOST) return undefined;
  const cases = one.cases.flatMap(first => other.cases.map(second => {
    const text = 'kind' in first.text ? 'kind' in second.text ? join(first.text, second.text) : second.text : first.text;
    return { when: allOf(first.when, second.when), text };
  })).filter(({ when }) => when.kind !== 'nothing');
  return { kind: 'text', cases, error: anyOf(one.error, other.error) };
}

/** Returns the callers for whom an expression is false. */
export function falseOf({ yes, error }: TruthValue): Language {
  return allOf(notIn(yes), notIn(error));
}

export function negate(value: TruthValue): TruthValue {
  return { kind: 'truth', yes: falseOf(value), error: value.error };
}

/** Conjunction of CEL: an error is absorbed by what is false on the other side. */
export function conjunction(one: TruthValue, other: TruthValue): TruthValue {
  const yes = allOf(one.yes, other.yes);
  if (one.error.kind === 'nothing' && other.error.kind === 'nothing') return truthValue(yes);
  return truthValue(yes, allOf(anyOf(one.error, other.error), notIn(falseOf(one)), notIn(falseOf(other))));
}

/** Disjunction of CEL: an error is absorbed by what is true on the other side. */
export function disjunction(one: TruthValue, other: TruthValue): TruthValue {
  const yes = anyOf(one.yes, other.yes);
  if (one.error.kind === 'nothing' && other.error.kind === 'nothing') return truthValue(yes);
  return truthValue(yes, allOf(anyOf(one.error, other.error), notIn(yes)));
}

export function constantAsText(value: string): TextValue {
  return textValue(constantText(value));
}
