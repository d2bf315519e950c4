import { refusalOf, refuse } from './errors';

/** What AWS CDK and CDKTF leave in a string, an element of a list or a key whose value only their own engine learns. */
export const UNRESOLVED_STRING = /[$#&]\{(?:Tf)?Token\[[^\]]*\]\}/;

/** Both engines encode unresolved numbers below this value: AWS CDK from -1.8e289, CDKTF from -8.1e298. */
const LARGEST_ENCODED_NUMBER = -1e289;

/** Whether a value is (or contains) a token that only one cloud's engine can resolve. */
export function isUnresolved(value: unknown): boolean {
  if (typeof value === 'string') return UNRESOLVED_STRING.test(value);
  return typeof value === 'number' && value < LARGEST_ENCODED_NUMBER;
}

/**
 * Requires a literal string: the other cloud has to know it, and cannot resolve this cloud's token.
 */
export function requireLiteral(property: string, value: unknown): string {
  if (value === undefined || value === null) {
    throw refusalOf(property, `${property} is missing: it is required`);
  }
  if (isUnresolved(value)) {
    refuse(property, value, 'is known only at deployment',
      'the other cloud needs it at synthesis, so write the value out, or read it from the environment, a file or the CDK context');
  }
  if (typeof value !== 'string') {
    refuse(property, value, 'is not a string', 'put it in quotes');
  }
  if (value === '') {
    refuse(property, value, 'is empty', 'write its value out');
  }
  return value;
}
