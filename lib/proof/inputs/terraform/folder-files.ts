import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type TerraformEngine = 'terraform' | 'tofu';

/** The files of one folder, as an engine reads them. */
export interface FolderFiles {
  readonly folder: string;
  /** In the order of their names. */
  readonly configuration: readonly string[];
  /** Merged into what the others declare, in this order. */
  readonly overrides: readonly string[];
  /** Files of variables that the engine finds itself; later ones win. */
  readonly variables: readonly string[];
}

const FORMS: Readonly<Record<TerraformEngine, RegExp>> = { terraform: /\.tf(?:\.json)?$/, tofu: /\.(?:tf|tofu)(?:\.json)?$/ };
const FOLDERS_AT_MOST = 2_000;
const DEPTH_AT_MOST = 6;
const SKIPPED = new Set(['node_modules', '.terraform', '.git', '.terragrunt-cache', 'cdk.out', '.venv', 'vendor']);

/** Whether a file is one of a folder that an engine reads as a whole. */
export function isConfigurationFile(path: string): boolean {
  return FORMS.tofu.test(path);
}

/** The files that an engine reads in a folder. */
export function folderFiles(folder: string, engine: TerraformEngine): FolderFiles {
  const names = readdirSync(folder).filter(name => !isIgnored(name) && statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()).sort();
  const shadowed = new Set(names.filter(name => /\.tofu(?:\.json)?$/.test(name)).map(name => name.replace(/\.tofu(\.json)?$/, '.tf$1')));
  const own = names.filter(name => FORMS[engine].test(name) && !(engine === 'tofu' && shadowed.has(name)));
  const isOverride = (name: string) => /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
  const variables = [
    ...['terraform.tfvars', 'terraform.tfvars.json'].filter(name => names.includes(name)),
    ...names.filter(name => /\.auto\.tfvars(?:\.json)?$/.test(name)),
  ];
  const at = (all: readonly string[]) => all.map(name => join(folder, name));
  return { folder, configuration: at(own.filter(name => !isOverride(name))), overrides: at(own.filter(isOverride)), variables: at(variables) };
}

/** The engines that read a folder: both, if they read different files in it. */
export function enginesOfFolder(folder: string): readonly TerraformEngine[] {
  const names = readdirSync(folder).filter(name => !isIgnored(name));
  if (!names.some(name => /\.tofu(?:\.json)?$/.test(name))) return ['terraform'];
  return names.some(name => FORMS.terraform.test(name)) ? ['terraform', 'tofu'] : ['tofu'];
}

/** Editors leave such files behind; engines ignore them. */
function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}

export function hasConfiguration(folder: string): boolean {
  return readdirSync(folder).some(name => !isIgnored(name) && FORMS.tofu.test(name));
}

/** The folders below a folder that hold configurations, the folder itself included. */
export function configurationFolders(folder: string): string[] {
  const found: string[] = [];
  let folders: string[] = [folder];
  for (let depth = 0; depth <= DEPTH_AT_MOST && folders.length > 0; depth++) {
    found.push(...folders.filter(hasConfiguration));
    folders = folders.flatMap(subfolders).slice(0, FOLDERS_AT_MOST);
  }
  return found;
}

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory() && !SKIPPED.has(entry.name))
    .map(({ name }) => join(folder, name)).sort();
}

/** The workspace that was chosen in a folder. @default - the default one */
export function workspaceFile(folder: string): string | undefined {
  const file = join(folder, '.terraform', 'environment');
  return existsSync(file) ? file : undefined;
}

export function folderOf(file: string): string {
  return dirname(file);
}
