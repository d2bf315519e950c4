import { Block, labeledBlocks, many, members, overridden, resourceBlocks } from './blocks';
import { FolderFiles } from './folder-files';
import { readTerraformFile, TerraformFile } from './read-file';
import { isObject, JsonObject } from '../read-json';
import { Refused } from '../reading';

/** A value of a configuration with the file that it is written in. */
export interface Written {
  readonly file: TerraformFile;
  readonly value: unknown;
}

/** What the files of one folder declare, merged. */
export interface ModuleSource {
  readonly folder: string;
  readonly files: readonly string[];
  /** By address; data sources with `data.` before. */
  readonly resources: ReadonlyMap<string, Block>;
  /** Names of resources by type; types of data sources with `data.` before. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly locals: ReadonlyMap<string, Written>;
  readonly variables: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly modules: ReadonlyMap<string, Block>;
  /** By name, `google.ALIAS` for those that have an alias. */
  readonly providers: ReadonlyMap<string, Block>;
  /** Addresses of resources that stay in the cloud although the configuration no longer has them. */
  readonly forgotten: readonly { readonly file: string; readonly address: string }[];
  readonly refused: readonly Refused[];
}

/** Reads and merges the files of a folder, as Terraform does. */
export function readModule({ folder, configuration, overrides }: FolderFiles, side: 'aws' | 'gcp'): ModuleSource {
  return mergedModule(folder, configuration.map(readTerraformFile), overrides.map(readTerraformFile), side);
}

export function mergedModule(
  folder: string, files: readonly TerraformFile[], overrides: readonly TerraformFile[], side: 'aws' | 'gcp',
): ModuleSource {
  const refused: Refused[] = [];
  const blocks = (kind: string, read: (file: TerraformFile) => Block[], keyOf: (block: Block) => string) => {
    const found = new Map<string, Block>();
    for (const block of files.flatMap(read)) {
      const key = keyOf(block);
      if (found.has(key)) refused.push({ side, engine: 'terraform', file: block.file.path, address: key, reason: `duplicate ${kind}: ${key} is declared twice` });
      else found.set(key, block);
    }
    for (const block of overrides.flatMap(read)) {
      const base = found.get(keyOf(block));
      if (base !== undefined) found.set(keyOf(block), { ...base, body: overridden(base.body, block.body) });
      else refused.push({ side, engine: 'terraform', file: block.file.path, address: keyOf(block), reason: `missing base ${kind} for the override ${keyOf(block)}` });
    }
    return found;
  };
  const labeled = (kind: string, noun: string) => blocks(noun, file => labeledBlocks(file, kind), ({ labels: [name] }) => name);
  const resources = new Map([
    ...blocks('resource', file => resourceBlocks(file, 'resource'), ({ labels }) => labels.join('.')),
    ...blocks('data source', file => resourceBlocks(file, 'data'), ({ labels }) => `data.${labels.join('.')}`),
  ]);
  return {
    folder,
    files: [...files, ...overrides].map(({ path }) => path),
    resources,
    names: namesByType(resources),
    locals: localsOf(files, overrides),
    variables: labeled('variable', 'variable'),
    outputs: labeled('output', 'output'),
    modules: labeled('module', 'module'),
    providers: blocks('provider', file => labeledBlocks(file, 'provider'), providerName),
    forgotten: files.flatMap(file => many(file.body.removed).filter(isObject).filter(isForgotten).map(({ from }) => (
      { file: file.path, address: String(from).replace(/^\$\{(.*)\}$/, '$1') }))),
    refused,
  };
}

/** Whether a `removed` block leaves the resource as it is deployed. */
function isForgotten({ lifecycle }: JsonObject): boolean {
  return many(lifecycle).some(one => isObject(one) && one.destroy === false);
}

function providerName({ labels: [name], body: { alias } }: Block): string {
  return typeof alias === 'string' ? `${name}.${alias}` : name;
}

function localsOf(files: readonly TerraformFile[], overrides: readonly TerraformFile[]): Map<string, Written> {
  const all = [...files, ...overrides].flatMap(file => members(file, file.body.locals, 'locals').map(([name, value]) => [name, { file, value }] as const));
  return new Map(all);
}

function namesByType(resources: ReadonlyMap<string, Block>): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [address, { labels: [type, name] }] of resources) {
    const key = address.startsWith('data.') ? `data.${type}` : type;
    const known = names.get(key);
    if (known === undefined) names.set(key, [name]);
    else known.push(name);
  }
  return names;
}
