import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AwsInput, stemOf } from './aws-files';
import { templateOfManifests } from './kubernetes-objects';
import { nestedTemplates, requiredAccount } from './nested-templates';
import { ReadContext } from './read-context';
import { StackEnvironment, Template } from './template';
import { transformed } from './transforms';
import { InputError } from '../input-error';
import { isObject, JsonObject, readJsonObject } from '../read-json';
import { isYamlFile, readYamlDocuments } from '../read-yaml';

const MANIFEST = 'manifest.json';
const NESTED_AT_MOST = 20;

/** Reads the templates of an input, those of its stages and nested stacks included. */
export function readTemplates(input: Exclude<AwsInput, { kind: 'terraform' }>, context: ReadContext): Template[] {
  switch (input.kind) {
    case 'assembly':
      context.reportSource(input.folder, 'cloud assembly', false);
      return assembly(input.folder, context);
    case 'manifests':
      context.reportSource(input.file, 'Kubernetes manifests', input.found);
      return [bareTemplate(input.file, templateOfManifests(input.objects), context)];
    case 'template': {
      context.reportSource(input.file, input.form, input.found);
      const content = transformed(input.file, input.content, context);
      return nestedTemplates(bareTemplate(input.file, content, context), context);
    }
  }
}

/** A template alone does not tell where it is deployed. */
function bareTemplate(file: string, content: JsonObject, context: ReadContext): Template {
  const { stackName, account, region } = context.options;
  return {
    file,
    environment: {
      stackName: stackName ?? stemOf(file),
      ...stackName === undefined && { isUnnamed: true },
      account: requiredAccount(content) ?? account,
      region,
    },
    content,
    constructPaths: new Map(),
    parameters: givenParameters(context),
  };
}

function givenParameters({ options }: ReadContext): Map<string, unknown> {
  return new Map(Object.entries(options.parameters ?? {}));
}

function assembly(folder: string, context: ReadContext, depth = 0): Template[] {
  if (depth > NESTED_AT_MOST) throw new InputError(folder, `assemblies are nested more than ${NESTED_AT_MOST} levels deep, or in each other`);
  if (!existsSync(join(folder, MANIFEST))) {
    throw new InputError(folder, `it holds no ${MANIFEST}; pass the output folder of AWS CDK (cdk.out), or one template`);
  }
  const { artifacts } = readJsonObject(join(folder, MANIFEST));
  if (!isObject(artifacts)) return [];
  const assets = assetsOf(folder, Object.values(artifacts).filter(isObject));
  return Object.entries(artifacts).flatMap(([id, artifact]) => isObject(artifact)
    ? templatesOf({ folder, id, artifact, assets, depth, context }) : []);
}

/** Where the assets of an assembly lie, by hash. */
function assetsOf(folder: string, artifacts: readonly JsonObject[]): Map<string, string> {
  const manifests = artifacts.filter(({ type }) => type === 'cdk:asset-manifest').map(({ properties }) => isObject(properties) ? properties.file : undefined);
  return new Map(manifests.filter(file => typeof file === 'string' && existsSync(join(folder, file))).flatMap(file => {
    const { files } = readJsonObject(join(folder, file as string));
    const sourceOfAsset = (asset: unknown) => isObject(asset) && isObject(asset.source) ? asset.source.path : undefined;
    return Object.entries(isObject(files) ? files : {}).flatMap(([hash, asset]) => {
      const path = sourceOfAsset(asset);
      return typeof path === 'string' ? [[hash, join(folder, path)] as const] : [];
    });
  }));
}

interface StackArtifact {
  readonly folder: string;
  readonly id: string;
  readonly artifact: JsonObject;
  readonly assets: ReadonlyMap<string, string>;
  readonly depth: number;
  readonly context: ReadContext;
}

function templatesOf({ folder, id, artifact, assets, depth, context }: StackArtifact): Template[] {
  const properties = isObject(artifact.properties) ? artifact.properties : {};
  if (artifact.type === 'cdk:cloud-assembly' && typeof properties.directoryName === 'string') {
    return assembly(join(folder, properties.directoryName), context, depth + 1);
  }
  if (artifact.type !== 'aws:cloudformation:stack' || typeof properties.templateFile !== 'string') return [];
  const file = join(folder, properties.templateFile);
  const stackName = typeof properties.stackName === 'string' ? properties.stackName : id;
  const content = transformed(file, templateContent(file), context);
  const bound = environment(stackName, artifact.environment);
  const { account, region } = context.options;
  const template = {
    file,
    environment: { ...bound, account: bound.account ?? requiredAccount(content) ?? account, region: bound.region ?? region },
    content,
    ...constructs(folder, artifact),
    assets,
    parameters: givenParameters(context),
  };
  return nestedTemplates(template, context);
}

function templateContent(file: string): JsonObject {
  const content = isYamlFile(file) ? readYamlDocuments(file)[0] : readJsonObject(file);
  return isObject(content) ? content : {};
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
