import { asText, isText } from './conversions';
import type { Scope } from './translate';
import { FAILED, mapText, textIn, TextValue, truthValue, Value } from './value';
import { extract } from '../../policy/extract';
import { compilePattern } from '../automata/pattern';
import { Strings } from '../texts/strings';
import { caseText, constantText, Text } from '../texts/text';

const TESTS: Readonly<Record<string, Strings['kind'] | undefined>> = { startsWith: 'prefix', endsWith: 'suffix', contains: 'contains', matches: 'pattern' };
const CASES: Readonly<Record<string, 'lower' | 'upper' | undefined>> = { lowerAscii: 'lower', upperAscii: 'upper' };
const PLACEHOLDER = /\{[A-Za-z_][A-Za-z0-9_]*\}/;

/** Returns what a function of a text gives. */
export function textFunction(name: string, values: readonly Value[], method: boolean, refuse: (reason: string) => Value, scope: Scope): Value {
  const [receiver, argument] = values;
  if (receiver === undefined || (!method && name !== 'matches' && name !== 'string')) return refuse('neither Google nor CEL documents the function');
  const text = asText(receiver, scope);
  const known = name in TESTS || name in CASES || ['extract', 'split', 'string'].includes(name);
  if (!known) return refuse('neither Google nor CEL documents the function, or what it does is not decided');
  if (text === undefined) return FAILED;
  if (name === 'string') return method || values.length !== 1 ? FAILED : text;
  const letterCase = CASES[name];
  if (letterCase !== undefined) return values.length === 1 ? mapText(text, one => caseText(one, letterCase)) : FAILED;
  if (values.length !== 2) return name === 'split' && values.length === 3 ? refuse('it splits into a limited number of parts') : FAILED;
  if (argument.kind !== 'constant') return isText(argument, scope) ? refuse('the pattern depends on the caller') : FAILED;
  if (typeof argument.value !== 'string') return FAILED;
  const test = TESTS[name];
  if (test !== undefined) return testText(text, test, argument.value);
  if (name === 'split') return argument.value === '' ? refuse('it splits into single characters') : { kind: 'split', of: text, separator: argument.value };
  return extracted(text, argument.value);
}

function testText(text: TextValue, kind: Strings['kind'], literal: string): Value {
  if (kind === 'pattern') {
    try {
      compilePattern(literal);
    } catch {
      return FAILED;
    }
    return truthValue(textIn(text, { kind, pattern: literal }), text.error);
  }
  return truthValue(textIn(text, { kind: kind as 'prefix', values: [literal] }), text.error);
}

function extracted(text: TextValue, template: string): Value {
  const placeholder = PLACEHOLDER.exec(template);
  if (placeholder === null || template.split(new RegExp(PLACEHOLDER, 'g')).length !== 2) return FAILED;
  const before = template.slice(0, placeholder.index);
  const after = template.slice(placeholder.index + placeholder[0].length);
  const between = (of: Text): Text => of.kind === 'constant' ? constantText(extract(of.value, template))
    : before === '' && after === '' ? of : { kind: 'between', of, before, after };
  return mapText(text, between);
}
