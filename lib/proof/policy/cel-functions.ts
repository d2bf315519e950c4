import { celList, celMethod, CelScalar, listType, type parse } from '@bufbuild/cel';
import { extract } from './extract';

type Expression = NonNullable<ReturnType<typeof parse>['expr']>;

const { STRING, INT } = CelScalar;

/**
 * Functions that Google documents next to those of the Common Expression Language.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines
 */
export const GOOGLE_FUNCTIONS = [
  celMethod('extract', STRING, [STRING], STRING, function (template: string) {
    return extract(this, template);
  }),
  celMethod('split', STRING, [STRING], listType(STRING), function (separator: string) {
    return celList(this.split(separator));
  }),
  celMethod('split', STRING, [STRING, INT], listType(STRING), function (separator: string, limit: bigint) {
    return celList(splitAtMost(this, separator, Number(limit)));
  }),
  celMethod('lowerAscii', STRING, [], STRING, function () {
    return this.replace(/[A-Z]/g, letter => letter.toLowerCase());
  }),
  celMethod('upperAscii', STRING, [], STRING, function () {
    return this.replace(/[a-z]/g, letter => letter.toUpperCase());
  }),
];

/** The last part holds the rest; a negative limit is none. */
function splitAtMost(text: string, separator: string, limit: number): string[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit) return parts;
  return limit === 0 ? [] : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

const STANDARD = [
  'contains', 'startsWith', 'endsWith', 'matches', 'size', 'int', 'uint', 'double', 'string', 'bytes', 'bool', 'type', 'dyn', 'timestamp', 'duration',
  'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getFullYear', 'getHours', 'getMilliseconds', 'getMinutes', 'getMonth', 'getSeconds',
];
const DOCUMENTED = new Set([...STANDARD, 'extract', 'split', 'lowerAscii', 'upperAscii']);

/** Returns the name of a function that neither Google nor the language documents; `undefined` if there is none. */
export function findUndocumentedFunction(expression: Expression | undefined): string | undefined {
  return functionsOf(expression).find(name => /^[A-Za-z]/.test(name) && !DOCUMENTED.has(name));
}

function functionsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const called = 'function' in node && typeof node.function === 'string' ? [node.function] : [];
  return [...called, ...Object.values(node).flatMap(functionsOf)];
}
