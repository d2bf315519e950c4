import type { parse } from '@bufbuild/cel';

type Expression = NonNullable<ReturnType<typeof parse>['expr']>;

/** Bounds of what is evaluated: far above what Google takes, far below what hangs. */
const CHARACTERS_AT_MOST = 16_384;
const NESTING_AT_MOST = 250;
const EVALUATIONS_AT_MOST = 200_000;
/** Elements that a list is taken to have where the expression does not spell them out. */
const ELEMENTS_ASSUMED = 300;

/** Refuses a text that is too long, or nested too deeply, to be an expression of Google. Throws. */
export function requireModestText(expression: string): void {
  if (expression.length > CHARACTERS_AT_MOST) throw new Error(`it has ${expression.length} characters, more than ${CHARACTERS_AT_MOST} are not evaluated`);
  let depth = 0;
  for (const character of expression) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (depth > NESTING_AT_MOST) throw new Error(`it is nested more than ${NESTING_AT_MOST} levels deep`);
  }
}

/** Refuses an expression whose loops, such as `all` within `all`, would run too long. Throws. */
export function requireModestLoops(expression: Expression | undefined): void {
  if (cost(expression) > EVALUATIONS_AT_MOST) throw new Error(`its loops take more than ${EVALUATIONS_AT_MOST} evaluations`);
}

function cost(expression: Expression | undefined): number {
  const kind = expression?.exprKind;
  switch (kind?.case) {
    case 'callExpr': return 1 + cost(kind.value.target) + sum(kind.value.args);
    case 'selectExpr': return 1 + cost(kind.value.operand);
    case 'listExpr': return 1 + sum(kind.value.elements);
    case 'structExpr': return 1 + sum(kind.value.entries.flatMap(({ keyKind, value }) => [keyKind.case === 'mapKey' ? keyKind.value : undefined, value]));
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
      return cost(iterRange) + cost(accuInit) + elements(iterRange) * (cost(loopCondition) + cost(loopStep)) + cost(result);
    }
    default: return 1;
  }
}

function sum(expressions: readonly (Expression | undefined)[]): number {
  return expressions.reduce((total, expression) => total + cost(expression), 0);
}

function elements(range: Expression | undefined): number {
  return range?.exprKind.case === 'listExpr' ? range.exprKind.value.elements.length : ELEMENTS_ASSUMED;
}
