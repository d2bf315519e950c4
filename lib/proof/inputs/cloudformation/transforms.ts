import { ReadContext } from './read-context';
import { isObject, JsonObject } from '../read-json';

const ELEMENTS_AT_MOST = 5_000;
const LOOP = /^Fn::ForEach::/;
const KNOWN = new Set(['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions']);

/** A template in which what transforms make of it is written out. What is made elsewhere is reported. */
export function transformed(file: string, content: JsonObject, context: ReadContext): JsonObject {
  const transforms = [content.Transform].flat().filter(one => one !== undefined && one !== null);
  for (const transform of transforms) {
    const name = isObject(transform) ? String(transform.Name) : String(transform);
    if (!KNOWN.has(name)) reportTransform(file, name, undefined, context);
  }
  const names = new Set(transforms.map(one => isObject(one) ? String(one.Name) : String(one)));
  refuseWithout(names, file, content, context);
  const looped = JSON.stringify(content).includes('"Fn::ForEach::') ? withLoops(file, content, context) : content;
  reportIncludes(file, looped, context);
  return transforms.some(one => String(one).startsWith('AWS::Serverless')) ? withGlobals(looped) : looped;
}

/** What CloudFormation refuses because the transform that it needs is not declared. A macro may add what it likes. */
function refuseWithout(transforms: ReadonlySet<string>, file: string, content: JsonObject, context: ReadContext): void {
  if ([...transforms].some(name => !KNOWN.has(name))) return;
  const refuse = (what: string, needed: string) => transforms.has(needed) || context.reportRefused(file, `${what} needs Transform: ${needed}`);
  if (/"Fn::ForEach::/.test(JSON.stringify(content))) refuse('Fn::ForEach', 'AWS::LanguageExtensions');
  const resources = isObject(content.Resources) ? Object.values(content.Resources).filter(isObject) : [];
  const serverless = resources.find(({ Type: type }) => typeof type === 'string' && type.startsWith('AWS::Serverless::'));
  if (serverless !== undefined) refuse(String(serverless.Type), 'AWS::Serverless-2016-10-31');
}

function reportTransform(file: string, name: string, address: string | undefined, context: ReadContext): void {
  const included = name === 'AWS::Include';
  context.reportUnread('elsewhere', { file, ...address !== undefined && { address } }, `transform ${name}`,
    included ? 'AWS::Include adds a file that is not in the template' : 'what the macro makes of the template is known only to CloudFormation',
    'Pass the processed template: aws cloudformation get-template --template-stage Processed --stack-name NAME.');
}

/** `Fn::Transform` in resources and their properties. */
function reportIncludes(file: string, { Resources: resources }: JsonObject, context: ReadContext): void {
  if (!isObject(resources) || !JSON.stringify(resources).includes('"Fn::Transform"')) return;
  for (const [id, resource] of Object.entries(resources)) {
    const named = id === 'Fn::Transform' ? resource : transformIn(resource);
    for (const one of [named].flat().filter(isObject)) reportTransform(file, String(one.Name), id === 'Fn::Transform' ? undefined : id, context);
  }
}

function transformIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(transformIn).find(found => found !== undefined);
  if (!isObject(value)) return undefined;
  return value['Fn::Transform'] ?? Object.values(value).map(transformIn).find(found => found !== undefined);
}

/** Writes `Fn::ForEach` out, in resources, outputs and properties alike. */
function withLoops(file: string, content: JsonObject, context: ReadContext): JsonObject {
  let made = 0;
  const expand = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(expand);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, part]): (readonly [string, unknown])[] => {
      if (!LOOP.test(key)) return [[key, expand(part)]];
      const elements = Array.isArray(part) ? elementsOf(content, part[1], context) : undefined;
      if (!Array.isArray(part) || elements === undefined || !isObject(part[2])) {
        context.reportUnread('unknown-value', { file, address: key }, key, 'its collection is known only at deployment', 'Pass the parameter by --parameter NAME=VALUE.');
        return [];
      }
      made += elements.length;
      if (made > ELEMENTS_AT_MOST) {
        context.reportUnread('limit', { file, address: key }, key, `it makes more than ${ELEMENTS_AT_MOST} elements`, 'Split the template.');
        return [];
      }
      return elements.flatMap(element => Object.entries(expand(substituted(part[2], String(part[0]), element)) as object));
    }));
  };
  return expand(content) as JsonObject;
}

/** A list of texts, or a parameter that is one. */
function elementsOf({ Parameters: parameters, Mappings: mappings }: JsonObject, collection: unknown, { options }: ReadContext): string[] | undefined {
  if (Array.isArray(collection)) return collection.every(one => typeof one === 'string') ? collection : undefined;
  if (!isObject(collection)) return undefined;
  if (typeof collection.Ref === 'string') {
    const declared = isObject(parameters) ? parameters[collection.Ref] : undefined;
    const value = options.parameters?.[collection.Ref] ?? (isObject(declared) ? declared.Default : undefined);
    return typeof value === 'string' ? value.split(',').map(one => one.trim()) : undefined;
  }
  const path: unknown = collection['Fn::FindInMap'];
  let found: unknown = mappings;
  for (const key of Array.isArray(path) ? path.slice(0, 3) as unknown[] : ['']) found = isObject(found) && typeof key === 'string' ? found[key] : undefined;
  return Array.isArray(found) ? found.map(String) : undefined;
}

/** Puts an element in the places of the loop's identifier. */
function substituted(value: unknown, identifier: string, element: string): unknown {
  const text = (written: string) => written.split(`\${${identifier}}`).join(element).split(`&{${identifier}}`).join(element.replace(/[^A-Za-z0-9]/g, ''));
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map(part => substituted(part, identifier, element));
  if (!isObject(value)) return value;
  if (value.Ref === identifier && Object.keys(value).length === 1) return element;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [text(key), substituted(part, identifier, element)]));
}

/** The `Globals` of SAM in each resource of their kind. */
function withGlobals(content: JsonObject): JsonObject {
  const { Globals: globals, Resources: resources } = content;
  const common = isObject(globals) && isObject(globals.Function) ? globals.Function : undefined;
  if (common === undefined || !isObject(resources)) return content;
  return {
    ...content,
    Resources: Object.fromEntries(Object.entries(resources).map(([id, resource]) => [
      id, isObject(resource) && resource.Type === 'AWS::Serverless::Function' ? { ...resource, Properties: mergedInto(common, resource.Properties) } : resource,
    ])),
  };
}

/** Maps are merged, lists are joined, and of other values the function's own counts. */
function mergedInto(common: unknown, own: unknown): unknown {
  if (own === undefined) return common;
  if (Array.isArray(common) && Array.isArray(own)) return [...common as unknown[], ...own as unknown[]];
  if (!isObject(common) || !isObject(own) || isFunction(own) || isFunction(common)) return own;
  const keys = new Set([...Object.keys(common), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map(key => [key, mergedInto(common[key], own[key])]));
}

function isFunction(value: JsonObject): boolean {
  const [key = ''] = Object.keys(value);
  return key === 'Ref' || key.startsWith('Fn::');
}
