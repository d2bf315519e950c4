import { readFileSync, statSync } from 'node:fs';
import { Expectation, parseExpectation, parseExpectations } from '../proof';

/** Reads the callers who are expected: each argument is one of them, or a file with several. Throws `InputError` if one has no known form. */
export function readExpectations(args: readonly string[]): Expectation[] {
  return args.flatMap(one => isFile(one) ? parseExpectations(readFileSync(one, 'utf8'), one) : [parseExpectation(one)]);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
