import { computedAttribute } from './computed-attributes';
import { lineOfResource } from './element';
import { Evaluation } from './evaluation';
import { ModuleInstance } from './module-instance';
import { announceModule } from './module-location';
import { ModuleSource } from './module-source';
import { PlannedResource } from './planned-resource';
import { TerraformDocument } from './terraform-document';
import type { TerraformResource } from './terraform-resource';
import { Determined, mapDetermined, Undetermined } from '../../determined';
import { isUnknown, textOf, Value } from '../hcl/values';
import { ReadOptions, Reading, Unread } from '../reading';

/** What the types of resources that are judged begin with. */
const PREFIX = { aws: 'aws_', gcp: 'google_' } as const;

/** What is known from elsewhere when a document is evaluated. */
export interface KnownValues {
  /** Project numbers by project id. @default - none */
  readonly projectNumbers?: ReadonlyMap<string, string>;
  /** @default - no options */
  readonly options?: ReadOptions;
}

/** The resources of one document, with their values as far as the document determines them. */
export class TerraformValues {
  readonly resources: readonly TerraformResource[];
  private readonly evaluation: Evaluation;
  private readonly byAddress: ReadonlyMap<string, TerraformResource>;
  private readonly configured = new Map<string, TerraformResource>();
  /** What is being resolved, so that a cycle ends as an answer. */
  private readonly pending = new Set<string>();

  constructor(readonly document: TerraformDocument, private readonly known: KnownValues = {}) {
    const { side, folder, configuration, engine, variables, plan, module } = document;
    this.evaluation = {
      side,
      folder,
      configuration,
      engine,
      variables,
      ...plan !== undefined && { planned: plan.variables, plannedResource: (address: string) => this.knownByPlan(address) },
      computed: (resource, attribute) => computedAttribute(this, resource, attribute),
      budget: { steps: 0, depth: 0 },
      unread: [...document.unread, ...plan === undefined && module !== undefined ? forgottenIn(module, side) : []],
      refused: [...module?.refused ?? []],
      defaultsTaken: new Map(),
    };
    const root = module === undefined ? undefined : this.rootModule(module);
    this.resources = plan?.resources.map(resource => new PlannedResource(resource, configuration, (address, name) => this.later(address, name)))
      ?? [...root?.resources() ?? []];
    this.byAddress = new Map(this.resources.map(resource => [resource.address, resource]));
    // What a plan knows decides how often the resources of its configuration exist.
    if (plan !== undefined) for (const resource of root?.resources() ?? []) this.configured.set(resource.address, resource);
  }

  /** Resources of which it is not known how many there are. */
  private uncertain(): Unread[] {
    return this.resources.flatMap(resource => resource.existence === undefined || !resource.type.startsWith(PREFIX[this.document.side]) ? [] : [{
      side: this.document.side,
      file: resource.file,
      address: resource.address,
      line: lineOfResource(resource),
      code: 'unknown-value' as const,
      what: resource.address,
      reason: `how many there are is not known: ${resource.existence.source}: ${resource.existence.reason}`,
      wayOut: 'Pass the value by --var or --var-file, or pass a plan in JSON.',
    }]);
  }

  /** What was not read, which defaults were taken and what the engine refuses, as far as values were asked for. */
  get reading(): Reading {
    const { unread, refused, defaultsTaken } = this.evaluation;
    const { notes, source } = this.document;
    return { unread: [...unread, ...this.uncertain()], refused, defaultsTaken: [...defaultsTaken.values()], notes, sources: [source] };
  }

  /** Options of the command line. */
  get options(): ReadOptions {
    return this.known.options ?? {};
  }

  /** An argument as text; `undefined` if it is not set. */
  text(resource: TerraformResource, name: string): Determined<string> | undefined {
    return this.textOf(resource.get(name));
  }

  textOf(value: Value | undefined): Determined<string> | undefined {
    if (value === undefined || value === null) return undefined;
    if (isUnknown(value)) return value;
    return typeof value === 'object' ? new Undetermined('a list or map', 'it is not a text', '', 'invalid') : textOf(value);
  }

  /** An argument that is on or off; off if it is not set. */
  flag(resource: TerraformResource, name: string): Determined<boolean> {
    const text = this.text(resource, name);
    return text === undefined ? false
      : mapDetermined(text, known => known === 'true' || (known !== 'false' && new Undetermined(known, 'it is not a truth value', '', 'invalid')));
  }

  /** The project of a resource: its own, else the provider's. */
  project(resource: TerraformResource): Determined<string> {
    const manager = this.configured.get(resource.address) ?? resource;
    return this.text(resource, 'project') ?? this.textOf(manager.providerArgument('project'))
      ?? new Undetermined(resource.address, 'neither the resource nor the google provider names a project', '', 'no-value');
  }

  projectNumber(projectId: string): Determined<string> {
    return this.known.projectNumbers?.get(projectId) ?? new Undetermined(projectId, 'Google answers with the project number');
  }

  resource(address: string): TerraformResource | undefined {
    return this.byAddress.get(address);
  }

  private rootModule(source: ModuleSource): ModuleInstance {
    announceModule(source);
    return new ModuleInstance(source, this.evaluation);
  }

  /** What a plan does not know yet: as the configuration has it, or as a cloud computes it. */
  private later(address: string, name: string): Value | undefined {
    const key = `${address}.${name}`;
    if (this.pending.has(key)) return undefined;
    this.pending.add(key);
    try {
      return this.resolvedLater(address, name);
    } finally {
      this.pending.delete(key);
    }
  }

  private resolvedLater(address: string, name: string): Value | undefined {
    const configured = this.configured.get(address);
    if (configured !== undefined) return configured.names.includes(name) ? configured.get(name) : computedAttribute(this, configured, name);
    const planned = this.byAddress.get(address);
    if (!(planned instanceof PlannedResource)) return undefined;
    return planned.known(name) ?? computedAttribute(this, planned, name);
  }

  private knownByPlan(address: string): { get(name: string): Value | undefined } | undefined {
    const planned = this.byAddress.get(address);
    return planned instanceof PlannedResource ? { get: name => planned.known(name) } : undefined;
  }
}

/** What the configuration forgets stays in the cloud, as only a state or a plan tells. */
function forgottenIn({ forgotten }: ModuleSource, side: 'aws' | 'gcp'): Unread[] {
  return forgotten.filter(({ address }) => address.startsWith(PREFIX[side]) || address.startsWith('module.')).map(({ file, address }) => ({
    side,
    file,
    address,
    code: 'unknown-value',
    what: `removed ${address}`,
    reason: 'it stays in the cloud, and the configuration does not hold it any more',
    wayOut: 'Pass a plan in JSON from before the resource was forgotten, or delete the resource and the block.',
  }));
}
