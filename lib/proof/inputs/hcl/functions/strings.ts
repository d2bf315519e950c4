import { bounded, list, number, text } from './arguments';
import { formatted } from './format';
import type { TerraformFunction } from './index';
import { EvaluationError, mapOf, Value } from '../values';

/** Functions of texts, without those of encodings. */
export const STRINGS: Readonly<Record<string, TerraformFunction>> = {
  chomp: value => text(value).replace(/[\r\n]+$/, ''),
  endswith: (value, end) => text(value).endsWith(text(end)),
  formatlist: (format, ...args) => formatList(text(format), args),
  indent: (spaces, value) => text(value).replace(/\n/g, `\n${' '.repeat(Math.min(number(spaces), 1000))}`),
  lower: value => text(value).toLowerCase(),
  regex: (pattern, value) => regex(text(pattern), text(value)),
  regexall: (pattern, value) => bounded([...text(value).matchAll(expression(text(pattern), 'g'))].map(captured)),
  replace: (value, search, replacement) => replace(text(value), text(search), text(replacement)),
  split: (separator, value) => split(text(separator), text(value)),
  startswith: (value, start) => text(value).startsWith(text(start)),
  strcontains: (value, part) => text(value).includes(text(part)),
  strrev: value => [...text(value)].reverse().join(''),
  substr: (value, offset, length) => substr([...text(value)], number(offset), number(length)),
  title: value => text(value).replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  trim: (value, characters) => trimmed(text(value), new Set(text(characters)), true, true),
  trimprefix: (value, prefix) => text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : text(value),
  trimspace: value => text(value).trim(),
  trimsuffix: (value, suffix) => text(value).endsWith(text(suffix)) && text(suffix) !== ''
    ? text(value).slice(0, -text(suffix).length) : text(value),
  upper: value => text(value).toUpperCase(),
};

function split(separator: string, value: string): Value {
  return value === '' ? (separator === '' ? [] : ['']) : separator === '' ? [...value] : value.split(separator);
}

function substr(characters: readonly string[], offset: number, length: number): string {
  const from = offset < 0 ? characters.length + offset : offset;
  return characters.slice(from, length < 0 ? undefined : from + length).join('');
}

function trimmed(value: string, characters: ReadonlySet<string>, atStart: boolean, atEnd: boolean): string {
  const all = [...value];
  let [from, to] = [0, all.length];
  while (atStart && from < to && characters.has(all[from])) from++;
  while (atEnd && to > from && characters.has(all[to - 1])) to--;
  return all.slice(from, to).join('');
}

/** A search text between slashes is a regular expression. */
function replace(value: string, search: string, replacement: string): string {
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
    const pattern = expression(search.slice(1, -1), 'g');
    return value.replace(pattern, (...match: unknown[]) => expanded(replacement, match));
  }
  return value.split(search).join(replacement);
}

/** `$1`, `${1}` and `${name}` in a replacement. */
function expanded(replacement: string, match: readonly unknown[]): string {
  const groups = match[match.length - 1];
  const named = typeof groups === 'object' && groups !== null ? groups as Record<string, string> : {};
  return replacement.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) => {
    if (dollar !== undefined) return '$';
    const name = braced ?? bare ?? '';
    return String((/^\d+$/.test(name) ? match[Number(name)] : named[name]) ?? '');
  });
}

function regex(pattern: string, value: string): Value {
  const match = expression(pattern).exec(value);
  if (match === null) throw new EvaluationError('the pattern does not match');
  return captured(match);
}

function captured(match: RegExpMatchArray): Value {
  if (match.groups !== undefined) return mapOf(Object.entries(match.groups).map(([name, group]) => [name, group ?? null]));
  return match.length === 1 ? match[0] : match.slice(1).map(group => group ?? null);
}

/** A pattern of RE2 in JavaScript, as far as the two agree. */
function expression(pattern: string, flags = ''): RegExp {
  const [, options = '', rest] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern)!;
  if (/\\[QEACpPz]|\[\[:|\(\?[a-zA-Z]+[:)]/.test(rest.replace(/\(\?P?</g, ''))) throw new EvaluationError('the pattern is not read');
  return new RegExp(rest.replace(/\(\?P</g, '(?<'), `u${options}${flags}`);
}

function formatList(format: string, args: readonly Value[]): Value {
  const lists = args.map(argument => typeof argument === 'object' && argument !== null ? list(argument) : undefined);
  const lengths = new Set(lists.flatMap(one => one === undefined ? [] : [one.length]));
  if (lengths.size > 1) throw new EvaluationError('the lists differ in length');
  const [length = 1] = lengths;
  return Array.from({ length }, (_, index) => formatted(format, args.map((argument, at) => lists[at]?.[index] ?? argument)));
}
