import { celEnv, CelInput, celMethod, CelScalar, isCelError, parse, plan } from '@bufbuild/cel';
import { extract } from './extract';

/** What an expression may speak of. */
export type CelVariables = Readonly<Record<string, CelInput>>;

/** The standard functions of the Common Expression Language, and Google's `extract`. */
const ENVIRONMENT = celEnv({
  funcs: [celMethod('extract', CelScalar.STRING, [CelScalar.STRING], CelScalar.STRING, function (template: string) {
    return extract(this, template);
  })],
});

type Evaluate = (variables: CelVariables) => unknown;

/** Expressions are few and are evaluated for many identities. */
const compiled = new Map<string, Evaluate>();
const COMPILED_AT_MOST = 1000;

/** Evaluates an expression; throws where it cannot be parsed or evaluated. */
export function evaluateCel(expression: string, variables: CelVariables): unknown {
  const result = compile(expression)(variables);
  if (isCelError(result)) throw new Error(`expression ${JSON.stringify(expression)} fails: ${result.message}`);
  return result;
}

function compile(expression: string): Evaluate {
  const known = compiled.get(expression);
  if (known) return known;
  if (compiled.size >= COMPILED_AT_MOST) compiled.clear();
  let evaluate: Evaluate;
  try {
    const planned = plan(ENVIRONMENT, parse(expression));
    evaluate = variables => planned({ ...variables });
  } catch (error) {
    throw new Error(`expression ${JSON.stringify(expression)} cannot be parsed: ${(error as Error).message}`);
  }
  compiled.set(expression, evaluate);
  return evaluate;
}
