import { dirname, join } from 'node:path';
import { isObject, JsonObject } from '../read-json';

/** A resource of a CloudFormation template. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** Name of the condition under which it exists. @default - it always does */
  readonly condition?: string;
}

/** Where a stack is deployed, as far as the assembly says. */
export interface StackEnvironment {
  readonly stackName: string;
  /** Whether the stack may be deployed under another name. @default false */
  readonly isUnnamed?: boolean;
  readonly account?: string;
  readonly region?: string;
}

/** A CloudFormation template with its stack. */
export interface Template {
  readonly file: string;
  readonly environment: StackEnvironment;
  readonly content: JsonObject;
  /** Construct paths by logical id, as the manifest of the assembly tells them. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** Lines of the user's own source by logical id. @default - the assembly tells none */
  readonly sources?: ReadonlyMap<string, string>;
  /** Files and folders of the assembly by the hash of their asset. @default - there is no assembly */
  readonly assets?: ReadonlyMap<string, string>;
  /** Values of parameters: those that a parent stack passes. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** The template whose stack passes the parameters. */
  readonly parent?: Template;
  /** Logical id of the stack in the parent. */
  readonly logicalIdInParent?: string;
}

interface Index {
  readonly all: readonly TemplateResource[];
  readonly byLogicalId: ReadonlyMap<string, TemplateResource>;
}

/** Templates are asked for their resources over and over. */
const INDEXES = new WeakMap<JsonObject, Index>();

function indexOf({ content }: Template): Index {
  const known = INDEXES.get(content);
  if (known !== undefined) return known;
  const resources = isObject(content.Resources) ? content.Resources : {};
  const all = Object.entries(resources).flatMap(([logicalId, resource]) => isObject(resource) && typeof resource.Type === 'string' ? [{
    logicalId,
    type: resource.Type,
    properties: isObject(resource.Properties) ? resource.Properties : {},
    metadata: isObject(resource.Metadata) ? resource.Metadata : {},
    ...typeof resource.Condition === 'string' && { condition: resource.Condition },
  }] : []);
  return indexed(content, all);
}

function indexed(content: JsonObject, all: readonly TemplateResource[]): Index {
  const index = { all, byLogicalId: new Map(all.map(resource => [resource.logicalId, resource])) };
  INDEXES.set(content, index);
  return index;
}

/** Leaves out the resources of a template that do not exist. */
export function keepResources(template: Template, exists: (resource: TemplateResource) => boolean): void {
  indexed(template.content, resourcesOf(template).filter(exists));
}

export function resourcesOf(template: Template): readonly TemplateResource[] {
  return indexOf(template).all;
}

export function resourceOf(template: Template, logicalId: string): TemplateResource | undefined {
  return indexOf(template).byLogicalId.get(logicalId);
}

/**
 * The construct path of a resource, without its last part where that is the L1 child. It stands in the template where
 * the CDK command line synthesized it, and in the manifest in any case.
 */
export function constructPath(template: Template, resource: TemplateResource): string | undefined {
  const path = resource.metadata['aws:cdk:path'] ?? template.constructPaths.get(resource.logicalId);
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : undefined;
}

/**
 * Where the asset of a resource lies. The CDK command line notes it beside the resource; else the key under which the
 * asset is published tells its hash.
 */
export function assetPath({ file, assets }: Template, { metadata, properties }: TemplateResource): string | undefined {
  const noted = metadata['aws:asset:path'];
  if (typeof noted === 'string') return join(dirname(file), noted);
  const [, hash] = /\b([0-9a-f]{64})\b/.exec(JSON.stringify([properties.Code, properties.Content, properties.TemplateURL])) ?? [];
  return hash === undefined ? undefined : assets?.get(hash);
}
