import { isCelList, isCelMap } from '@bufbuild/cel';
import { describeExpression, Expression } from './expression';
import { Scope, translate } from './translate';
import { undecidedValue, Value } from './value';

type Loop = Extract<Expression['exprKind'], { case: 'comprehensionExpr' }>['value'];

/** Returns what a loop such as `exists` or `all` gives: the loop over a list that is written out, step by step. */
export function translateLoop(loop: Loop, expression: Expression, scope: Scope): Value {
  const items = itemsOf(translate(loop.iterRange, scope));
  if (items === undefined || loop.iterVar2 !== '') {
    return undecidedValue(describeExpression(expression), 'the list depends on the caller');
  }
  let result = translate(loop.accuInit, scope);
  for (const item of items) {
    result = translate(loop.loopStep, { ...scope, variables: new Map([...scope.variables, [loop.iterVar, item], [loop.accuVar, result]]) });
  }
  return translate(loop.result, { ...scope, variables: new Map([...scope.variables, [loop.accuVar, result]]) });
}

/** Returns the elements of a list, or the keys of a map. @returns `undefined` if they depend on the caller */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'list') return value.items;
  if (value.kind !== 'constant') return undefined;
  if (isCelList(value.value)) return [...value.value].map(one => ({ kind: 'constant', value: one }));
  return isCelMap(value.value) ? [...value.value.keys()].map(one => ({ kind: 'constant', value: one })) : undefined;
}
