import { join } from 'path';
import { Documentation, readDocumentation } from './documentation';
import { FEDERATION, KUBERNETES_FEDERATION } from '../../../../lib/federation/json';
import { JsonSchema } from '../../../../lib/federation/json/form';

const PUBLISHED = join(__dirname, '..', '..', '..', '..', 'schema');

const FOLDER = join(__dirname, '..', '..', '..', '..', 'lib', 'federation');

/** The published schemas, and where each is. */
export const SCHEMAS = [
  { file: join(PUBLISHED, 'federation.schema.json'), text: () => schemaOf(FEDERATION.schema) },
  { file: join(PUBLISHED, 'kubernetes-federation.schema.json'), text: () => schemaOf(KUBERNETES_FEDERATION.schema, ['access', 'grants']) },
] as const;

/**
 * A published JSON Schema: types, keys, patterns and defaults come from the forms that read the file, descriptions
 * from the doc comments of the public interfaces and methods that the titles name.
 */
function schemaOf(form: JsonSchema, shared: readonly string[] = []): string {
  const schema = describeSchema(form, readDocumentation(FOLDER)) as JsonSchema;
  // The default is its own. Beside `$ref` draft 7 would ignore it.
  const referring = (name: string, { description, default: value }: JsonSchema) => ({
    description, ...value !== undefined && { default: value }, allOf: [{ $ref: `federation.schema.json#/properties/${name}` }],
  });
  const properties = Object.fromEntries(Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, property]) => [
    name, shared.includes(name) ? referring(name, property) : property,
  ]));
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema, properties })}\n`;
}

type Parameters = Documentation['parameters'];

function describeSchema(schema: unknown, documentation: ReadonlyMap<string, Documentation>, outer: Parameters = new Map()): unknown {
  if (Array.isArray(schema)) return schema.map(item => describeSchema(item, documentation, outer));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { title, properties, ...others } = schema as JsonSchema;
  const own = title === undefined ? undefined : documented(documentation, String(title));
  const parameters = new Map([...outer, ...own?.parameters ?? []]);
  return {
    ...own && { title, description: own.text },
    ...Object.fromEntries(Object.entries(others).map(([keyword, value]) => [
      keyword, ['oneOf', 'items'].includes(keyword) ? describeSchema(value, documentation, parameters) : value,
    ])),
    ...properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties as JsonSchema).map(([key, value]) => [key, {
        ...describeSchema(value, documentation, parameters) as JsonSchema,
        ...describeProperty(documentation, `${title}.${key}`, parameters.get(key)),
      }])),
    },
  };
}

/** A property of an interface, a parameter of the method around it, or a key that stands for a variant described itself. */
function describeProperty(documentation: ReadonlyMap<string, Documentation>, name: string, parameter?: string): JsonSchema {
  if (name.endsWith('.$schema')) return { description: 'Where the JSON Schema of this file is, for editors.' };
  const description = documentation.get(name)?.text ?? parameter;
  return description === undefined ? {} : { description };
}

function documented(documentation: ReadonlyMap<string, Documentation>, name: string): Documentation {
  const found = documentation.get(name);
  if (!found) throw new Error(`no doc comment for '${name}': the title of a form names a public interface or method of lib/federation`);
  return found;
}
