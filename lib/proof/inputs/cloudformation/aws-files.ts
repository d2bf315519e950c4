import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isManifest } from './kubernetes-objects';
import { InputError } from '../input-error';
import { fileSystemReason, isObject, JsonObject, readJsonObject, readText } from '../read-json';
import { isYamlFile, parseYamlDocuments } from '../read-yaml';
import { hasConfiguration, isConfigurationFile } from '../terraform/folder-files';
import { isTerraformJson } from '../terraform/terraform-document';

/** What a path of the AWS side holds. */
export type AwsInput =
  | { readonly kind: 'assembly'; readonly folder: string }
  | { readonly kind: 'template'; readonly file: string; readonly content: JsonObject; readonly form: string; readonly found: boolean }
  | { readonly kind: 'manifests'; readonly file: string; readonly objects: readonly JsonObject[]; readonly found: boolean }
  | { readonly kind: 'terraform'; readonly path: string };

const FILES_AT_MOST = 2_000;
const DEPTH_AT_MOST = 6;
const SKIPPED = new Set(['node_modules', '.git', '.terraform', '.venv', '__pycache__']);

/** Templates that tools leave in their own folders, the deployed form first. */
const WELL_KNOWN: readonly (readonly [path: string, form: string])[] = [
  ['cloudformation-template-update-stack.json', 'Serverless Framework template'],
  ['cloudformation-template-create-stack.json', 'Serverless Framework template'],
  ['.serverless/cloudformation-template-update-stack.json', 'Serverless Framework template'],
  ['.aws-sam/build/template.yaml', 'SAM build folder'],
  ['cdk.out/manifest.json', 'cloud assembly'],
];

/** Finds out what is at a path. Throws `InputError` if nothing of a known kind is. */
export function awsInputs(path: string): AwsInput[] {
  if (!isFolder(path)) return [fileInput(path, false)];
  if (existsSync(join(path, 'manifest.json')) && isAssembly(join(path, 'manifest.json'))) return [{ kind: 'assembly', folder: path }];
  const known = WELL_KNOWN.map(([name, form]) => ({ file: join(path, name), form })).find(({ file }) => existsSync(file));
  if (known?.form === 'cloud assembly') return [{ kind: 'assembly', folder: join(path, 'cdk.out') }];
  if (known !== undefined) return [{ ...fileInput(known.file, true), form: known.form } as AwsInput];
  if (hasConfiguration(path)) return [{ kind: 'terraform', path }];
  const found = searched(path);
  if (found.length > 0) return found;
  throw new InputError(path, 'it holds no manifest.json, template, Kubernetes manifest or Terraform; '
    + 'pass the output folder of AWS CDK (cdk.out), a template, manifests or a folder of Terraform');
}

function isAssembly(file: string): boolean {
  const { artifacts, version } = readJsonObject(file);
  return isObject(artifacts) || typeof version === 'string';
}

/** One file: a template, manifests or Terraform, in JSON or YAML. */
function fileInput(file: string, found: boolean): AwsInput {
  if (isConfigurationFile(file)) return { kind: 'terraform', path: file };
  const text = readText(file);
  if (text.startsWith('PK') || text.startsWith('{"@level"')) return { kind: 'terraform', path: file };
  const isJson = !isYamlFile(file) || /^\s*\{/.test(text);
  const documents = isJson ? [readJsonObject(file)] : parseYamlDocuments(file, text);
  const objects = documents.filter(isObject);
  const [first] = objects;
  if (first === undefined) throw new InputError(file, 'it holds no object: neither a template nor a Kubernetes manifest');
  if (objects.some(isManifest)) return { kind: 'manifests', file, objects: objects.filter(isManifest), found };
  const deployed = deployedTemplate(file, first);
  if (deployed !== undefined) return { kind: 'template', file, content: deployed, form: 'deployed template', found };
  if (isObject(first.Resources)) return { kind: 'template', file, content: first, form: 'CloudFormation template', found };
  if (isJson && isTerraformJson(first)) return { kind: 'terraform', path: file };
  throw new InputError(file, 'it is not a CloudFormation template: it has no Resources, and it is neither a Kubernetes manifest nor Terraform');
}

/** What `aws cloudformation get-template` prints: the template as an object, or as text. */
function deployedTemplate(file: string, { TemplateBody: body }: JsonObject): JsonObject | undefined {
  if (isObject(body)) return body;
  if (typeof body !== 'string') return undefined;
  const [content] = parseYamlDocuments(file, body);
  if (!isObject(content)) throw new InputError(file, 'its TemplateBody is not a template');
  return content;
}

/** Templates and manifests below a folder. Files of other kinds are passed over. */
function searched(folder: string): AwsInput[] {
  const found: AwsInput[] = [];
  let folders = [folder];
  let looked = 0;
  for (let depth = 0; depth <= DEPTH_AT_MOST && folders.length > 0; depth++) {
    const entries = folders.flatMap(parent => readdirSync(parent, { withFileTypes: true }).map(entry => ({ entry, path: join(parent, entry.name) })));
    for (const { path } of entries.filter(({ entry }) => entry.isFile() && /\.(?:json|ya?ml|template)$/.test(entry.name))) {
      if (++looked > FILES_AT_MOST) throw new InputError(folder, `it holds more than ${FILES_AT_MOST} files: pass the folder of the templates or manifests`);
      const input = attempted(path);
      if (input !== undefined && input.kind !== 'terraform') found.push(input);
    }
    folders = entries.filter(({ entry }) => entry.isDirectory() && !SKIPPED.has(entry.name)).map(({ path }) => path);
  }
  return found;
}

/** A folder holds files of many kinds; one that cannot be read is none of those that are looked for. */
function attempted(path: string): AwsInput | undefined {
  try {
    return fileInput(path, true);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
}

/** The name of a file without its endings. */
export function stemOf(file: string): string {
  return basename(file).replace(/(?:\.template)?\.(?:json|ya?ml|template)$/, '');
}
