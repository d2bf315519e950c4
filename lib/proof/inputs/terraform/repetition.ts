import type { TerraformResource } from './terraform-document';
import { Undetermined } from '../../determined';
import { isObject } from '../read-json';

const INSTANCES_AT_MOST = 10_000;

/**
 * The instances of a resource with `count` or `for_each`, where these are literal; else the resource as it is written,
 * which may come to be any number of times.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/for_each
 */
export function repeated(resource: TerraformResource): TerraformResource[] {
  const { count, for_each: forEach } = resource.attributes;
  if (count !== undefined) {
    const number = typeof count === 'number' || (typeof count === 'string' && /^\d+$/.test(count)) ? Number(count) : undefined;
    if (number === undefined || number > INSTANCES_AT_MOST) return [uncertain(resource, 'count', count)];
    return Array.from({ length: number }, (_, index) => instance(resource, `[${index}]`, { 'count.index': String(index) }));
  }
  if (forEach !== undefined && forEach !== null) {
    const entries = literalEntries(forEach);
    if (entries === undefined || entries.length > INSTANCES_AT_MOST) return [uncertain(resource, 'for_each', forEach)];
    return entries.map(([key, value]) => instance(resource, `[${JSON.stringify(key)}]`, {
      'each.key': key,
      ...typeof value === 'string' ? { 'each.value': value } : isObject(value) ? members(value) : {},
    }));
  }
  return [resource];
}

function members(value: object): Record<string, string> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => typeof part === 'string').map(([name, part]) => [`each.value.${name}`, part as string]));
}

function uncertain(resource: TerraformResource, argument: string, written: unknown): TerraformResource {
  return { ...resource, existence: new Undetermined(`${argument} = ${JSON.stringify(written)}`, 'only the Terraform engine can resolve it') };
}

/** A literal map or set: an object, or `${toset([...])}`. A text with a template in it is not literal. */
function literalEntries(forEach: unknown): [string, unknown][] | undefined {
  if (isObject(forEach)) return Object.entries(forEach);
  const list = typeof forEach === 'string' ? /^\$\{toset\((\[.*\])\)\}$/s.exec(forEach)?.[1] : undefined;
  if (list === undefined) return undefined;
  try {
    const values = JSON.parse(list) as unknown[];
    return values.every(value => typeof value === 'string' && !value.includes('${')) ? [...new Set(values as string[])].map(value => [value, value]) : undefined;
  } catch {
    return undefined;
  }
}

function instance(resource: TerraformResource, index: string, values: Readonly<Record<string, string>>): TerraformResource {
  return { ...resource, address: `${resource.address}${index}`, attributes: replaced(resource.attributes, values) as TerraformResource['attributes'] };
}

/** Puts the values of one instance into the templates that name them. */
function replaced(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([^{}]*)\}/g, (template, inside: string) => {
      const name = inside.trim();
      return Object.hasOwn(values, name) ? `\${${JSON.stringify(values[name])}}` : template;
    });
  }
  if (Array.isArray(value)) return value.map(part => replaced(part, values));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part, values)]));
  return value;
}
