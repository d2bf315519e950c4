import { existsSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { Block } from './blocks';
import { announceBody } from './evaluate-body';
import { Evaluation } from './evaluation';
import { folderFiles } from './folder-files';
import type { ModuleInstance } from './module-instance';
import { ModuleSource, readModule } from './module-source';
import { isObject, readJsonObject } from '../read-json';

const SOURCES = new WeakMap<Evaluation, Map<string, ModuleSource>>();

/** The files of a module that is called, or why they are not there. */
export function moduleSourceOf(caller: ModuleInstance, name: string, { body: { source } }: Block): ModuleSource | string {
  if (typeof source !== 'string') return 'it names no source';
  const { evaluation } = caller;
  const isLocal = /^\.\.?(?:\/|$)/.test(source);
  const folder = isLocal ? normalize(join(caller.source.folder, source)) : installedFolder(caller, name);
  if (folder === undefined) return `its source '${source}' is not in the given files`;
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return `its folder ${folder} is not there`;
  const known = SOURCES.get(evaluation) ?? new Map<string, ModuleSource>();
  SOURCES.set(evaluation, known);
  const read = known.get(folder) ?? readModule(folderFiles(folder, evaluation.engine), evaluation.side);
  if (!known.has(folder)) {
    known.set(folder, read);
    evaluation.refused.push(...read.refused);
    announceModule(read);
  }
  return read;
}

/** Has the expressions of a module parsed in one go, once one is needed. */
export function announceModule({ resources, locals, outputs, modules, providers, variables }: ModuleSource): void {
  const bodies = [resources, outputs, modules, providers, variables].flatMap(blocks => [...blocks.values()].map(({ body }) => body));
  announceBody([...bodies, ...[...locals.values()].map(({ value }) => value)]);
}

/** Where `terraform init` put a module, as it noted in `.terraform/modules/modules.json`. */
function installedFolder(caller: ModuleInstance, name: string): string | undefined {
  const { folder } = caller.evaluation;
  const manifest = join(folder, '.terraform', 'modules', 'modules.json');
  if (!existsSync(manifest)) return undefined;
  const { Modules: modules } = readJsonObject(manifest);
  const key = [...callPath(caller), name].join('.');
  const found = Array.isArray(modules) ? modules.find(module => isObject(module) && module.Key === key) as unknown : undefined;
  return isObject(found) && typeof found.Dir === 'string' ? join(folder, found.Dir) : undefined;
}

function callPath({ called }: ModuleInstance): string[] {
  return called === undefined ? [] : [...callPath(called.parent), called.name];
}
