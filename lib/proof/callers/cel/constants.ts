import { CelInput, isCelError, plan } from '@bufbuild/cel';
import { Expression, Parsed } from './expression';
import { FAILED, Value } from './value';
import { CEL_ENVIRONMENT, parseCel } from '../../policy/cel';

/** Evaluates an expression that does not depend on the caller. */
export type EvaluateConstant = (expression: Expression, variables: Readonly<Record<string, unknown>>) => Value;

/** Evaluates an expression in the environment in which conditions are evaluated. */
export const evaluateInEnvironment: EvaluateConstant = (expression, variables) => {
  try {
    const value = plan(CEL_ENVIRONMENT, expression as Parsed)(variables as Record<string, CelInput>);
    return isCelError(value) ? FAILED : { kind: 'constant', value };
  } catch {
    return FAILED;
  }
};

/** Returns what a function or an operator gives for values that do not depend on the caller. */
export function callWithConstants(name: string, values: readonly unknown[], method: boolean, evaluate: EvaluateConstant): Value {
  const names = values.map((_, position) => `operand${position}`);
  const variables = Object.fromEntries(names.map((one, position) => [one, values[position]]));
  const expression = parseCel(writeCall(name, names, method)).expr;
  return expression === undefined ? FAILED : evaluate(expression, variables);
}

function writeCall(name: string, [first, ...others]: readonly string[], method: boolean): string {
  const operator = name.replace(/[@_]/g, '');
  if (name === '_[_]') return `${first}[${others.join()}]`;
  if (/^[@_]/.test(name)) return `${first} ${operator} ${others.join()}`;
  if (name.endsWith('_')) return `${operator}${first}`;
  return method ? `${first}.${name}(${others.join(', ')})` : `${name}(${[first, ...others].join(', ')})`;
}
