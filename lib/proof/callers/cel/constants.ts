import { CelInput, isCelError, plan } from '@bufbuild/cel';
import { Expression, Parsed } from './expression';
import { FAILED, Value } from './value';
import { CEL_ENVIRONMENT } from '../../policy/cel';

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
