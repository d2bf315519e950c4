import { many } from './blocks';
import { Undetermined } from '../../determined';
import { evaluate, Scope } from '../hcl/evaluate';
import { announceExpressions, expressionSyntax, HclSyntaxError } from '../hcl/parser';
import { SyntaxNode } from '../hcl/syntax';
import { templateExpression } from '../hcl/template';
import { elementsOf, entriesOf, EvaluationError, isMap, isUnknown, mapOf, textOf, unknownValue, Value } from '../hcl/values';
import { isObject, JsonObject } from '../read-json';

const HAS_TEMPLATE = /[$%]\{/;
const REFERENCE = /^\$\{[a-z_][\w.-]*\}$/i;
/** Literal text around plain references, without escapes. */
const TEXT_WITH_REFERENCES = /^(?:[^$%]|[$%](?![{$%])|\$\{(?!(?:true|false|null)\})[a-z_][\w.-]*\})*$/i;

/** Whether a text of the JSON form needs the parser of HCL. Plain references do not. */
export function needsParser(text: string): boolean {
  return HAS_TEMPLATE.test(text.replace(/\$\$\{|%%\{/g, '')) && !REFERENCE.test(text) && !TEXT_WITH_REFERENCES.test(text);
}

/** Has all templates of a body parsed in one go, once one is needed. */
export function announceBody(body: unknown): void {
  announceExpressions(templatesIn(body));
}

function templatesIn(value: unknown): string[] {
  if (typeof value === 'string') return needsParser(value) ? [templateExpression(value)] : [];
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => [...templatesIn(key), ...templatesIn(part)]);
}

/** Evaluates a value of the JSON form: its texts are templates, and so are the keys of its objects. */
export function evaluateJson(value: unknown, scope: Scope): Value {
  if (typeof value === 'string') return evaluateTemplate(value, scope);
  if (Array.isArray(value)) return value.map(part => evaluateJson(part, scope));
  if (!isObject(value)) return value === undefined ? null : value as Value;
  const { dynamic, ...own } = value;
  const entries: [string, Value][] = [];
  for (const [key, part] of Object.entries(isObject(dynamic) || Array.isArray(dynamic) ? own : value)) {
    const name = HAS_TEMPLATE.test(key) ? textOf(evaluateTemplate(key, scope)) : key;
    if (isUnknown(name)) return new Undetermined(name.source, `a key of an object: ${name.reason}`, '', name.cause);
    entries.push([name, evaluateJson(part, scope)]);
  }
  return mapOf(dynamic === undefined ? entries : withDynamic(new Map(entries), dynamic, scope));
}

/** A text as a template. A text that is one expression has the type of its value. */
export function evaluateTemplate(text: string, scope: Scope): Value {
  if (!HAS_TEMPLATE.test(text)) return text;
  if (!HAS_TEMPLATE.test(text.replace(/\$\$\{|%%\{/g, ''))) return text.replace(/([$%])\1\{/g, '$1{');
  if (REFERENCE.test(text)) return evaluateReference(text.slice(2, -1), scope);
  if (TEXT_WITH_REFERENCES.test(text)) return evaluateTextWithReferences(text, scope);
  const expression = templateExpression(text);
  try {
    const bytes = Buffer.from(expression);
    return evaluate({ node: unwrapped(expressionSyntax(expression)), bytes }, scope);
  } catch (error) {
    if (error instanceof HclSyntaxError) return unknownValue(text, error.message, 'unread');
    throw error;
  }
}

/** A plain reference, without the parser: it is what AWS CDK for Terraform writes mostly. */
function evaluateReference(reference: string, scope: Scope): Value {
  if (['true', 'false', 'null'].includes(reference)) return JSON.parse(reference) as Value;
  return evaluate({ node: referenceNode(reference, 0), bytes: Buffer.from(reference) }, scope);
}

/** Plain references between literal text, without the parser: the usual form of a member. */
function evaluateTextWithReferences(text: string, scope: Scope): Value {
  let byte = 0;
  const children = text.split(/(\$\{[^}]*\})/).filter(part => part !== '').map((part): SyntaxNode => {
    const start = byte;
    byte += Buffer.byteLength(part);
    if (part.startsWith('${')) return referenceNode(part.slice(2, -1), start + 2);
    return { type: 'literalValue', children: [], range: { start: { byte: start }, end: { byte } }, meta: { value: part, type: 'string' } };
  });
  const node: SyntaxNode = { type: 'template', children, range: { start: { byte: 0 }, end: { byte } } };
  return evaluate({ node, bytes: Buffer.from(text) }, scope);
}

function referenceNode(reference: string, start: number): SyntaxNode {
  const traversal = reference.split('.').map(segment => ({ type: 'nameTraversal' as const, segment }));
  const end = start + Buffer.byteLength(reference);
  return { type: 'scopeTraversal', children: [], range: { start: { byte: start }, end: { byte: end } }, meta: { value: reference, traversal } };
}

/** The heredoc around a template adds a line feed; without it, one expression is left as it is. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  const { children } = node;
  const last = children[children.length - 1];
  if (last?.type !== 'literalValue' || !last.meta?.value?.endsWith('\n')) return node;
  const rest = last.meta.value.slice(0, -1);
  if (rest === '' && children.length === 2 && children[0].type !== 'literalValue' && !isDirective(children[0])) return children[0];
  return { ...node, children: [...children.slice(0, -1), ...rest === '' ? [] : [{ ...last, meta: { ...last.meta, value: rest } }]] };
}

/** `%{ if }` and `%{ for }` give texts, whatever is in them. */
function isDirective({ type, meta }: SyntaxNode): boolean {
  return type === 'templateJoin' || (type === 'conditional' && meta?.value?.startsWith('%{') === true);
}

/** Adds the blocks that `dynamic` blocks make to those that are written out. */
function withDynamic(entries: Map<string, Value>, dynamic: unknown, scope: Scope): Map<string, Value> {
  for (const labeled of many(dynamic).filter(isObject)) {
    for (const [label, written] of Object.entries(labeled)) {
      for (const block of many(written).filter(isObject)) {
        const own = entries.get(label);
        const before = own === undefined || own === null ? [] : Array.isArray(own) ? own as Value[] : [own];
        entries.set(label, [...before, ...dynamicBlocks(label, block, scope)]);
      }
    }
  }
  return entries;
}

/** The blocks of one `dynamic` block; one that is not known if it is not known how many there are. */
function dynamicBlocks(label: string, { for_each: forEach, iterator, content }: JsonObject, scope: Scope): Value[] {
  const over = evaluateJson(forEach, scope);
  if (isUnknown(over)) return [new Undetermined(over.source, `the blocks '${label}' depend on it: ${over.reason}`, '', over.cause)];
  const name = typeof iterator === 'string' ? iterator.replace(/^\$\{(.*)\}$/, '$1') : label;
  const entries = over === null ? [] : entriesOf(over);
  if (entries === undefined) throw new EvaluationError(`for_each of dynamic '${label}' takes a list, a set or a map`);
  return entries.map(([key, value]) => {
    const inner = { ...scope, variables: new Map([...scope.variables, [name, mapOf([['key', key], ['value', value]])]]) };
    return evaluateJson(many(content)[0] ?? {}, inner);
  });
}

/** The nested blocks of a name: objects, or one that is not known. */
export function nestedBlocks(value: Value | undefined): (Value & object)[] {
  if (value === undefined || value === null) return [];
  if (isUnknown(value) || isMap(value)) return [value as Value & object];
  return (elementsOf(value) ?? []).filter((one): one is Value & object => typeof one === 'object' && one !== null);
}
