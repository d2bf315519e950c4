import { isObject } from '../read-json';

const ASSIGNMENT = /^[ \t]*(?:export\s+|readonly\s+|local\s+|declare\s+(?:-\w+\s+)?|\$(?:env:)?)?([A-Za-z_]\w{0,99})\s{0,2}=\s{0,2}(?:"([^"\n]*)"|'([^'\n]*)'|([^\s;&|"'`$()]+))[ \t]*;?[ \t]*$/gm;
const ROUNDS_AT_MOST = 5;
const CHARACTERS_AT_MOST = 10_000;

/** The variables that a script sets to literals, in the manner of a shell or of PowerShell. One that is set twice is not known. */
export function shellVariables(script: string): Map<string, string> {
  const values = new Map<string, string>();
  const twice = new Set<string>();
  for (const [, name, double, single, bare] of script.matchAll(ASSIGNMENT)) {
    const value = double ?? single ?? bare ?? '';
    if (values.has(name) && values.get(name) !== value) twice.add(name);
    values.set(name, value);
  }
  twice.forEach(name => values.delete(name));
  return values;
}

/** A value with the variables in its texts replaced by what is known of them. */
export function substituted(value: unknown, variables: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return substitutedText(value, variables);
  if (Array.isArray(value)) return value.map(part => substituted(part, variables));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, substituted(part, variables)]));
  return value;
}

function substitutedText(text: string, variables: ReadonlyMap<string, string>): string {
  let result = text;
  for (let round = 0; round < ROUNDS_AT_MOST && result.includes('$') && result.length < CHARACTERS_AT_MOST; round++) {
    const next = result.replace(/\$\{(?:env:)?(\w+)\}|\$(?:env:)?([A-Za-z_]\w*)/g, (reference, braced: string | undefined, plain: string | undefined) =>
      variables.get(braced ?? plain ?? '') ?? reference);
    if (next === result) break;
    result = next;
  }
  return result;
}
