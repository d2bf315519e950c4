import { Block, lineOf, many } from './blocks';
import { evaluateJson } from './evaluate-body';
import { attempted, ModuleInstance } from './module-instance';
import { InstanceKey } from './repetition';
import type { TerraformResource } from './terraform-resource';
import { Undetermined } from '../../determined';
import { Scope } from '../hcl/evaluate';
import { Instance, mapOf, unknownValue, Value, ValueMap } from '../hcl/values';
import { isObject, JsonObject } from '../read-json';

/** Arguments that are the engine's, not the resource's. */
const META = new Set(['count', 'for_each', 'depends_on', 'provider', 'lifecycle', 'provisioner', 'connection', '//', 'dynamic', 'timeouts']);

interface ConfiguredResourceProps {
  readonly module: ModuleInstance;
  readonly block: Block;
  /** Without module and index. */
  readonly address: string;
  readonly key?: InstanceKey;
  readonly existence?: Undetermined;
}

/** An instance of a resource as a configuration declares it. */
export class ConfiguredResource extends Instance implements TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly file: string;
  readonly configuration: string;
  readonly isData: boolean;
  readonly names: readonly string[];
  readonly constructPath?: string;
  readonly source?: string;
  readonly existence?: Undetermined;
  private readonly module: ModuleInstance;
  private readonly body: JsonObject;
  private readonly scope: Scope;

  constructor({ module, block, address, key, existence }: ConfiguredResourceProps) {
    super();
    this.module = module;
    this.body = block.body;
    this.address = `${module.prefix}${address}${key?.index ?? ''}`;
    this.isData = address.startsWith('data.');
    [this.type] = block.labels;
    this.file = block.file.path;
    this.configuration = module.evaluation.configuration;
    this.existence = existence;
    this.scope = module.scope(existence === undefined ? key?.names : unknownNames(existence));
    const labels = many(block.body.dynamic).filter(isObject).flatMap(one => Object.keys(one));
    this.names = [...new Set([...Object.keys(block.body).filter(name => !META.has(name)), ...labels])];
    const noted = provenance(block.body);
    this.constructPath = noted.constructPath;
    const line = lineOf(block, this.isData ? 'data' : 'resource');
    this.source = noted.source ?? (line === undefined ? undefined : `${block.file.path}:${line}:1`);
  }

  get(name: string): Value | undefined {
    return this.names.includes(name) ? this.once(name, () => this.argument(name)) : undefined;
  }

  /** What a reference to the resource sees: what a cloud computes, or what is written. */
  attribute(name: string): Value {
    return this.module.once(`${this.address}!${name}`, () => this.module.evaluation.plannedResource?.(this.address)?.get(name)
      ?? this.module.evaluation.computed(this, name) ?? this.get(name)
      ?? unknownValue(`${this.address}.${name}`, 'it is known only after the apply', this.isData ? 'looked-up' : 'deployment'));
  }

  object(): ValueMap {
    return mapOf(this.names.map(name => [name, this.attribute(name)]));
  }

  providerArgument(name: string): Value | undefined {
    const { provider } = this.body;
    const named = typeof provider === 'string' ? provider.replace(/^\$\{(.*)\}$/, '$1') : this.type.split('_')[0];
    return this.module.providerArgument(named, name);
  }

  private argument(name: string): Value {
    const ignored = ignoredChanges(this.body);
    if (ignored.has('all') || ignored.has(name)) {
      return unknownValue(`${this.address}.${name}`, 'lifecycle.ignore_changes keeps what is deployed, which a state or a plan tells');
    }
    const { [name]: own, dynamic } = this.body;
    const labeled = many(dynamic).filter(isObject).flatMap(one => Object.hasOwn(one, name) ? many(one[name]) : []);
    if (labeled.length === 0) return evaluateJson(own, this.scope);
    const evaluated = evaluateJson({ [name]: many(own), dynamic: { [name]: labeled } }, this.scope);
    return evaluated instanceof Undetermined ? evaluated : (evaluated as ValueMap)[name];
  }

  private once(name: string, compute: () => Value): Value {
    return this.module.once(`${this.address}.${name}`, () => attempted(`${this.address}.${name}`, compute));
  }
}

/** Arguments that the engine leaves as they are deployed; `all` for each of them. */
function ignoredChanges({ lifecycle }: JsonObject): Set<string> {
  const written = many(lifecycle).filter(isObject).flatMap(one => many(one.ignore_changes));
  return new Set(written.map(one => /[a-z_][\w-]*/i.exec(String(one))?.[0] ?? ''));
}

function unknownNames(existence: Undetermined): Readonly<Record<string, Value>> {
  const open = new Undetermined(existence.source, existence.reason, '', existence.cause);
  return { each: mapOf([['key', open], ['value', open]]), count: mapOf([['index', open]]) };
}

/** What CDKTF notes beside a resource. */
function provenance(body: JsonObject): Pick<TerraformResource, 'constructPath' | 'source'> {
  const comment = body['//'];
  const metadata = isObject(comment) && isObject(comment.metadata) ? comment.metadata : {};
  const trace = Array.isArray(metadata.stackTrace) ? metadata.stackTrace.map(String) : [];
  const own = trace.find(line => !/node_modules|node:internal/.test(line) && /:\d+:\d+\)?$/.test(line));
  return {
    constructPath: typeof metadata.path === 'string' ? metadata.path : undefined,
    source: own && /([^\s(]+:\d+:\d+)\)?$/.exec(own)?.[1],
  };
}
