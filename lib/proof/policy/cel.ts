import { celEnv, CelInput, CelMap, celMap, isCelError, parse, plan } from '@bufbuild/cel';
import { requireModestLoops, requireModestText } from './cel-cost';
import { CelError } from './cel-error';
import { findUndocumentedFunction, GOOGLE_FUNCTIONS } from './cel-functions';
import { parseShape, Shape, shaped, withTexts } from './cel-shape';

/** What an expression may speak of. */
export type CelVariables = Readonly<Record<string, CelInput>>;

/** The standard functions of the Common Expression Language, and those of Google. */
export const CEL_ENVIRONMENT: ReturnType<typeof celEnv> = celEnv({ funcs: GOOGLE_FUNCTIONS });

type Evaluate = (variables: CelVariables) => unknown;
type Parsed = ReturnType<typeof parse>;

/** What is evaluated for many identities. */
const prepared = new Map<string, Evaluate>();
/** The conditions of a thousand roles are one expression with as many names in it, and parsing takes far longer than all else. */
const shapes = new Map<string, Shape>();
const KEPT_AT_MOST = 1000;

/** An object as expressions see it, for those that are evaluated again and again: it would be converted at each of its uses. */
export function celObject(object: Readonly<Record<string, CelInput>>): CelMap {
  return celMap(new Map(Object.entries(object)));
}

/** Evaluates an expression. Throws `CelError` if it cannot be parsed or evaluated. */
export function evaluateCel(expression: string, variables: CelVariables): unknown {
  const result = prepare(expression)(variables);
  if (isCelError(result)) throw new CelError('evaluation', `expression ${abbreviated(expression)} fails: ${result.message}`);
  return result;
}

function prepare(expression: string): Evaluate {
  try {
    return kept(prepared, expression, () => {
      requireModestText(expression);
      const tree = inKnownShape(expression) ?? parsed(expression);
      const unknown = findUndocumentedFunction(tree.expr);
      if (unknown === undefined) return plan(CEL_ENVIRONMENT, tree);
      return () => {
        throw new CelError('unknown-function', `expression ${abbreviated(expression)} calls '${unknown}', which neither Google nor the language documents`);
      };
    });
  } catch (error) {
    throw new CelError('syntax', `expression ${abbreviated(expression)} cannot be parsed: ${(error as Error).message}`);
  }
}

function inKnownShape(expression: string): Parsed | undefined {
  const found = shaped(expression);
  if (found === undefined) return undefined;
  try {
    return withTexts(kept(shapes, found.shape, () => {
      const shape = parseShape(found);
      requireModestLoops(shape.parsed.expr);
      return shape;
    }), found.texts);
  } catch {
    // The message must speak of the expression as it is written.
    return undefined;
  }
}

/**
 * Parses an expression. The tree holds until another expression of the same shape is parsed.
 *
 * Throws if it is no expression, or its loops would run too long.
 */
export function parseCel(expression: string): Parsed {
  requireModestText(expression);
  return inKnownShape(expression) ?? parsed(expression);
}

function parsed(expression: string): Parsed {
  // A comment may end with the expression.
  const result = parse(`${expression}\n`);
  requireModestLoops(result.expr);
  return result;
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
