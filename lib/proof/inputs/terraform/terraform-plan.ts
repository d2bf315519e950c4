import { many } from './blocks';
import { Undetermined } from '../../determined';
import { valueOfJson } from '../hcl/functions/json';
import { isMap, mapOf, Value } from '../hcl/values';
import { InputError } from '../input-error';
import { isObject, JsonObject } from '../read-json';
import { Unread } from '../reading';

/** A resource as a plan or state has it. */
export interface PlannedValues {
  readonly address: string;
  readonly type: string;
  readonly isData: boolean;
  readonly values: ReadonlyMap<string, Value>;
  /** Arguments that are known only after the apply, with what they refer to. */
  readonly later: ReadonlyMap<string, readonly string[]>;
}

/** What a plan or state says. */
export interface PlanContent {
  readonly form: 'Terraform plan' | 'Terraform state';
  readonly resources: readonly PlannedValues[];
  readonly variables: ReadonlyMap<string, Value>;
  /** Addresses that the root module of the configuration declares. @default - it is a state */
  readonly declared?: readonly string[];
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
}

/**
 * Reads a plan or state as `terraform show -json` and `tofu show -json` write it, or a state as it is stored;
 * `undefined` if it is neither.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function planContent(file: string, content: JsonObject, side: 'aws' | 'gcp'): PlanContent | undefined {
  if (typeof content.format_version !== 'string') return storedState(file, content);
  if (isObject(content.planned_values)) return plan(file, content, side);
  if (isObject(content.values)) return shownState(content);
  throw new InputError(file, 'the state is empty: it holds no resources; apply the configuration first, or pass a plan in JSON');
}

function plan(file: string, content: JsonObject, side: 'aws' | 'gcp'): PlanContent {
  const changes = many(content.resource_changes).filter(isObject);
  const unknown = new Map(changes.map(({ address, change }) => [String(address), isObject(change) ? change.after_unknown : undefined]));
  const references = referencesOf(content.configuration);
  const forgotten = new Set(changes.filter(({ change }) => isObject(change) && many(change.actions).includes('forget')).map(({ address }) => String(address)));
  const prior = resourcesOfModule(rootModule(isObject(content.prior_state) ? content.prior_state.values : undefined));
  const planned = resourcesOfModule(rootModule(content.planned_values));
  // Of what was there before, only the data sources are among the planned values, too; what is forgotten stays in the cloud.
  const kept = prior.filter(({ mode, address }) => mode === 'data' || forgotten.has(String(address)));
  const resources = [...kept, ...planned].map(written => plannedValues(written, unknown, references)).filter(one => one !== undefined);
  const variables = isObject(content.variables) ? content.variables : {};
  const root = isObject(content.configuration) && isObject(content.configuration.root_module) ? content.configuration.root_module : {};
  return {
    form: 'Terraform plan',
    resources: [...new Map(resources.map(resource => [resource.address, resource])).values()],
    variables: new Map(Object.entries(variables).filter(([, given]) => isObject(given) && given.value !== undefined)
      .map(([name, given]) => [name, valueOfJson((given as JsonObject).value)])),
    declared: many(root.resources).filter(isObject).map(({ address }) => String(address)),
    unread: incompleteness(file, content, side),
    notes: forgotten.size === 0 ? [] : [`${file}: ${[...forgotten].join(', ')} is forgotten by Terraform and stays in the cloud`],
  };
}

/** A plan that ended in an error, or that covers a part of the configuration only. */
function incompleteness(file: string, { errored, complete }: JsonObject, side: 'aws' | 'gcp'): Unread[] {
  if (errored !== true && complete !== false) return [];
  return [{
    side,
    file,
    code: 'incomplete',
    what: 'the rest of the plan',
    reason: errored === true ? 'the plan ended in an error, so it does not hold all resources' : 'the plan is incomplete: it covers a part of the configuration',
    wayOut: 'Plan the whole configuration without errors, and pass terraform show -json PLAN again.',
  }];
}

function shownState(content: JsonObject): PlanContent {
  const resources = resourcesOfModule(rootModule(content.values)).map(written => plannedValues(written, new Map(), new Map()))
    .filter(one => one !== undefined);
  return { form: 'Terraform state', resources, variables: new Map(), unread: [], notes: [] };
}

/** A state as a backend stores it: version 4. */
function storedState(file: string, content: JsonObject): PlanContent | undefined {
  if (typeof content.version !== 'number' || typeof content.terraform_version !== 'string') return undefined;
  if (content.version !== 4 || !Array.isArray(content.resources)) {
    throw new InputError(file, `it is a state of version ${content.version}: pass the output of terraform show -json`);
  }
  const resources = content.resources.filter(isObject).flatMap(resource => many(resource.instances).filter(isObject).map(instance => ({
    address: storedAddress(resource, instance),
    type: String(resource.type),
    isData: resource.mode === 'data',
    values: valuesOf(instance.attributes, undefined),
    later: new Map<string, readonly string[]>(),
  })));
  if (resources.length === 0) throw new InputError(file, 'the state is empty: it holds no resources; apply the configuration first, or pass a plan in JSON');
  return { form: 'Terraform state', resources, variables: new Map(), unread: [], notes: [] };
}

function storedAddress({ module, mode, type, name }: JsonObject, { index_key: key }: JsonObject): string {
  const prefix = typeof module === 'string' ? `${module}.` : '';
  const index = key === undefined || key === null ? '' : `[${JSON.stringify(key)}]`;
  return `${prefix}${mode === 'data' ? 'data.' : ''}${String(type)}.${String(name)}${index}`;
}

function rootModule(values: unknown): unknown {
  return isObject(values) ? values.root_module : undefined;
}

function resourcesOfModule(module: unknown): JsonObject[] {
  if (!isObject(module)) return [];
  return [...many(module.resources).filter(isObject), ...many(module.child_modules).flatMap(resourcesOfModule)];
}

function plannedValues(
  { address, type, mode, values }: JsonObject, unknown: ReadonlyMap<string, unknown>, references: ReadonlyMap<string, readonly string[]>,
): PlannedValues | undefined {
  if (typeof address !== 'string' || typeof type !== 'string') return undefined;
  const open = unknown.get(address);
  const later = isObject(open) ? Object.keys(open).filter(name => open[name] === true) : [];
  return {
    address,
    type,
    isData: mode === 'data',
    values: valuesOf(values, open),
    later: new Map(later.map(name => [name, references.get(`${address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '')}.${name}`) ?? []])),
  };
}

function valuesOf(values: unknown, unknown: unknown): Map<string, Value> {
  const open = isObject(unknown) ? unknown : {};
  const all = isObject(values) ? values : {};
  const names = Object.keys({ ...all, ...open }).filter(name => open[name] !== true);
  return new Map(names.map(name => [name, overlaid(valueOfJson(all[name] ?? null), open[name], name)]));
}

/** A value with those of its parts that are known only after the apply. */
function overlaid(value: Value, unknown: unknown, name: string): Value {
  if (unknown === true) return new Undetermined(name, AFTER_APPLY);
  if (Array.isArray(unknown)) {
    const known = Array.isArray(value) ? value as Value[] : [];
    return Array.from({ length: Math.max(known.length, unknown.length) }, (_, index) => overlaid(known[index] ?? null, unknown[index], name));
  }
  if (!isObject(unknown)) return value;
  const known = isMap(value) ? value : mapOf([]);
  return mapOf([...new Set([...Object.keys(known), ...Object.keys(unknown)])].map(key => [key, overlaid(known[key] ?? null, unknown[key], `${name}.${key}`)]));
}

export const AFTER_APPLY = 'the plan says that it is known only after the apply';

/** What the arguments of each resource refer to, by `ADDRESS.ARGUMENT`. */
function referencesOf(configuration: unknown): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (module: unknown, prefix: string) => {
    if (!isObject(module)) return;
    for (const resource of many(module.resources).filter(isObject)) {
      for (const [name, expression] of Object.entries(isObject(resource.expressions) ? resource.expressions : {})) {
        if (!isObject(expression) || !Array.isArray(expression.references)) continue;
        found.set(`${prefix}${String(resource.address)}.${name}`, expression.references.map(reference => `${prefix}${String(reference)}`));
      }
    }
    for (const [name, call] of Object.entries(isObject(module.module_calls) ? module.module_calls : {})) {
      if (isObject(call)) visit(call.module, `${prefix}module.${name}.`);
    }
  };
  if (isObject(configuration)) visit(configuration.root_module, '');
  return found;
}
