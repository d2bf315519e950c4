import { InputError } from '../input-error';
import { isObject, JsonObject, readJsonObject } from '../read-json';

/** A resource of a Terraform configuration, as it is written. */
export interface TerraformResource {
  /** `TYPE.NAME` */
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonObject;
}

/** One Terraform configuration: the files of a folder, merged. */
export interface TerraformDocument {
  readonly files: readonly string[];
  /** By address. */
  readonly resources: ReadonlyMap<string, TerraformResource>;
  readonly locals: ReadonlyMap<string, unknown>;
  /** Declarations by name. */
  readonly variables: ReadonlyMap<string, JsonObject>;
  /** Arguments of the google provider without an alias. */
  readonly googleProvider: JsonObject;
}

export function readTerraformDocument(files: readonly string[]): TerraformDocument {
  const resources = new Map<string, TerraformResource>();
  const locals = new Map<string, unknown>();
  const variables = new Map<string, JsonObject>();
  let googleProvider: JsonObject = {};

  for (const file of files) {
    const content = readJsonObject(file);
    for (const [type, byName] of blocks(file, content, 'resource')) {
      for (const body of many(byName)) {
        if (!isObject(body)) throw new InputError(file, `resource.${type} is not an object of resources by name`);
        for (const [name, attributes] of Object.entries(body)) {
          const address = `${type}.${name}`;
          const own = many(attributes)[0];
          if (!isObject(own)) throw new InputError(file, `${address} is not an object`);
          if (resources.has(address)) throw new InputError(file, `${address} is declared twice`);
          resources.set(address, { address, type, attributes: own });
        }
      }
    }
    for (const [name, value] of blocks(file, content, 'locals')) locals.set(name, value);
    for (const [name, value] of blocks(file, content, 'variable')) {
      const declaration = many(value)[0];
      variables.set(name, isObject(declaration) ? declaration : {});
    }
    for (const [name, value] of blocks(file, content, 'provider')) {
      if (name !== 'google') continue;
      const standard = many(value).find(entry => isObject(entry) && entry.alias === undefined);
      if (isObject(standard)) googleProvider = standard;
    }
  }
  return { files, resources, locals, variables, googleProvider };
}

/** Terraform JSON allows an object, or a list of objects, wherever the language has blocks. */
export function many(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function blocks(file: string, content: JsonObject, kind: string): [string, unknown][] {
  return many(content[kind]).flatMap(block => {
    if (!isObject(block)) throw new InputError(file, `'${kind}' is not an object`);
    return Object.entries(block).filter(([name]) => name !== '//');
  });
}
