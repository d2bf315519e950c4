import type { TemplateValues } from './template-values';
import { Determined, isDetermined, mapDetermined, Undetermined } from '../../determined';
import { isObject } from '../read-json';

const DEPTH_AT_MOST = 20;

/** Evaluates a condition of a template: `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and references to others. */
export function conditionValue(values: TemplateValues, written: unknown, depth = 0): Determined<boolean> {
  if (typeof written === 'boolean') return written;
  if (!isObject(written) || depth > DEPTH_AT_MOST) return new Undetermined('the condition', 'it is not a condition', '', 'invalid');
  const [[name, argument] = ['', undefined]] = Object.entries(written);
  const parts = Array.isArray(argument) ? argument as unknown[] : [];
  switch (name) {
    case 'Condition': return values.condition(String(argument));
    case 'Fn::Equals': {
      const [one, other] = parts.map(part => values.text(part));
      return mapDetermined(one, left => mapDetermined(other, right => left === right));
    }
    case 'Fn::Not': return mapDetermined(conditionValue(values, parts[0], depth + 1), holds => !holds);
    case 'Fn::And': return combined(parts.map(part => conditionValue(values, part, depth + 1)), false);
    case 'Fn::Or': return combined(parts.map(part => conditionValue(values, part, depth + 1)), true);
    default: return new Undetermined(name, 'it is not a condition', '', 'invalid');
  }
}

function combined(parts: readonly Determined<boolean>[], decisive: boolean): Determined<boolean> {
  if (parts.includes(decisive)) return decisive;
  return parts.find(part => !isDetermined(part)) ?? !decisive;
}
