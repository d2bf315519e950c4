import { TerraformDocument, TerraformResource } from './terraform-document';
import { isObject, JsonObject } from '../read-json';

/** Whether a file of JSON is a plan, or a state, as `terraform show -json` and `tofu show -json` write them. */
export function isPlan(content: JsonObject): boolean {
  return typeof content.format_version === 'string' && (isObject(content.planned_values) || isObject(content.values));
}

/**
 * A plan or a state as a configuration: what modules, `count` and `for_each` make is in it, and nearly every value is
 * resolved.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function planDocument(file: string, content: JsonObject): TerraformDocument {
  const resources = new Map<string, TerraformResource>();
  const unknown = unknownArguments(content);
  const references = referencesOf(content.configuration);
  const prior = isObject(content.prior_state) && isObject(content.prior_state.values) ? content.prior_state.values : {};
  for (const root of [prior, isObject(content.planned_values) ? content.planned_values : content.values]) {
    for (const written of resourcesOfModule(isObject(root) ? root.root_module : undefined)) {
      const { address, type, mode, values } = written;
      if (typeof address !== 'string' || typeof type !== 'string') continue;
      // Of what stood before only the data sources stand in the planned values too.
      if (root === prior && mode !== 'data') continue;
      const attributes = isObject(values) ? values : {};
      const later = new Map((unknown.get(address) ?? []).map(name => [name, references.get(`${address.replace(/\[[^\]]*\]/g, '')}.${name}`) ?? []]));
      resources.set(address, { address, type, attributes, file, configuration: file, isData: mode === 'data', isPlanned: true, later });
    }
  }
  return { resources, locals: new Map(), variables: new Map(), providers: new Map(), notes: [] };
}

function resourcesOfModule(module: unknown): JsonObject[] {
  if (!isObject(module)) return [];
  const own = Array.isArray(module.resources) ? module.resources.filter(isObject) : [];
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  return [...own, ...children.flatMap(resourcesOfModule)];
}

/** The arguments of each resource that are known only after the apply. */
function unknownArguments(content: JsonObject): Map<string, string[]> {
  const changes = Array.isArray(content.resource_changes) ? content.resource_changes.filter(isObject) : [];
  return new Map(changes.map(({ address, change }) => {
    const unknown = isObject(change) && isObject(change.after_unknown) ? change.after_unknown : {};
    return [String(address), Object.keys(unknown).filter(name => unknown[name] === true)];
  }));
}

/** What the arguments of each resource refer to, by `ADDRESS.ARGUMENT`. */
function referencesOf(configuration: unknown): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const visit = (module: unknown, prefix: string) => {
    if (!isObject(module)) return;
    for (const resource of Array.isArray(module.resources) ? module.resources.filter(isObject) : []) {
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
