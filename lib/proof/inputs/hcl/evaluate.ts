import { binaryOperation, unaryOperation } from './operators';
import { indexOfStep, SyntaxNode } from './syntax';
import { literalText, TemplateSource, templateSource } from './template';
import { keyText, toBool } from './types';
import {
  elementsOf, entriesOf, EvaluationError, firstUnknown, Instance, isList, isMap, isUnknown, joinedText, mapOf, textOf, unknownValue, Value,
  ValueSet, keyOf, compareTexts,
} from './values';
import { Undetermined } from '../../determined';

/** What names mean where an expression is evaluated. */
export interface Scope {
  /** The value of a name such as `var` or `local`, or of a type of resources; `undefined` if there is no such name. */
  readonly root: (name: string, source: string) => Value | undefined;
  readonly call: (name: string, args: readonly Value[], source: string) => Value;
  /** Variables of `for` expressions and iterators. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly budget: Budget;
}

/** What one evaluation may take: configurations come from others. */
export interface Budget {
  steps: number;
  depth: number;
}

export const STEPS_AT_MOST = 2_000_000;
const DEPTH_AT_MOST = 300;
const ELEMENTS_AT_MOST = 100_000;

/** No name of the language: what the path of a splat expression begins with. */
const ELEMENT_OF_SPLAT = '*';

/** An expression with its source. */
export interface Expression {
  readonly node: SyntaxNode;
  readonly bytes: Buffer;
}

/** Evaluates an expression. What only an engine or a cloud can know is `Undetermined`; throws `EvaluationError`. */
export function evaluate({ node, bytes }: Expression, scope: Scope): Value {
  return new Evaluation(bytes).value(node, scope);
}

class Evaluation {
  constructor(private readonly bytes: Buffer) {}

  value(node: SyntaxNode, scope: Scope, outer?: TemplateSource): Value {
    const { budget } = scope;
    if (++budget.steps > STEPS_AT_MOST) return unknownValue('the configuration', 'it takes too long to evaluate', 'limit');
    if (budget.depth > DEPTH_AT_MOST) return unknownValue(this.source(node), 'it is nested too deep', 'limit');
    budget.depth++;
    try {
      return this.dispatch(node, scope, outer);
    } finally {
      budget.depth--;
    }
  }

  private dispatch(node: SyntaxNode, scope: Scope, outer: TemplateSource | undefined): Value {
    const { children, meta } = node;
    switch (node.type) {
      case 'literalValue': return literalOf(node);
      case 'templateWrap': return this.value(children[0], scope);
      case 'template': return this.template(node, scope, outer);
      case 'templateJoin': return this.joined(node, scope, outer);
      case 'scopeTraversal': return this.traversal(node, scope);
      case 'relativeTraversal': return this.steps(this.value(children[0], scope), node);
      case 'index': return elementAt(this.value(children[0], scope), this.value(children[1], scope), this.source(node));
      case 'splat': return this.splat(node, scope);
      case 'tuple': return children.map(child => this.value(child, scope));
      case 'object': return this.object(node, scope);
      case 'function': return this.call(node, scope);
      case 'conditional': return this.conditional(node, scope, outer);
      case 'for': return this.forExpression(node, scope, outer);
      case 'unaryOp': return unaryOperation(meta?.operator ?? '', this.value(children[0], scope));
      case 'binaryOp': return binaryOperation(meta?.operator ?? '', () => this.value(children[0], scope), () => this.value(children[1], scope));
      case '': return children.length === 1 ? this.value(children[0], scope)
        : scope.variables.get(ELEMENT_OF_SPLAT) ?? unknownValue(this.source(node), 'its form is not read', 'unread');
      default: return unknownValue(this.source(node), `expressions of kind ${node.type} are not read`, 'unread');
    }
  }

  private source({ meta, range }: SyntaxNode): string {
    return meta?.value ?? this.bytes.subarray(range.start.byte, range.end.byte).toString();
  }

  private template(node: SyntaxNode, scope: Scope, outer: TemplateSource | undefined): Value {
    const source = templateSource(node, this.bytes, outer);
    return joinedText(node.children.map(child => child.type === 'literalValue' && child.meta?.type === 'string'
      ? literalText(child, source) : textOf(this.value(child, scope, source))));
  }

  /** `%{ for }` of a template: the texts of all rounds. */
  private joined({ children }: SyntaxNode, scope: Scope, outer: TemplateSource | undefined): Value {
    const rounds = this.value(children[0], scope, outer);
    return isUnknown(rounds) ? rounds : joinedText(elementsOf(rounds)!.map(textOf));
  }

  private traversal(node: SyntaxNode, scope: Scope): Value {
    const [{ segment }, ...steps] = node.meta!.traversal!;
    const own = scope.variables.get(segment);
    if (own !== undefined) return followed(own, steps, this.source(node));
    const root = scope.root(segment, this.source(node));
    if (root === undefined) return unknownValue(this.source(node), `nothing in the configuration is called '${segment}'`, 'invalid');
    return followed(root, steps, this.source(node));
  }

  private steps(value: Value, node: SyntaxNode): Value {
    return followed(value, node.meta!.traversal!, this.source(node));
  }

  /** `x[*].a` for each element; a value that is no list is a list of one, and null an empty list. */
  private splat({ children: [from, each] }: SyntaxNode, scope: Scope): Value {
    const value = this.value(from, scope);
    if (isUnknown(value)) return value;
    const all = value === null ? [] : isList(value) || value instanceof ValueSet ? elementsOf(value)! : [value];
    return all.map(element => this.value(each, { ...scope, variables: new Map([...scope.variables, [ELEMENT_OF_SPLAT, element]]) }));
  }

  private object({ children }: SyntaxNode, scope: Scope): Value {
    const entries: [string, Value][] = [];
    for (let index = 0; index + 1 < children.length; index += 2) {
      const key = this.key(children[index], scope);
      if (isUnknown(key)) return new Undetermined(key.source, `a key of an object: ${key.reason}`, '', key.cause);
      entries.push([key, this.value(children[index + 1], scope)]);
    }
    return mapOf(entries);
  }

  /** A name is a key as it is; in parentheses, and in quotes, it is an expression. */
  private key(node: SyntaxNode, scope: Scope): string | Undetermined {
    const [inner] = node.children;
    if (inner === undefined || inner.type === 'scopeTraversal') return keyText(node, this.bytes);
    return textOf(this.value(inner, scope));
  }

  private call(node: SyntaxNode, scope: Scope): Value {
    const { name = '', expandedFinalArgument } = node.meta!;
    if (name === 'try' || name === 'can') return this.tried(name, node, scope);
    const args = node.children.map(child => this.value(child, scope));
    if (expandedFinalArgument === true) {
      const last = args.pop()!;
      if (isUnknown(last)) return last;
      args.push(...elementsOf(last) ?? []);
    }
    return scope.call(name, args, this.source(node));
  }

  private tried(name: string, node: SyntaxNode, scope: Scope): Value {
    for (const child of node.children) {
      try {
        const value = this.value(child, scope);
        if (name === 'try') return value;
        return firstUnknown(value) ?? true;
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
      }
    }
    if (name === 'can') return false;
    throw new EvaluationError('no argument of try can be evaluated');
  }

  /** Both results are compared if the condition is not known: they may be one. */
  private conditional({ children: [condition, yes, no] }: SyntaxNode, scope: Scope, outer: TemplateSource | undefined): Value {
    const decided = toBool(this.value(condition, scope));
    if (!isUnknown(decided)) return this.value(decided ? yes : no, scope, outer);
    const [one, other] = [yes, no].map(branch => this.attempt(branch, scope, outer));
    return one !== undefined && other !== undefined && firstUnknown(one) === undefined && keyOf(one) === keyOf(other) ? one
      : new Undetermined(decided.source, decided.reason, '', decided.cause);
  }

  private attempt(node: SyntaxNode, scope: Scope, outer: TemplateSource | undefined): Value | undefined {
    try {
      return this.value(node, scope, outer);
    } catch {
      return undefined;
    }
  }

  private forExpression(node: SyntaxNode, scope: Scope, outer: TemplateSource | undefined): Value {
    const { keyVar = '', valVar = '', keyExpression, conditionalExpression, groupedValue } = node.meta!;
    const [collection, ...rest] = node.children;
    const over = this.value(collection, scope);
    if (isUnknown(over)) return over;
    const entries = entriesOf(over);
    if (entries === undefined) throw new EvaluationError('a for expression takes a list, a set or a map');
    if (entries.length > ELEMENTS_AT_MOST) return unknownValue(this.source(node), `it has more than ${ELEMENTS_AT_MOST} elements`, 'limit');
    const isObject = keyExpression !== undefined && keyExpression !== '';
    const value = rest[isObject ? 1 : 0];
    const condition = conditionalExpression ? rest[isObject ? 2 : 1] : undefined;
    const results: [string, Value][] = [];
    for (const [key, element] of entries) {
      const inner = { ...scope, variables: new Map([...scope.variables, ...keyVar === '' ? [] : [[keyVar, key] as const], [valVar, element] as const]) };
      const isKept = condition === undefined ? true : toBool(this.value(condition, inner));
      if (isUnknown(isKept)) return new Undetermined(isKept.source, isKept.reason, '', isKept.cause);
      if (!isKept) continue;
      const name = isObject ? textOf(this.value(rest[0], inner)) : '';
      if (isUnknown(name)) return new Undetermined(name.source, name.reason, '', name.cause);
      results.push([name, this.value(value, inner, outer)]);
    }
    return isObject ? grouped(results, groupedValue === true) : results.map(([, result]) => result);
  }
}

function grouped(results: readonly (readonly [string, Value])[], isGrouped: boolean): Value {
  if (!isGrouped) {
    const names = new Set(results.map(([name]) => name));
    if (names.size < results.length) throw new EvaluationError('two elements of a for expression have one key');
    return mapOf([...results].sort(([one], [other]) => compareTexts(one, other)));
  }
  const groups = new Map<string, Value[]>();
  for (const [name, value] of results) groups.set(name, [...groups.get(name) ?? [], value]);
  return mapOf(groups);
}

function literalOf({ meta }: SyntaxNode): Value {
  const { type, value = '' } = meta!;
  if (type === 'number') return Number(value);
  if (type === 'bool') return value === 'true';
  return type === 'string' ? value : null;
}

/** Follows a path into a value. */
export function followed(value: Value, steps: readonly { readonly type: string; readonly segment: string }[], source: string): Value {
  let found = value;
  for (const step of steps) {
    const index = step.type === 'indexTraversal' ? indexOfStep(step as Parameters<typeof indexOfStep>[0]) : step.segment;
    found = elementAt(found, index, source);
  }
  return found;
}

/** An element of a list or map, or an attribute. */
export function elementAt(value: Value, index: Value, source: string): Value {
  if (isUnknown(value)) return value.source === source ? value : new Undetermined(source || value.source, value.reason, '', value.cause);
  if (isUnknown(index)) return new Undetermined(index.source, index.reason, '', index.cause);
  if (value instanceof Instance) return value.attribute(String(index));
  if (isList(value)) {
    const element = value[Number(index)];
    if (element === undefined) throw new EvaluationError(`${source} has no element ${String(index)}`);
    return element;
  }
  if (isMap(value) && Object.hasOwn(value, String(index))) return value[String(index)];
  throw new EvaluationError(`${source} has no element ${String(index)}`);
}
