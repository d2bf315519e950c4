import { celEnv, CelInput, celMethod, CelScalar, isCelError, parse, plan } from '@bufbuild/cel';
import { requireModestLoops, requireModestText } from './cel-cost';
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
  if (isCelError(result)) throw new Error(`expression ${abbreviated(expression)} fails: ${result.message}`);
  return result;
}

function compile(expression: string): Evaluate {
  const known = compiled.get(expression);
  if (known) return known;
  if (compiled.size >= COMPILED_AT_MOST) compiled.clear();
  let evaluate: Evaluate;
  try {
    requireModestText(expression);
    const parsed = parse(expression);
    if (parsed.expr) requireModestLoops(parsed.expr);
    const planned = plan(ENVIRONMENT, parsed);
    evaluate = variables => planned({ ...variables });
  } catch (error) {
    throw new Error(`expression ${abbreviated(expression)} cannot be parsed: ${(error as Error).message}`);
  }
  compiled.set(expression, evaluate);
  return evaluate;
}

function abbreviated(expression: string): string {
  return JSON.stringify(expression.length > 300 ? `${expression.slice(0, 300)}...` : expression);
}
