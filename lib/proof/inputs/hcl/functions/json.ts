import { Undetermined } from '../../../determined';
import { elementsOf, Instance, isList, isMap, isUnknown, joinedText, mapOf, sortedKeys, textOf, Value, ValueSet } from '../values';

/** A value as JSON, as `jsonencode` writes it: keys sorted, `<`, `>` and `&` escaped. Parts may not be known. */
export function jsonText(value: Value): string | Undetermined {
  if (isUnknown(value)) return joinedText(['"', value, '"']);
  if (value === null) return 'null';
  if (typeof value === 'string') return escaped(JSON.stringify(value));
  if (typeof value === 'number' || typeof value === 'boolean') return textOf(value);
  if (isList(value) || value instanceof ValueSet) return joinedText(['[', joinedText(elementsOf(value)!.map(jsonText), ','), ']']);
  const object = value instanceof Instance ? value.object() : value;
  const members = sortedKeys(object).map(key => joinedText([escaped(JSON.stringify(key)), ':', jsonText(object[key])]));
  return joinedText(['{', joinedText(members, ','), '}']);
}

/** What Go escapes in JSON, and JavaScript does not. */
function escaped(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value of JSON as one of the language. */
export function valueOfJson(json: unknown): Value {
  if (Array.isArray(json)) return json.map(valueOfJson);
  if (typeof json === 'object' && json !== null) return mapOf(Object.entries(json).map(([key, value]) => [key, valueOfJson(value)]));
  return json as Value;
}

/** A value of the language as JSON. @param unknown what to put in place of what is not known */
export function jsonOfValue(value: Value, unknown: (value: Undetermined) => unknown): unknown {
  if (isUnknown(value)) return unknown(value);
  if (value instanceof Instance) return jsonOfValue(value.object(), unknown);
  if (isList(value) || value instanceof ValueSet) return elementsOf(value)!.map(element => jsonOfValue(element, unknown));
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, jsonOfValue(element, unknown)]));
  return value;
}
