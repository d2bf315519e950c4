import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Presence = 'required' | 'optional';
type Argument = Presence | { readonly presence: Presence; readonly block: Arguments };

interface Arguments {
  readonly [name: string]: Argument;
}

type Block = Readonly<Record<string, unknown>>;

/** Terraform's own arguments, which every resource or data source takes. */
const META_ARGUMENTS = ['//', 'alias', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider'];

/** What a version of the Google provider takes, written by tools/google-provider-schema.ts. */
const { types } = JSON.parse(readFileSync(join(__dirname, '../fixtures/google-provider/8.7.0.json'), 'utf8')) as { types: Record<string, Arguments> };

/** Returns what version 8.7.0 of the Google provider would refuse in a Terraform configuration in JSON; nothing if it takes all. */
export function refusedArguments(configuration: Block): string[] {
  const { resource = {}, data = {}, provider = {}, check = {} } = configuration as Record<string, Record<string, Record<string, Block>>>;
  const elements = [
    ...elementsOf(resource, type => type),
    ...elementsOf(data, type => `data.${type}`),
    ...Object.values(check).flatMap(({ data: nested }) => elementsOf(nested as never ?? {}, type => `data.${type}`)),
    ...asArray(provider.google).map(block => ['provider', block as Block] as const),
  ];
  return elements.filter(([type]) => !/^(?:data\.)?terraform_data$/.test(type)).flatMap(([type, block]) => types[type] === undefined
    ? [`${type} is unknown`]
    : refusedIn(type, types[type], block));
}

function elementsOf(
  byType: Readonly<Record<string, Readonly<Record<string, Block>>>>, name: (type: string) => string,
): Array<readonly [string, Block]> {
  return Object.entries(byType).flatMap(([type, named]) => Object.values(named).map(block => [name(type), block] as const));
}

function refusedIn(path: string, takes: Arguments, block: Block): string[] {
  const written = Object.entries(block).filter(([name]) => !META_ARGUMENTS.includes(name));
  const missing = Object.entries(takes).filter(([name, argument]) => block[name] === undefined && presenceOf(argument) === 'required');
  return [
    ...missing.map(([name]) => `${path}.${name} is missing`),
    ...written.flatMap(([name, value]) => {
      const argument = takes[name];
      if (argument === undefined) return [`${path}.${name} is unknown`];
      return typeof argument === 'string' ? [] : asArray(value).flatMap(nested => refusedIn(`${path}.${name}`, argument.block, nested as Block));
    }),
  ];
}

function presenceOf(argument: Argument): Presence {
  return typeof argument === 'string' ? argument : argument.presence;
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
