import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { configurationFolders, enginesOfFolder, folderFiles, folderOf, hasConfiguration, isConfigurationFile, TerraformEngine } from './folder-files';
import { mergedModule, ModuleSource, readModule } from './module-source';
import { readTerraformFile } from './read-file';
import { PlanContent, planContent } from './terraform-plan';
import { rootVariables } from './variables';
import { InputError } from '../input-error';
import { fileSystemReason, isObject, JsonObject, readJsonObject, readText } from '../read-json';
import { InputSource, ReadOptions, Unread } from '../reading';

/** What one path holds: a configuration, or a plan or state of one. */
export interface TerraformDocument {
  readonly side: 'aws' | 'gcp';
  /** First file: names the configuration. */
  readonly configuration: string;
  readonly folder: string;
  readonly engine: TerraformEngine;
  /** @default - a plan or state alone */
  readonly module?: ModuleSource;
  /** Values of root variables, in the JSON form. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** @default - it is a configuration */
  readonly plan?: PlanContent;
  readonly source: InputSource;
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
}

/** What reading takes besides the paths. */
export interface TerraformReadOptions extends ReadOptions {
  /** @default 'gcp' */
  readonly side?: 'aws' | 'gcp';
}

/**
 * Reads the configurations, plans and states at paths.
 *
 * Throws `InputError` if a file is missing, cannot be parsed or is of an unknown kind.
 *
 * @param paths output folders of CDKTF, folders or files of a configuration, plans or states
 */
export function readTerraformDocuments(paths: string | readonly string[], options: TerraformReadOptions = {}): TerraformDocument[] {
  const all = typeof paths === 'string' ? [paths] : paths;
  const folders = new Set<string>();
  const documents = all.flatMap(path => documentsAt(path, options)).filter(({ plan, folder }) => {
    if (plan !== undefined) return true;
    const isNew = !folders.has(resolve(folder));
    folders.add(resolve(folder));
    return isNew;
  });
  return withSecondSources(documents, options);
}

/** The engines to read paths with, if they read different files in one folder. */
export function differingEngines(paths: readonly string[]): readonly TerraformEngine[] {
  const folders = paths.map(path => isConfigurationFile(path) ? folderOf(path) : path)
    .filter(folder => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true && hasConfiguration(folder));
  return folders.map(folder => enginesOfFolder(folder)).find(engines => engines.length > 1) ?? [];
}

function documentsAt(path: string, options: TerraformReadOptions): TerraformDocument[] {
  if (!isFolder(path)) return [fileDocument(path, options)];
  const stacks = join(path, 'stacks');
  if (existsSync(stacks) && isFolder(stacks)) return stackDocuments(path, stacks, options);
  if (hasConfiguration(path)) return [folderDocument(path, options, false)];
  const written = ['plan.json', 'tfplan.json', 'terraform.tfstate'].map(name => join(path, name)).find(file => existsSync(file));
  if (written !== undefined) return [fileDocument(written, options, true)];
  const found = withoutModules(configurationFolders(path).map(folder => folderDocument(folder, options, true)));
  if (found.length === 0) {
    throw new InputError(path, 'it holds no Terraform configuration (*.tf, *.tf.json, stacks/*/cdk.tf.json), plan.json or terraform.tfstate; '
      + 'pass the output folder of CDKTF, a folder of Terraform, or a plan or state in JSON (terraform show -json)');
  }
  return found;
}

function stackDocuments(path: string, stacks: string, options: TerraformReadOptions): TerraformDocument[] {
  const folders = configurationFolders(stacks).filter(folder => folder !== stacks && folderOf(folder) === stacks);
  if (folders.length === 0) throw new InputError(path, 'no stack in it holds a *.tf.json file; synthesize the Google side first');
  return folders.map(folder => folderDocument(folder, options, true));
}

/** Folders that others call as local modules are read as parts of these. */
function withoutModules(documents: readonly TerraformDocument[]): TerraformDocument[] {
  const called = new Set(documents.flatMap(({ folder, module }) => [...module?.modules.values() ?? []].flatMap(({ body: { source } }) =>
    typeof source === 'string' && source.startsWith('.') ? [resolve(folder, source)] : [])));
  return documents.filter(({ folder }) => !called.has(resolve(folder)));
}

/** All files of a folder are one configuration, if one of them is passed, too. */
function folderDocument(folder: string, options: TerraformReadOptions, found: boolean): TerraformDocument {
  const { side = 'gcp', engine = enginesOfFolder(folder)[0] } = options;
  const files = folderFiles(folder, engine);
  const module = readModule(files, side);
  const [configuration = folder] = module.files;
  return {
    side,
    configuration,
    folder,
    engine,
    module,
    variables: rootVariables(files.variables, options, module.variables),
    source: { side, path: folder, form: 'Terraform folder', found },
    unread: [],
    notes: [],
  };
}

function fileDocument(path: string, options: TerraformReadOptions, found = false): TerraformDocument {
  if (isConfigurationFile(path)) {
    const document = folderDocument(folderOf(path), options, found);
    const others = (document.module?.files ?? []).filter(file => basename(file) !== basename(path)).map(file => basename(file));
    return others.length === 0 ? document : { ...document, notes: [...document.notes, `${path}: the other files of its folder were read, too: ${others.slice(0, 10).join(', ')}`] };
  }
  const { side = 'gcp', engine = 'terraform' } = options;
  requireText(path);
  const content = readJsonObject(path);
  const plan = planContent(path, content, side);
  const common = { side, configuration: path, folder: folderOf(path), engine };
  if (plan !== undefined) {
    return { ...common, variables: new Map(), plan, source: { side, path, form: plan.form, found }, unread: plan.unread, notes: plan.notes };
  }
  if (!isConfiguration(content)) {
    throw new InputError(path, 'it is neither a Terraform configuration nor a plan or state: it has no resource, planned_values or values; '
      + 'write one by terraform show -json PLAN');
  }
  const module = mergedModule(folderOf(path), [readTerraformFile(path)], [], side);
  return {
    ...common, module, variables: rootVariables([], options, module.variables), source: { side, path, form: 'Terraform file', found }, unread: [], notes: [],
  };
}

function isConfiguration(content: JsonObject): boolean {
  return ['resource', 'data', 'module', 'variable', 'locals', 'provider', 'terraform', 'output'].some(kind => content[kind] !== undefined);
}

/** Says what to do with the forms of plans that are not read. */
function requireText(path: string): void {
  const text = readText(path);
  if (text.startsWith('PK')) {
    throw new InputError(path, `it is a plan in the binary form: pass the output of terraform show -json ${basename(path)}`);
  }
  const [line] = text.split('\n', 1);
  if (/^\{"@level"/.test(line)) {
    throw new InputError(path, 'it is the log that terraform plan -json writes: pass the output of terraform plan -out=PLAN && terraform show -json PLAN');
  }
}

/** A configuration that is passed next to its plan, or lies in the same folder, tells what the plan does not know yet. */
function withSecondSources(documents: readonly TerraformDocument[], options: TerraformReadOptions): TerraformDocument[] {
  const plans = documents.filter(({ plan }) => plan?.declared !== undefined);
  const used = new Set<TerraformDocument>();
  const joined = new Map(plans.map(document => {
    const given = documents.find(other => other.plan === undefined && declaresAll(other, document));
    if (given !== undefined) used.add(given);
    return [document, given ?? neighbour(document, options)];
  }));
  return documents.filter(document => !used.has(document)).map(document => {
    const second = joined.get(document);
    if (second === undefined) return document;
    return {
      ...document,
      module: second.module,
      folder: second.folder,
      notes: [...document.notes, `${document.configuration}: what the plan does not know yet was read from ${second.folder}`],
    };
  });
}

function declaresAll({ module }: TerraformDocument, { plan }: TerraformDocument): boolean {
  const declared = plan?.declared ?? [];
  return declared.length > 0 && declared.every(address => module?.resources.has(address));
}

function neighbour(document: TerraformDocument, options: TerraformReadOptions): TerraformDocument | undefined {
  if (!hasConfiguration(document.folder)) return undefined;
  const beside = folderDocument(document.folder, options, true);
  return declaresAll(beside, document) ? beside : undefined;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
}

/** Whether a file is a configuration, plan or state of Terraform, by its content. */
export function isTerraformJson(content: JsonObject): boolean {
  return typeof content.terraform_version === 'string' || isObject(content.planned_values)
    || (content.Resources === undefined && content.apiVersion === undefined && isConfiguration(content));
}
