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

/** Expressions are few, but for the literals in them, and are evaluated for many identities. */
const prepared = new Map<string, Prepared>();
const compiled = new Map<string, Evaluate>();
const KEPT_AT_MOST = 1000;

/** Evaluates an expression; throws where it cannot be parsed or evaluated. */
export function evaluateCel(expression: string, variables: CelVariables): unknown {
  const { evaluate, literals } = prepare(expression);
  const result = evaluate(literals === undefined ? variables : { ...variables, ...literals });
  if (isCelError(result)) throw new Error(`expression ${abbreviated(expression)} fails: ${result.message}`);
  return result;
}

interface Prepared {
  readonly evaluate: Evaluate;
  /** @default - none stands apart */
  readonly literals?: CelVariables;
}

function prepare(expression: string): Prepared {
  try {
    return kept(prepared, expression, () => {
      requireModestText(expression);
      return withLiteralsApart(expression) ?? { evaluate: compile(expression) };
    });
  } catch (error) {
    throw new Error(`expression ${abbreviated(expression)} cannot be parsed: ${(error as Error).message}`);
  }
}

const PLAIN_LITERAL = /"([^"\n]*)"|'([^'\n]*)'/g;
/** Where a quotation mark may not begin a literal, or its text is not its value; and names that ours could collide with. */
const NOT_PLAIN = /\\|\/\/|"""|'''|[A-Za-z0-9_]["']|\bliteral_/;

/**
 * The conditions of a thousand roles are one expression with as many names in it, and parsing takes far longer than
 * evaluating: so the literals become variables. `undefined` where that is not safe.
 */
function withLiteralsApart(expression: string): Prepared | undefined {
  if (NOT_PLAIN.test(expression.replace(PLAIN_LITERAL, literal => literal.replace(/[^\\"']/g, '')))) return undefined;
  const literals: Record<string, string> = {};
  const shape = expression.replace(PLAIN_LITERAL, (_, double?: string, single?: string) => {
    const name = `literal_${Object.keys(literals).length}`;
    literals[name] = double ?? single ?? '';
    return ` ${name} `;
  });
  try {
    return { evaluate: compile(shape), literals: shape === expression ? undefined : literals };
  } catch {
    // The message must speak of the expression as it is written.
    return undefined;
  }
}

function compile(expression: string): Evaluate {
  return kept(compiled, expression, () => {
    const parsed = parse(expression);
    if (parsed.expr) requireModestLoops(parsed.expr);
    return plan(ENVIRONMENT, parsed);
  });
}

function kept<T>(values: Map<string, T>, expression: string, make: () => T): T {
  const known = values.get(expression);
  if (known !== undefined) return known;
  const made = make();
  if (values.size >= KEPT_AT_MOST) values.clear();
  values.set(expression, made);
  return made;
}

function abbreviated(expression: string): string {
  return JSON.stringify(expression.length > 300 ? `${expression.slice(0, 300)}...` : expression);
}
