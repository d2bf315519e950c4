import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../input-error';
import { fileSystemReason, isObject, JsonObject, readJsonObject } from '../read-json';
import { templateOfManifest } from './kubernetes-objects';
import { assetPath, resourcesOf, StackEnvironment, Template } from './template';

const MANIFEST = 'manifest.json';
const NESTED_AT_MOST = 20;

/**
 * Reads the templates of a cloud assembly, those of its stages and nested stacks included, or a single template.
 *
 * Throws `InputError` where a file is missing or is not JSON.
 *
 * @param path the output folder of AWS CDK, a template or a Kubernetes manifest in JSON
 */
export function readTemplates(path: string): Template[] {
  let folder: boolean;
  try {
    folder = statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
  if (folder) return assembly(path);
  const written = readJsonObject(path);
  const content = templateOfManifest(written) ?? written;
  if (!isObject(content.Resources)) throw new InputError(path, 'it is not a CloudFormation template: it has no Resources');
  const stackName = basename(path).replace(/(?:\.template)?\.json$/, '');
  const bound = { stackName, account: requiredAccount(content) };
  return withNested({ file: path, environment: bound, content, constructPaths: new Map(), parameters: new Map() });
}

function assembly(folder: string, depth = 0): Template[] {
  if (depth > NESTED_AT_MOST) throw new InputError(folder, `assemblies are nested more than ${NESTED_AT_MOST} levels deep, or in each other`);
  if (!existsSync(join(folder, MANIFEST))) {
    throw new InputError(folder, `it holds no ${MANIFEST}; pass the output folder of AWS CDK (cdk.out), or one template`);
  }
  const { artifacts } = readJsonObject(join(folder, MANIFEST));
  if (!isObject(artifacts)) return [];
  const assets = assetsOf(folder, Object.values(artifacts).filter(isObject));
  return Object.entries(artifacts).flatMap(([id, artifact]) => isObject(artifact) ? templatesOf(folder, id, artifact, assets, depth) : []);
}

/** Where the assets of an assembly lie, by hash. */
function assetsOf(folder: string, artifacts: readonly JsonObject[]): Map<string, string> {
  const manifests = artifacts.filter(({ type }) => type === 'cdk:asset-manifest').map(({ properties }) => isObject(properties) ? properties.file : undefined);
  return new Map(manifests.filter(file => typeof file === 'string' && existsSync(join(folder, file))).flatMap(file => {
    const { files } = readJsonObject(join(folder, file as string));
    return Object.entries(isObject(files) ? files : {}).flatMap(([hash, asset]) => isObject(asset) && isObject(asset.source) && typeof asset.source.path === 'string'
      ? [[hash, join(folder, asset.source.path)] as const] : []);
  }));
}

function templatesOf(folder: string, id: string, artifact: JsonObject, assets: ReadonlyMap<string, string>, depth: number): Template[] {
  const properties = isObject(artifact.properties) ? artifact.properties : {};
  if (artifact.type === 'cdk:cloud-assembly' && typeof properties.directoryName === 'string') {
    return assembly(join(folder, properties.directoryName), depth + 1);
  }
  if (artifact.type !== 'aws:cloudformation:stack' || typeof properties.templateFile !== 'string') return [];
  const file = join(folder, properties.templateFile);
  const stackName = typeof properties.stackName === 'string' ? properties.stackName : id;
  const content = readJsonObject(file);
  const bound = environment(stackName, artifact.environment);
  return withNested({
    file,
    environment: { ...bound, account: bound.account ?? requiredAccount(content) },
    content,
    ...constructs(folder, artifact),
    assets,
    parameters: new Map(),
  });
}

/** The account in which alone the rules of a template let it be deployed. */
function requiredAccount({ Rules: rules }: JsonObject): string | undefined {
  const unconditional = Object.values(isObject(rules) ? rules : {}).filter(isObject).filter(rule => rule.RuleCondition === undefined);
  const assertions = unconditional.flatMap(rule => Array.isArray(rule.Assertions) ? rule.Assertions as unknown[] : []);
  for (const assertion of assertions) {
    const equals: unknown = isObject(assertion) && isObject(assertion.Assert) ? assertion.Assert['Fn::Equals'] : undefined;
    if (!Array.isArray(equals) || equals.length !== 2) continue;
    const [literal, other]: unknown[] = typeof equals[0] === 'string' ? equals : [equals[1], equals[0]];
    if (typeof literal === 'string' && /^\d{12}$/.test(literal) && isObject(other) && other.Ref === 'AWS::AccountId') return literal;
  }
  return undefined;
}

/** A stack and the stacks nested in it, whose templates lie in the same folder. */
function withNested(template: Template): Template[] {
  if (depthOf(template) > NESTED_AT_MOST) throw new InputError(template.file, `stacks are nested more than ${NESTED_AT_MOST} levels deep, or in each other`);
  const nested = resourcesOf(template).flatMap(resource => {
    const file = resource.type === 'AWS::CloudFormation::Stack' ? assetPath(template, resource) : undefined;
    if (file === undefined) return [];
    const { Parameters: passed } = resource.properties;
    return withNested({
      file,
      environment: { ...template.environment, stackName: `${template.environment.stackName}/${resource.logicalId}` },
      content: readJsonObject(file),
      constructPaths: new Map(),
      assets: template.assets,
      parameters: new Map(isObject(passed) ? Object.entries(passed) : []),
      parent: template,
      logicalIdInParent: resource.logicalId,
    });
  });
  return [template, ...nested];
}

function depthOf(template: Template): number {
  return template.parent === undefined ? 0 : 1 + depthOf(template.parent);
}

/** The metadata of a stack, in the manifest or in a file of its own, name the construct of each logical id, and the line that made it. */
function constructs(folder: string, artifact: JsonObject): Required<Pick<Template, 'constructPaths' | 'sources'>> {
  const { metadata, additionalMetadataFile: file } = artifact;
  const entries = { ...isObject(metadata) && metadata, ...typeof file === 'string' && readJsonObject(join(folder, file)) };
  const constructPaths = new Map<string, string>();
  const sources = new Map<string, string>();
  for (const [path, written] of Object.entries(entries)) {
    const notes = (Array.isArray(written) ? written : []).filter(isObject);
    const source = notes.flatMap(stackOf).map(sourceOf).find(line => line !== undefined);
    for (const { type, data } of notes) {
      if (type !== 'aws:cdk:logicalId' || typeof data !== 'string') continue;
      constructPaths.set(data, path.replace(/^\//, ''));
      if (source !== undefined) sources.set(data, source);
    }
  }
  return { constructPaths, sources };
}

function stackOf({ type, data, trace }: JsonObject): unknown[] {
  const stack = type === 'aws:cdk:creationStack' ? data : type === 'aws:cdk:logicalId' ? trace : undefined;
  return Array.isArray(stack) ? stack : [];
}

/** `file:line:column` of a line of a stack trace, where it is in the user's own source. */
function sourceOf(line: unknown): string | undefined {
  const place = /\(?([^\s()]+:\d+:\d+)\)?$/.exec(String(line))?.[1];
  return place === undefined || /node_modules|^node:|aws-cdk-lib/.test(place) ? undefined : place;
}

/** `aws://ACCOUNT/REGION`, each of which may be unknown. */
function environment(stackName: string, written: unknown): StackEnvironment {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(written)) ?? [];
  return {
    stackName,
    account: /^\d{12}$/.test(account ?? '') ? account : undefined,
    region: region === undefined || region === 'unknown-region' ? undefined : region,
  };
}
