import { chooseValue } from './choices';
import { Claims } from './claims';
import { EvaluateConstant } from './constants';
import { asTruth } from './conversions';
import { describeExpression, Expression, freeNames } from './expression';
import { callFunction } from './functions';
import { translateLoop } from './loops';
import { select, index } from './select';
import { FAILED, undecidedValue, Value } from './value';

/** What an expression may speak of. */
export interface Scope {
  readonly claims: Claims;
  /** Variables that are bound, such as `attribute` or that of a loop. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly evaluate: EvaluateConstant;
  /** Counts the nodes that are still allowed. */
  readonly room: { left: number };
}

/** Thrown when an expression is too large to be translated. */
export class TooLarge extends Error {
  constructor() {
    super('the expression is too large to be decided');
  }
}

/** Returns what an expression is, as a function of the caller. */
export function translate(expression: Expression | undefined, scope: Scope): Value {
  if (--scope.room.left < 0) throw new TooLarge();
  if (expression === undefined) return FAILED;
  const constant = evaluateConstant(expression, scope);
  if (constant !== undefined) return constant;
  const { exprKind: kind } = expression;
  switch (kind.case) {
    case 'identExpr': {
      if (kind.value.name === 'assertion') return { kind: 'claim', path: [] };
      return scope.variables.get(kind.value.name) ?? FAILED;
    }
    case 'selectExpr': return select(translate(kind.value.operand, scope), kind.value.field, kind.value.testOnly, scope);
    case 'listExpr': return { kind: 'list', items: kind.value.elements.map(one => translate(one, scope)) };
    case 'comprehensionExpr': return translateLoop(kind.value, expression, scope);
    case 'callExpr': {
      const { function: name, target, args } = kind.value;
      if (name === '_?_:_') return choose(args, expression, scope);
      if (name === '_[_]') return index(translate(args[0], scope), translate(args[1], scope), expression, scope);
      const values = [...target === undefined ? [] : [target], ...args].map(one => translate(one, scope));
      return callFunction(name, values, target !== undefined, expression, scope);
    }
    default: return undecidedValue(describeExpression(expression), 'it depends on the caller in a way that is not decided');
  }
}

/** What does not depend on the caller is evaluated as it is. */
function evaluateConstant(expression: Expression, { variables, evaluate }: Scope): Value | undefined {
  const bound: Record<string, unknown> = {};
  for (const name of freeNames(expression)) {
    const value = variables.get(name);
    if (value?.kind !== 'constant') return undefined;
    bound[name] = value.value;
  }
  return evaluate(expression, bound);
}

function choose(args: readonly Expression[], expression: Expression, scope: Scope): Value {
  const [condition, yes, no] = args.map(one => translate(one, scope));
  const test = asTruth(condition, scope);
  if (test === undefined) return condition.kind === 'undecided' ? condition : FAILED;
  return chooseValue(test, yes, no, describeExpression(expression), scope);
}
