import { TerraformFile } from './read-file';
import { InputError } from '../input-error';
import { isObject, JsonObject } from '../read-json';

/** A block of a configuration: a resource, a variable, a module. */
export interface Block {
  readonly file: TerraformFile;
  /** Labels as they are written, such as `google_service_account` and `reader`. */
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/** Terraform JSON allows an object, or a list of objects, wherever the language has blocks. */
export function many(value: unknown): unknown[] {
  return Array.isArray(value) ? value as unknown[] : value === undefined || value === null ? [] : [value];
}

/** The blocks of a kind that have one label, such as variables. */
export function labeledBlocks(file: TerraformFile, kind: string): Block[] {
  return members(file, file.body[kind], kind).flatMap(([name, written]) => many(written).map(body => ({
    file, labels: [name], body: isObject(body) ? body : {},
  })));
}

/** The blocks of a kind that have two labels: resources and data sources. */
export function resourceBlocks(file: TerraformFile, kind: string): Block[] {
  return members(file, file.body[kind], kind).flatMap(([type, named]) => members(file, named, `${kind}.${type}`).flatMap(([name, written]) =>
    many(written).map(body => {
      if (!isObject(body)) throw new InputError(file.path, `${kind}.${type}.${name} is not an object`);
      return { file, labels: [type, name], body };
    })));
}

/** Names and values in the blocks of a kind that have no label, such as `locals`. */
export function members(file: TerraformFile, value: unknown, what: string): [string, unknown][] {
  return many(value).flatMap(block => {
    if (!isObject(block)) throw new InputError(file.path, `'${what}' is not an object`);
    return Object.entries(block).filter(([name]) => name !== '//');
  });
}

/** A block with what an override file puts in the place of its arguments and nested blocks. */
export function overridden(base: JsonObject, override: JsonObject): JsonObject {
  const { dynamic: ownDynamic, lifecycle: ownLifecycle, ...own } = base;
  const { dynamic, lifecycle, ...replaced } = override;
  const labels = new Set([...Object.keys(replaced), ...many(dynamic).flatMap(one => isObject(one) ? Object.keys(one) : [])]);
  const kept = many(ownDynamic).filter(isObject).map(one => Object.fromEntries(Object.entries(one).filter(([label]) => !labels.has(label))));
  const blocks = Object.fromEntries(Object.entries(own).filter(([name]) => !labels.has(name)));
  const merged = Object.assign({}, ...many(ownLifecycle), ...many(lifecycle)) as JsonObject;
  return {
    ...blocks,
    ...replaced,
    ...(ownDynamic !== undefined || dynamic !== undefined) && { dynamic: [...kept, ...many(dynamic)] },
    ...Object.keys(merged).length > 0 && { lifecycle: [merged] },
  };
}

/** The line on which a block begins: the parser of HCL tells none. */
export function lineOf({ file: { text }, labels }: Block, kind: string): number | undefined {
  if (text === undefined) return undefined;
  const quoted = labels.map(label => `"?${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?`).join('\\s+');
  const match = new RegExp(`^[ \\t]*${kind}\\s+${quoted}\\s*\\{`, 'm').exec(text);
  return match === null ? undefined : text.slice(0, match.index).split('\n').length;
}
