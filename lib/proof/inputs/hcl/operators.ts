import { toBool, toNumber } from './types';
import { EvaluationError, firstUnknown, isUnknown, keyOf, Value, ValueSet } from './values';

/** Evaluates `-x` and `!x`. */
export function unaryOperation(operator: string, operand: Value): Value {
  if (isUnknown(operand)) return operand;
  if (operator === 'negate') {
    const number = toNumber(operand);
    return isUnknown(number) ? number : -number;
  }
  return !toBool(operand);
}

/** Evaluates a binary operator. The right side is evaluated only if the left one leaves it open. */
export function binaryOperation(operator: string, left: () => Value, right: () => Value): Value {
  switch (operator) {
    case 'logicalAnd': return logical(left, right, false);
    case 'logicalOr': return logical(left, right, true);
    case 'equal': return compared(left(), right(), true);
    case 'notEqual': return compared(left(), right(), false);
    default: return arithmetic(operator, toNumber(left()), toNumber(right()));
  }
}

function logical(left: () => Value, right: () => Value, decisive: boolean): Value {
  const one = toBool(left());
  if (one === decisive) return decisive;
  const other = toBool(right());
  if (other === decisive) return decisive;
  return isUnknown(one) ? one : isUnknown(other) ? other : !decisive;
}

function compared(left: Value, right: Value, isEqual: boolean): Value {
  const unknown = firstUnknown(left) ?? firstUnknown(right);
  if (unknown !== undefined) return unknown;
  return (keyOf(plain(left)) === keyOf(plain(right))) === isEqual;
}

/** A set equals a set only; its elements are in one order already. */
function plain(value: Value): Value {
  return value instanceof ValueSet ? ['set', ...value.values] : value;
}

function arithmetic(operator: string, left: ReturnType<typeof toNumber>, right: ReturnType<typeof toNumber>): Value {
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  switch (operator) {
    case 'add': return left + right;
    case 'subtract': return left - right;
    case 'multiply': return left * right;
    case 'divide':
      if (right === 0) throw new EvaluationError('division by zero');
      return left / right;
    case 'modulo':
      if (right === 0) throw new EvaluationError('division by zero');
      return left % right;
    case 'greaterThan': return left > right;
    case 'greaterThanOrEqual': return left >= right;
    case 'lessThan': return left < right;
    case 'lessThanOrEqual': return left <= right;
    default: throw new EvaluationError(`operator ${operator} is not known`);
  }
}
