import { parseDocument, isMap as isYamlMap, isPair, isScalar, isSeq } from 'yaml';
import { HCL_PARSER, hasHclParser, HclSyntaxError, parseHclFile } from '../hcl/parser';
import { InputError } from '../input-error';
import { many } from './blocks';
import { countMembers, isObject, JsonObject, readJsonObject, readText } from '../read-json';

/** A file of a configuration, in the JSON form of the language: texts are templates. */
export interface TerraformFile {
  readonly path: string;
  readonly body: JsonObject;
  /** Source of HCL, for the lines of its blocks. @default - it is JSON */
  readonly text?: string;
}

/** Reads a file of a configuration in HCL or JSON. Throws `InputError`. */
export function readTerraformFile(path: string): TerraformFile {
  if (path.endsWith('.json')) return { path, body: withLiteralDefaults(readJsonWithDuplicates(path)) };
  const text = readText(path);
  return { path, body: parsedHcl(path, text), text };
}

/** Reads a file of variables: values by name, in which texts are templates. */
export function readVariablesFile(path: string): JsonObject {
  return path.endsWith('.json') ? escapedTemplates(readJsonObject(path)) as JsonObject : parsedHcl(path, readText(path));
}

function parsedHcl(path: string, text: string): JsonObject {
  if (!hasHclParser()) {
    throw new InputError(path, `it is HCL, and the package that parses it is not installed: run npm install --save-dev ${HCL_PARSER}, `
      + 'or pass a plan in JSON (terraform show -json PLAN)');
  }
  if (text.trim() === '') return {};
  try {
    return parseHclFile(path, text);
  } catch (error) {
    if (error instanceof HclSyntaxError) throw new InputError(path, `it is not valid HCL (${error.message})`);
    throw error;
  }
}

/** In JSON the default of a variable is a literal, not a template. */
function withLiteralDefaults(body: JsonObject): JsonObject {
  const { variable } = body;
  if (variable === undefined) return body;
  const literal = (declaration: unknown): unknown => Array.isArray(declaration) ? declaration.map(literal)
    : isObject(declaration) && 'default' in declaration ? { ...declaration, default: escapedTemplates(declaration.default) } : declaration;
  const byName = (block: unknown): unknown => Array.isArray(block) ? block.map(byName)
    : isObject(block) ? Object.fromEntries(Object.entries(block).map(([name, declaration]) => [name, literal(declaration)])) : block;
  return { ...body, variable: byName(variable) };
}

/** A literal value as templates that evaluate to it. */
export function escapedTemplates(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/([$%])\{/g, '$1$1{');
  if (Array.isArray(value)) return value.map(escapedTemplates);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, escapedTemplates(part)]));
  return value;
}

/** Terraform reads all of the properties that have one name; `JSON.parse` keeps the last. */
function readJsonWithDuplicates(path: string): JsonObject {
  const text = readText(path);
  const value = readJsonObject(path);
  if (countMembers(text) === countKeys(value)) return value;
  return plainOf(parseDocument(text, { uniqueKeys: false, schema: 'json' }).contents) as JsonObject;
}

function countKeys(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, part) => total + countKeys(part), 0);
  return isObject(value) ? Object.values(value).reduce<number>((total, part) => total + 1 + countKeys(part), 0) : 0;
}

/** A node of the document as a value in which the values of a repeated key are a list, as those of repeated blocks are. */
function plainOf(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(plainOf);
  if (!isYamlMap(node)) return undefined;
  const members = new Map<string, unknown>();
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    const [key, value] = [String(plainOf(pair.key)), plainOf(pair.value)];
    members.set(key, members.has(key) ? [...many(members.get(key)), ...many(value)] : value);
  }
  return Object.fromEntries(members);
}
