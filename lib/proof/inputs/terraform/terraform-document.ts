import { repeated } from './repetition';
import { Undetermined } from '../../determined';
import { InputError } from '../input-error';
import { isObject, JsonObject, readJsonObject } from '../read-json';

/** A resource of a Terraform configuration, as it is written, or a data source. */
export interface TerraformResource {
  /** `TYPE.NAME`, with `data.` before and an index behind where there is one. */
  readonly address: string;
  readonly type: string;
  readonly attributes: JsonObject;
  readonly file: string;
  /** First file of the configuration that the resource is part of. */
  readonly configuration: string;
  readonly constructPath?: string;
  /** Where the user's own source made the resource. */
  readonly source?: string;
  /** Whether it is only looked up. */
  readonly isData: boolean;
  /** Why it is not known whether the resource comes to be. @default - it does */
  readonly existence?: Undetermined;
  /** Set in plans: the texts are values, not templates. */
  readonly isPlanned?: boolean;
  /** Arguments that a plan knows only after the apply, with what they refer to. */
  readonly later?: ReadonlyMap<string, readonly string[]>;
}

/** One Terraform configuration: the files of a folder, merged. */
export interface TerraformDocument {
  /** By address. */
  readonly resources: ReadonlyMap<string, TerraformResource>;
  readonly locals: ReadonlyMap<string, unknown>;
  /** Declarations by name. */
  readonly variables: ReadonlyMap<string, JsonObject>;
  /** Arguments of the providers by name, `google.ALIAS` where they have an alias. */
  readonly providers: ReadonlyMap<string, JsonObject>;
  /** What is part of the configuration, but not in these files. */
  readonly notes: readonly string[];
}

/** Reads the files of a folder. */
export function readTerraformDocument(files: readonly string[]): TerraformDocument {
  const resources = new Map<string, TerraformResource>();
  const locals = new Map<string, unknown>();
  const variables = new Map<string, JsonObject>();
  const providers = new Map<string, JsonObject>();
  const notes: string[] = [];

  for (const file of files) {
    const content = readJsonObject(file);
    for (const resource of [...resourcesIn(files[0], file, content, 'resource'), ...resourcesIn(files[0], file, content, 'data')]) {
      if (resources.has(resource.address)) throw new InputError(file, `${resource.address} is declared twice`);
      for (const one of repeated(resource)) resources.set(one.address, one);
    }
    for (const [name, value] of blocks(file, content, 'locals')) locals.set(name, value);
    for (const [name, value] of blocks(file, content, 'variable')) {
      const declaration = many(value)[0];
      variables.set(name, isObject(declaration) ? declaration : {});
    }
    for (const [name, value] of blocks(file, content, 'provider')) {
      for (const entry of many(value).filter(isObject)) providers.set(typeof entry.alias === 'string' ? `${name}.${entry.alias}` : name, entry);
    }
    for (const [name] of blocks(file, content, 'module')) notes.push(`${file}: module.${name} was not read; a plan in JSON holds what modules make`);
  }
  return { resources, locals, variables, providers, notes };
}

function resourcesIn(configuration: string, file: string, content: JsonObject, kind: 'resource' | 'data'): TerraformResource[] {
  return blocks(file, content, kind).flatMap(([type, byName]) => many(byName).flatMap(body => {
    if (!isObject(body)) throw new InputError(file, `${kind}.${type} is not an object of resources by name`);
    return Object.entries(body).filter(([name]) => name !== '//').map(([name, written]) => {
      const address = `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
      const attributes = many(written)[0];
      if (!isObject(attributes)) throw new InputError(file, `${address} is not an object`);
      return { address, type, attributes, file, configuration, isData: kind === 'data', ...provenance(attributes) };
    });
  }));
}

/** What CDKTF notes beside a resource. */
function provenance(attributes: JsonObject): Pick<TerraformResource, 'constructPath' | 'source'> {
  const comment = attributes['//'];
  const metadata = isObject(comment) && isObject(comment.metadata) ? comment.metadata : {};
  const trace = Array.isArray(metadata.stackTrace) ? metadata.stackTrace.map(String) : [];
  const own = trace.find(line => !/node_modules|node:internal/.test(line) && /:\d+:\d+\)?$/.test(line));
  return {
    constructPath: typeof metadata.path === 'string' ? metadata.path : undefined,
    source: own && /([^\s(]+:\d+:\d+)\)?$/.exec(own)?.[1],
  };
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
