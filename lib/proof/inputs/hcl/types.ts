import { SyntaxNode } from './syntax';
import { elementsOf, EvaluationError, isList, isMap, mapOf, textOf, Value, ValueMap, ValueSet } from './values';
import { Undetermined } from '../../determined';

/** A type constraint of a variable. */
export type TypeConstraint =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: TypeConstraint }
  | { readonly kind: 'tuple'; readonly elements: readonly TypeConstraint[] }
  | { readonly kind: 'object'; readonly attributes: Readonly<Record<string, ObjectAttribute>> };

interface ObjectAttribute {
  readonly type: TypeConstraint;
  readonly isOptional: boolean;
  /** Evaluates to the default of an optional attribute. @default - null */
  readonly defaultNode?: SyntaxNode;
}

export const ANY: TypeConstraint = { kind: 'any' };

/** The type constraint that an expression such as `map(object({ id = string }))` describes. */
export function typeConstraint(node: SyntaxNode, bytes: Buffer): TypeConstraint {
  if (node.type === 'scopeTraversal') return keyword(node.meta?.traversal?.[0]?.segment ?? '');
  if (node.type !== 'function') return isWrapper(node) ? typeConstraint(node.children[0], bytes) : ANY;
  const { children: [argument], meta: { name } = {} } = node;
  if (argument === undefined) return ANY;
  switch (name) {
    case 'list': case 'set': case 'map': return { kind: name, element: typeConstraint(argument, bytes) };
    case 'tuple': return { kind: 'tuple', elements: argument.children.map(child => typeConstraint(child, bytes)) };
    case 'object': return { kind: 'object', attributes: attributesOf(argument, bytes) };
    default: return ANY;
  }
}

function keyword(name: string): TypeConstraint {
  switch (name) {
    case 'string': case 'number': case 'bool': return { kind: name };
    case 'list': case 'set': case 'map': return { kind: name, element: ANY };
    default: return ANY;
  }
}

/** Parentheses, and templates that are one expression. */
function isWrapper({ type, children }: SyntaxNode): boolean {
  return children.length === 1 && (type === '' || type === 'templateWrap');
}

function attributesOf({ children }: SyntaxNode, bytes: Buffer): Record<string, ObjectAttribute> {
  const attributes: Record<string, ObjectAttribute> = {};
  for (let index = 0; index + 1 < children.length; index += 2) {
    const written = children[index + 1];
    const isOptional = written.type === 'function' && written.meta?.name === 'optional';
    attributes[keyText(children[index], bytes)] = {
      type: typeConstraint(isOptional ? written.children[0] : written, bytes),
      isOptional,
      ...isOptional && written.children[1] !== undefined && { defaultNode: written.children[1] },
    };
  }
  return attributes;
}

/** The text of a key of an object that is a name, which the syntax tree only tells by its place. */
export function keyText({ range: { start, end } }: SyntaxNode, bytes: Buffer): string {
  return bytes.subarray(start.byte, end.byte).toString().replace(/^"(.*)"$/s, '$1');
}

/** Converts a value to a type, as Terraform does for variables. */
export function converted(value: Value, type: TypeConstraint, defaultOf: (node: SyntaxNode) => Value): Value {
  if (value === null || value instanceof Undetermined || type.kind === 'any') return value;
  switch (type.kind) {
    case 'string': return textOf(value);
    case 'number': return toNumber(value);
    case 'bool': return toBool(value);
    case 'list': return convertedElements(value, type.element, defaultOf);
    case 'set': return new ValueSet(convertedElements(value, type.element, defaultOf));
    case 'map': return mapOf(mapEntries(value).map(([key, element]) => [key, converted(element, type.element, defaultOf)]));
    case 'tuple': return convertedTuple(value, type.elements, defaultOf);
    case 'object': return convertedObject(value, type.attributes, defaultOf);
  }
}

function convertedElements(value: Value, element: TypeConstraint, defaultOf: (node: SyntaxNode) => Value): Value[] {
  if (!isList(value) && !(value instanceof ValueSet)) throw new EvaluationError('a list is required');
  return elementsOf(value)!.map(one => converted(one, element, defaultOf));
}

function convertedTuple(value: Value, types: readonly TypeConstraint[], defaultOf: (node: SyntaxNode) => Value): Value[] {
  const elements = isList(value) ? value : undefined;
  if (elements?.length !== types.length) throw new EvaluationError(`a tuple of ${types.length} is required`);
  return elements.map((one, index) => converted(one, types[index], defaultOf));
}

function convertedObject(
  value: Value, attributes: Readonly<Record<string, ObjectAttribute>>, defaultOf: (node: SyntaxNode) => Value,
): ValueMap {
  const given = Object.fromEntries(mapEntries(value));
  return mapOf(Object.entries(attributes).map(([name, { type, isOptional, defaultNode }]) => {
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    if (own === undefined && !isOptional) throw new EvaluationError(`attribute '${name}' is required`);
    const used = own ?? (defaultNode === undefined ? null : defaultOf(defaultNode));
    return [name, converted(used, type, defaultOf)];
  }));
}

function mapEntries(value: Value): [string, Value][] {
  if (!isMap(value)) throw new EvaluationError('a map is required');
  return Object.entries(value);
}

export function toNumber(value: Value): number | Undetermined {
  if (value instanceof Undetermined || typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*-?\d/.test(value) && Number.isFinite(Number(value))) return Number(value);
  throw new EvaluationError('a number is required');
}

export function toBool(value: Value): boolean | Undetermined {
  if (value instanceof Undetermined || typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new EvaluationError('true or false is required');
}
