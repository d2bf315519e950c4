import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../input-error';
import { fileSystemReason, isObject, JsonObject, readJsonObject } from '../read-json';
import { resourcesOf, StackEnvironment, Template } from './template';

const MANIFEST = 'manifest.json';

/**
 * Reads the templates of a cloud assembly, those of its stages and nested stacks included, or a single template.
 *
 * Throws `InputError` where a file is missing or is not JSON.
 *
 * @param path the output folder of AWS CDK, or a template in JSON
 */
export function readTemplates(path: string): Template[] {
  let folder: boolean;
  try {
    folder = statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
  if (folder) return assembly(path);
  const content = readJsonObject(path);
  if (!isObject(content.Resources)) throw new InputError(path, 'it is not a CloudFormation template: it has no Resources');
  return [{ file: path, environment: { stackName: path }, content, constructPaths: new Map(), parameters: new Map() }];
}

function assembly(folder: string): Template[] {
  if (!existsSync(join(folder, MANIFEST))) {
    throw new InputError(folder, `it holds no ${MANIFEST}; pass the output folder of AWS CDK (cdk.out), or one template`);
  }
  const { artifacts } = readJsonObject(join(folder, MANIFEST));
  if (!isObject(artifacts)) return [];
  return Object.entries(artifacts).flatMap(([id, artifact]) => isObject(artifact) ? templatesOf(folder, id, artifact) : []);
}

function templatesOf(folder: string, id: string, artifact: JsonObject): Template[] {
  const properties = isObject(artifact.properties) ? artifact.properties : {};
  if (artifact.type === 'cdk:cloud-assembly' && typeof properties.directoryName === 'string') {
    return assembly(join(folder, properties.directoryName));
  }
  if (artifact.type !== 'aws:cloudformation:stack' || typeof properties.templateFile !== 'string') return [];
  const file = join(folder, properties.templateFile);
  const stackName = typeof properties.stackName === 'string' ? properties.stackName : id;
  return withNested({
    file,
    environment: environment(stackName, artifact.environment),
    content: readJsonObject(file),
    constructPaths: constructPaths(folder, artifact),
    parameters: new Map(),
  });
}

/** A stack and the stacks nested in it, whose templates lie in the same folder. */
function withNested(template: Template): Template[] {
  const nested = resourcesOf(template).flatMap(resource => {
    const asset = resource.metadata['aws:asset:path'];
    if (resource.type !== 'AWS::CloudFormation::Stack' || typeof asset !== 'string') return [];
    const file = join(dirname(template.file), asset);
    const { Parameters: passed } = resource.properties;
    return withNested({
      file,
      environment: { ...template.environment, stackName: `${template.environment.stackName}/${resource.logicalId}` },
      content: readJsonObject(file),
      constructPaths: new Map(),
      parameters: new Map(isObject(passed) ? Object.entries(passed) : []),
      parent: template,
    });
  });
  return [template, ...nested];
}

/** The metadata of a stack, in the manifest or in a file of its own, name the construct of each logical id. */
function constructPaths(folder: string, artifact: JsonObject): Map<string, string> {
  const { metadata, additionalMetadataFile: file } = artifact;
  const entries = { ...isObject(metadata) && metadata, ...typeof file === 'string' && readJsonObject(join(folder, file)) };
  return new Map(Object.entries(entries).flatMap(([path, notes]) => (Array.isArray(notes) ? notes : [])
    .filter(note => isObject(note) && note.type === 'aws:cdk:logicalId' && typeof note.data === 'string')
    .map((note: { data: string }) => [note.data, path.replace(/^\//, '')] as const)));
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
