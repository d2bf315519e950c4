import { Block, lineOf } from './blocks';
import { ConfiguredResource } from './configured-resource';
import { evaluateJson, evaluateTemplate } from './evaluate-body';
import { Evaluation, MODULE_DEPTH_AT_MOST, MODULES_AT_MOST, RESOURCES_AT_MOST } from './evaluation';
import { moduleSourceOf } from './module-location';
import { ModuleSource } from './module-source';
import { InstanceKey, Repetition, repetitionOf } from './repetition';
import type { TerraformResource } from './terraform-resource';
import { variableValue } from './variables';
import { Undetermined } from '../../determined';
import { Scope } from '../hcl/evaluate';
import { functionCaller } from '../hcl/functions';
import { EvaluationError, Instance, mapOf, unknownValue, Value, ValueMap } from '../hcl/values';

/** How a module is called. */
export interface ModuleCall {
  readonly parent: ModuleInstance;
  readonly name: string;
  readonly block: Block;
  /** Which of several calls. @default - there is one only */
  readonly key?: InstanceKey;
}

/** One instance of a module, the root module included, whose values are evaluated when they are asked for. */
export class ModuleInstance extends Instance {
  readonly address: string;
  /** What addresses of its resources begin with. */
  readonly prefix: string;
  private readonly values = new Map<string, Value | 'pending'>();
  private readonly repetitions = new Map<string, Repetition>();
  private readonly made = new Map<string, TerraformResource[]>();
  private readonly children = new Map<string, ModuleInstance[] | Undetermined>();
  private readonly call: Scope['call'];
  private readonly maps = new Map<string, Value>();

  constructor(readonly source: ModuleSource, readonly evaluation: Evaluation, readonly called?: ModuleCall) {
    super();
    this.address = called === undefined ? '' : `${called.parent.prefix}module.${called.name}${called.key?.index ?? ''}`;
    this.prefix = called === undefined ? '' : `${this.address}.`;
    this.call = functionCaller(evaluation.folder, (text, variables) => evaluateTemplate(text, { ...this.scope(), variables, root: () => undefined }));
  }

  /** What names mean in this module. */
  scope(names: Readonly<Record<string, Value>> = {}): Scope {
    return {
      root: (name, source) => Object.hasOwn(names, name) ? names[name] : this.root(name, source),
      call: this.call,
      variables: new Map(),
      budget: this.evaluation.budget,
    };
  }

  /** An output, as the calling module sees it. */
  attribute(name: string): Value {
    const output = this.source.outputs.get(name);
    if (output === undefined) throw new EvaluationError(`${this.address} has no output '${name}'`);
    return this.once(`output.${name}`, () => evaluateJson(output.body.value, this.scope()));
  }

  object(): ValueMap {
    return mapOf([...this.source.outputs.keys()].map(name => [name, this.attribute(name)]));
  }

  /** All resources and data sources of this module and of those that it calls. */
  *resources(): Generator<TerraformResource> {
    let count = 0;
    for (const address of this.source.resources.keys()) {
      for (const resource of this.instancesOf(address)) {
        if (++count > RESOURCES_AT_MOST) return this.reportLimit(`more than ${RESOURCES_AT_MOST} resources`);
        yield resource;
      }
    }
    for (const name of this.source.modules.keys()) {
      const children = this.childrenOf(name);
      if (!(children instanceof Undetermined)) for (const child of children) yield* child.resources();
    }
  }

  /** An argument of a provider, as the resources of this module get it. */
  providerArgument(provider: string, name: string): Value | undefined {
    const own = this.source.providers.get(provider);
    if (own !== undefined) return own.body[name] === undefined ? undefined : this.once(`provider.${provider}.${name}`, () => evaluateJson(own.body[name], this.scope()));
    if (this.called === undefined) return undefined;
    const { parent, block: { body: { providers } } } = this.called;
    return parent.providerArgument(passedProvider(providers, provider), name);
  }

  private root(name: string, source: string): Value | undefined {
    switch (name) {
      case 'var': return this.map('var', this.source.variables.keys(), variable => this.variable(variable));
      case 'local': return this.map('local', this.source.locals.keys(), local => this.local(local));
      case 'module': return this.map('module', this.source.modules.keys(), module => this.moduleValue(module));
      case 'path': return this.path();
      case 'terraform': return this.once('terraform', () => mapOf([['workspace', this.workspace()]]));
      case 'data': return this.typesOf('data.');
      case 'resource': return this.typesOf('');
      case 'self': case 'each': case 'count': return undefined;
      default: return this.addresses().has(name) ? this.namesOf(name)
        : unknownValue(source, `the configuration has no resource of type ${name}`, 'invalid');
    }
  }

  /** Names of resources by type; types of data sources with `data.` before. */
  private addresses(): ReadonlyMap<string, readonly string[]> {
    return this.source.names;
  }

  private typesOf(prefix: string): Value {
    const types = [...this.addresses().keys()].filter(type => type.startsWith('data.') === (prefix !== ''));
    return this.map(`types ${prefix}`, types.map(type => type.slice(prefix.length)), type => this.namesOf(`${prefix}${type}`));
  }

  private namesOf(type: string): Value {
    return this.map(type, this.addresses().get(type) ?? [], name => this.resourceValue(`${type}.${name}`));
  }

  private map(key: string, names: Iterable<string>, value: (name: string) => Value): Value {
    const known = this.maps.get(key) ?? lazily([...names], value);
    this.maps.set(key, known);
    return known;
  }

  private variable(name: string): Value {
    return this.once(`var.${name}`, () => variableValue(this, name));
  }

  private local(name: string): Value {
    return this.once(`local.${name}`, () => evaluateJson(this.source.locals.get(name)!.value, this.scope()));
  }

  private path(): Value {
    const { folder } = this.evaluation;
    const own = this.source.folder === folder ? '.' : this.source.folder.startsWith(`${folder}/`) ? this.source.folder.slice(folder.length + 1) : this.source.folder;
    return mapOf([['module', own], ['root', '.'], ['cwd', unknownValue('path.cwd', 'it differs from machine to machine')]]);
  }

  /** The default workspace, unless an engine noted another. */
  private workspace(): Value {
    const { folder, defaultsTaken, side } = this.evaluation;
    defaultsTaken.set('terraform.workspace', {
      kind: 'terraform-variable', side, file: folder, name: 'terraform.workspace', value: 'default', option: 'a plan in JSON of the workspace',
    });
    return 'default';
  }

  private resourceValue(address: string): Value {
    const known = this.maps.get(address) ?? this.instancesValue(address);
    this.maps.set(address, known);
    return known;
  }

  private instancesValue(address: string): Value {
    const repetition = this.repetition(address);
    if (repetition.kind === 'unknown') return new Undetermined(address, `how many there are is not known: ${repetition.reason.reason}`, '', repetition.reason.cause);
    const instances = this.instancesOf(address) as (TerraformResource & Value)[];
    if (repetition.kind === 'single') return instances[0];
    if (repetition.kind === 'count') return instances;
    return mapOf(repetition.instances.map(({ key }, index) => [String(key), instances[index]]));
  }

  private repetition(address: string): Repetition {
    const known = this.repetitions.get(address);
    if (known !== undefined) return known;
    this.repetitions.set(address, { kind: 'unknown', reason: new Undetermined(address, 'it refers to itself', '', 'cycle') });
    const repetition = repetitionOf(this.source.resources.get(address)!.body, this.scope());
    this.repetitions.set(address, repetition);
    return repetition;
  }

  private instancesOf(address: string): TerraformResource[] {
    const known = this.made.get(address);
    if (known !== undefined) return known;
    const repetition = this.repetition(address);
    const block = this.source.resources.get(address)!;
    const make = (key?: InstanceKey, existence?: Undetermined) => new ConfiguredResource({ module: this, block, address, key, existence });
    const instances = repetition.kind === 'single' ? [make()]
      : repetition.kind === 'unknown' ? [make(undefined, repetition.reason)] : repetition.instances.map(key => make(key));
    this.made.set(address, instances);
    return instances;
  }

  private moduleValue(name: string): Value {
    const children = this.childrenOf(name);
    if (children instanceof Undetermined) return children;
    const repetition = this.moduleRepetition(name);
    if (repetition.kind === 'single') return children[0];
    if (repetition.kind === 'for_each') return mapOf(repetition.instances.map(({ key }, index) => [String(key), children[index]]));
    return children;
  }

  private moduleRepetition(name: string): Repetition {
    const address = `module.${name}`;
    const known = this.repetitions.get(address);
    if (known !== undefined) return known;
    this.repetitions.set(address, { kind: 'unknown', reason: new Undetermined(address, 'it refers to itself', '', 'cycle') });
    const repetition = repetitionOf(this.source.modules.get(name)!.body, this.scope());
    this.repetitions.set(address, repetition);
    return repetition;
  }

  /** The instances of a module that it calls, or why they are not known. What is not read is reported once. */
  private childrenOf(name: string): ModuleInstance[] | Undetermined {
    const known = this.children.get(name);
    if (known !== undefined) return known;
    const block = this.source.modules.get(name)!;
    const address = `${this.prefix}module.${name}`;
    const report = (reason: string, wayOut: string, code: 'elsewhere' | 'unknown-value' | 'limit') => {
      const { side, unread } = this.evaluation;
      unread.push({ side, file: block.file.path, address, line: lineOf(block, 'module'), code, what: address, reason, wayOut });
      const open = new Undetermined(address, reason, '', 'unread');
      this.children.set(name, open);
      return open;
    };
    if (this.depth() >= MODULE_DEPTH_AT_MOST) return report(`modules are nested more than ${MODULE_DEPTH_AT_MOST} levels deep`, PLAN, 'limit');
    const repetition = this.moduleRepetition(name);
    if (repetition.kind === 'unknown') return report(`how often it is called is not known: ${repetition.reason.reason}`, 'Pass the value by --var or --var-file, or pass a plan in JSON.', 'unknown-value');
    const source = moduleSourceOf(this, name, block);
    if (typeof source === 'string') return report(source, PLAN, 'elsewhere');
    const keys = repetition.kind === 'single' ? [undefined] : repetition.instances;
    if (keys.length > MODULES_AT_MOST) return report(`it is called more than ${MODULES_AT_MOST} times`, PLAN, 'limit');
    const children = keys.map(key => new ModuleInstance(source, this.evaluation, { parent: this, name, block, key }));
    this.children.set(name, children);
    return children;
  }

  private depth(): number {
    return this.called === undefined ? 0 : 1 + this.called.parent.depth();
  }

  private reportLimit(reason: string): void {
    const { side, unread, folder } = this.evaluation;
    unread.push({ side, file: folder, code: 'limit', what: this.address || 'the configuration', reason: `it has ${reason}`, wayOut: 'Split the configuration.' });
  }

  /** Evaluates once; what refers to itself is not known. */
  once(name: string, compute: () => Value): Value {
    const known = this.values.get(name);
    if (known === 'pending') return unknownValue(`${this.prefix}${name}`, 'it refers to itself', 'cycle');
    if (known !== undefined) return known;
    this.values.set(name, 'pending');
    const value = attempted(`${this.prefix}${name}`, compute);
    this.values.set(name, value);
    return value;
  }
}

const PLAN = 'Run terraform init so that .terraform/modules holds it, or pass a plan in JSON (terraform show -json PLAN).';

/** A value, or why its engine would refuse it. */
export function attempted(source: string, compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EvaluationError) return new Undetermined(source, error.message, '', 'invalid');
    if (error instanceof RangeError) return new Undetermined(source, 'it is nested too deep', '', 'limit');
    throw error;
  }
}

/** A map whose values are evaluated when they are asked for. */
function lazily(names: readonly string[], value: (name: string) => Value): ValueMap {
  const map = Object.create(null) as Record<string, Value>;
  for (const name of names) Object.defineProperty(map, name, { enumerable: true, get: () => value(name) });
  return map;
}

/** The name under which the caller knows a provider: `providers = { google = google.west }`. */
function passedProvider(providers: unknown, name: string): string {
  const written: unknown = typeof providers === 'object' && providers !== null ? (providers as Record<string, unknown>)[name] : undefined;
  return typeof written === 'string' ? written.replace(/^\$\{(.*)\}$/, '$1') : name;
}
