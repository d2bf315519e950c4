import { jsonText } from './json';
import { Undetermined } from '../../../determined';
import { EvaluationError, isUnknown, joinedText, textOf, Value } from '../values';

const VERB = /%(?:%|([-+ 0#]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

/** `format`: the verbs of Go that the language takes. Parts of the arguments may not be known. */
export function formatted(format: string, args: readonly Value[]): string | Undetermined {
  const parts: (string | Undetermined)[] = [];
  let [from, next] = [0, 0];
  for (const match of format.matchAll(VERB)) {
    const [written, flags = '', width, precision, position, verb] = match;
    parts.push(format.slice(from, match.index));
    from = match.index + written.length;
    if (verb === undefined) {
      parts.push('%');
      continue;
    }
    const index = position === undefined ? next : Number(position) - 1;
    next = index + 1;
    if (index >= args.length) throw new EvaluationError(`not enough arguments for ${written}`);
    const text = verbText(verb, args[index], precision);
    parts.push(isUnknown(text) ? text : padded(text, flags, Number(width ?? 0)));
  }
  parts.push(format.slice(from));
  return joinedText(parts);
}

function verbText(verb: string, value: Value, precision: string | undefined): string | Undetermined {
  if (isUnknown(value)) return value;
  switch (verb) {
    case 's': return cut(textOf(value), precision);
    case 'q': return quoted(textOf(value));
    case 'v': return typeof value === 'object' ? value === null ? 'null' : jsonText(value) : textOf(value);
    case 'd': return Math.trunc(Number(textOf(value))).toString();
    case 'f': return Number(textOf(value)).toFixed(precision === undefined ? 6 : Number(precision));
    case 'x': return Number(textOf(value)).toString(16);
    case 'X': return Number(textOf(value)).toString(16).toUpperCase();
    case 'o': return Number(textOf(value)).toString(8);
    case 'b': return Number(textOf(value)).toString(2);
    case 't': return textOf(value);
    default: throw new EvaluationError(`the verb %${verb} is not read`);
  }
}

function cut(text: string | Undetermined, precision: string | undefined): string | Undetermined {
  return isUnknown(text) || precision === undefined ? text : [...text].slice(0, Number(precision)).join('');
}

function quoted(text: string | Undetermined): string | Undetermined {
  return isUnknown(text) ? text : JSON.stringify(text);
}

function padded(text: string, flags: string, width: number): string {
  const signed = flags.includes('+') && /^\d/.test(text) ? `+${text}` : text;
  if (flags.includes('-')) return signed.padEnd(Math.min(width, 1000));
  return flags.includes('0') ? signed.replace(/^([+-]?)(.*)$/s, (_, sign: string, digits: string) => sign + digits.padStart(width - sign.length, '0'))
    : signed.padStart(Math.min(width, 1000));
}
