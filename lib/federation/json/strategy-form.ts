import { Form, JsonSchema, refuseType } from './form';
import { describe, InputNode, isArgument, refuseAt } from './node';
import { located } from './object-form';
import { nearest } from './suggest';
import { brandOf } from '../brand';

/** One way to write a strategy: as a bare word, or as the only key of an object with options. */
export interface Variant<T> {
  /** The public factory method, whose documentation describes the variant. */
  readonly documentedBy: string;
  /** The schema of the options; a variant without it is a bare word. */
  readonly options?: JsonSchema;
  read(options: InputNode | undefined): T;
}

/** A strategy without options. */
export function word<T>(documentedBy: string, build: () => T): Variant<T> {
  return { documentedBy, read: build };
}

/** A strategy with options. */
export function withOptions<O, T>(documentedBy: string, options: Form<O>, build: (options: O) => T): Variant<T> {
  return {
    documentedBy,
    options: options.schema,
    read: node => {
      const values = options.read(node!, documentedBy);
      return located(node!, () => build(values));
    },
  };
}

/**
 * One of several strategies: in JSON as the `toJSON` of its class writes it, in a program an instance of the class.
 *
 * @param type the public class, by which its instances are branded
 */
export function strategy<T>(type: string, variants: Readonly<Record<string, Variant<T>>>): Form<T> {
  const names = Object.keys(variants);
  const usage = names.map(name => spelling(name, variants[name])).join(' or ');
  return {
    schema: { oneOf: names.map(name => variantSchema(name, variants[name])) },
    read: (node, property) => {
      if (isArgument(node)) return requireInstance(type, variants, node, property);
      const [name, options] = nameAndOptions(node, property, usage);
      if (!Object.hasOwn(variants, name)) {
        const meant = nearest(name, names);
        refuseAt(node.position, `${property} '${name}' is unknown: ${meant ? `did you mean '${meant}'? Write` : 'write'} ${usage}`);
      }
      const variant = variants[name];
      if ((variant.options === undefined) !== (options === undefined)) {
        refuseAt(node.position,
          `${property} '${name}' ${options ? 'takes no options' : 'needs its options'}: write ${spelling(name, variant)}`);
      }
      return variant.read(options);
    },
  };
}

/** What has the JSON form of a strategy is not one: the program has the method that makes it. */
function requireInstance<T>(type: string, variants: Readonly<Record<string, Variant<T>>>, node: InputNode, property: string): T {
  if (node.kind === 'instance' && brandOf(node.value) === type) return node.value as T;
  const calls = Object.entries(variants).map(([name, variant]) => [name, call(variant)] as const);
  const [written] = node.kind === 'object' ? [...node.members.keys()] : [node.kind === 'string' ? node.value : ''];
  const meant = calls.find(([name]) => name === written)?.[1];
  return refuseType(node, property, meant ?? (calls.length > 3
    ? `a ${type}, such as ${calls[0][1]}`
    : calls.map(([, text]) => text).join(' or ')));
}

function call({ documentedBy, options }: Variant<unknown>): string {
  return `${documentedBy}(${options ? '...' : ''})`;
}

function nameAndOptions(node: InputNode, property: string, usage: string): [string, InputNode?] {
  if (node.kind === 'string') return [node.value];
  if (node.kind !== 'object') return refuseType(node, property, usage);
  const [entry, second] = node.members;
  if (!entry || second) return refuseAt(node.position, `${property} is ${describe(node)} with ${node.members.size} keys: write ${usage}`);
  return [entry[0], entry[1].value];
}

function spelling(name: string, variant: Variant<unknown>): string {
  return variant.options ? `{"${name}": {...}}` : `"${name}"`;
}

function variantSchema(name: string, variant: Variant<unknown>): JsonSchema {
  if (!variant.options) return { title: variant.documentedBy, const: name };
  return {
    title: variant.documentedBy,
    type: 'object',
    properties: { [name]: variant.options },
    required: [name],
    additionalProperties: false,
  };
}
