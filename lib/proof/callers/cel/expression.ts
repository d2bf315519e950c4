import { parse, plan } from '@bufbuild/cel';

/** Node of a parsed expression. */
export type Expression = NonNullable<ReturnType<typeof parse>['expr']>;

type Parsed = Parameters<typeof plan>[1];

/** Names that an expression takes from its surroundings. */
export function freeNames(expression: Expression | undefined): Set<string> {
  const names = new Set<string>();
  collectNames(expression, names);
  return names;
}

function collectNames(expression: Expression | undefined, names: Set<string>): void {
  const kind = expression?.exprKind;
  switch (kind?.case) {
    case 'identExpr': names.add(kind.value.name); break;
    case 'selectExpr': collectNames(kind.value.operand, names); break;
    case 'callExpr': [kind.value.target, ...kind.value.args].forEach(one => collectNames(one, names)); break;
    case 'listExpr': kind.value.elements.forEach(one => collectNames(one, names)); break;
    case 'structExpr':
      for (const { keyKind, value } of kind.value.entries) {
        if (keyKind.case === 'mapKey') collectNames(keyKind.value, names);
        collectNames(value, names);
      }
      break;
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result, iterVar, iterVar2, accuVar } = kind.value;
      const inner = new Set<string>();
      [loopCondition, loopStep, result].forEach(one => collectNames(one, inner));
      [iterVar, iterVar2, accuVar].forEach(name => inner.delete(name));
      inner.forEach(name => names.add(name));
      [iterRange, accuInit].forEach(one => collectNames(one, names));
      break;
    }
    default:
  }
}

/** Returns an expression in words for a reason: its source is not kept by the parser. */
export function describeExpression(expression: Expression | undefined): string {
  const kind = expression?.exprKind;
  switch (kind?.case) {
    case 'identExpr': return kind.value.name.replace(/^@.*/, 'a loop');
    case 'selectExpr': return `${describeExpression(kind.value.operand)}.${kind.value.field}`;
    case 'constExpr': {
      const { value } = kind.value.constantKind;
      return typeof value === 'string' ? `'${value}'` : String(value);
    }
    case 'listExpr': return `[${kind.value.elements.map(describeExpression).join(', ')}]`;
    case 'callExpr': return describeCall(kind.value.function, kind.value.target, kind.value.args);
    case 'comprehensionExpr': return `a loop over ${describeExpression(kind.value.iterRange)}`;
    default: return 'a value';
  }
}

function describeCall(name: string, target: Expression | undefined, args: readonly Expression[]): string {
  const written = args.map(describeExpression);
  const operator = /^_?(!?[^_\w]+|@in)_?$/.exec(name)?.[1] ?? /^_(.+)_$/.exec(name)?.[1];
  if (name === '_[_]') return `${written[0]}[${written[1]}]`;
  if (name === '_?_:_') return `${written[0]} ? ${written[1]} : ${written[2]}`;
  if (operator !== undefined && written.length === 2) return `${written[0]} ${operator.replace('@', '')} ${written[1]}`;
  if (operator !== undefined && written.length === 1) return `${operator}${written[0]}`;
  return `${target === undefined ? '' : `${describeExpression(target)}.`}${name}(${written.join(', ')})`;
}

export type { Parsed };
