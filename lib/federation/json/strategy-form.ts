import { Form, JsonSchema, refuseType } from './form';
import { describe, JsonNode, refuseAt } from './node';
import { located } from './object-form';
import { nearest } from './suggest';

/** One way to write a strategy: as a bare word, or as the only key of an object with options. */
export interface Variant<T> {
  /** The public factory method, whose documentation describes the variant. */
  readonly documentedBy: string;
  /** The schema of the options; a variant without it is a bare word. */
  readonly options?: JsonSchema;
  read(options: JsonNode | undefined): T;
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

/** One of several strategies, as the `toJSON` of its class writes it. */
export function strategy<T>(variants: Readonly<Record<string, Variant<T>>>): Form<T> {
  const names = Object.keys(variants);
  const usage = names.map(name => spelling(name, variants[name])).join(' or ');
  return {
    schema: { oneOf: names.map(name => variantSchema(name, variants[name])) },
    read: (node, property) => {
      const [name, options] = nameAndOptions(node, property, usage);
      if (!Object.hasOwn(variants, name)) {
        const meant = nearest(name, names);
        refuseAt(node.position, `${property} '${name}' is unknown: ${meant ? `did you mean '${meant}'? Write` : 'write'} ${usage}`);
      }
      const variant = variants[name];
      if ((variant.options === undefined) !== (options === undefined)) {
        refuseAt(node.position, `${property} '${name}' ${options ? 'takes no options' : 'needs its options'}: write ${spelling(name, variant)}`);
      }
      return variant.read(options);
    },
  };
}

function nameAndOptions(node: JsonNode, property: string, usage: string): [string, JsonNode?] {
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
