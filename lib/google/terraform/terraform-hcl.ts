import { admissionAssertion } from './admission';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, googleProviderRequirement } from './google-provider-version';
import { hclNames } from './hcl-names';
import { HclItem, hclLines, hclList, hclMap, hclString, hclTemplate } from './hcl-text';
import { addressOf, ConfigurationOptions, onlyProject } from './terraform-json';
import { CALLERS_OWN, GoogleArguments, GoogleElement, GoogleValue } from '../element';
import { GoogleSide } from '../google-side';

/** Options of a configuration in HCL. */
export interface HclOptions extends ConfigurationOptions {
  /** Whether the resources are in a state under the addresses of the JSON form. @default false */
  readonly movedFromJson?: boolean;
}

/** Arguments that are maps; every other nested value is a block. */
const MAPS = ['attribute_mapping'];

/** Returns the Google side as HCL, formatted as `terraform fmt` does, with a comment on every block. */
export function terraformHcl(side: GoogleSide, options: HclOptions): string {
  const name = hclNames(side.elements);
  const address = (element: GoogleElement) => `${element.isLookup ? 'data.' : ''}${element.type}.${name(element)}`;
  const managed = side.elements.filter(({ isForgotten }) => !isForgotten);
  const forgotten = side.elements.filter(({ isForgotten }) => isForgotten);
  return `${hclLines([
    ...settings(side, options),
    ...managed.flatMap(element => elementItems(element, name, address)),
    ...side.checks.map(check => ({
      comment: 'Warns in every plan if the condition of the existing provider does not name an identity.',
      block: `check "${check.path.join('_')}"`,
      items: [{ block: 'assert', items: assertionItems(admissionAssertion(check, address(check.provider))) }],
    })),
    ...options.movedFromJson ? managed.flatMap(element => movedItems(element, address)) : [],
    ...forgotten.map(element => ({
      block: 'removed', items: [{ attribute: 'from', value: options.movedFromJson ? addressOf(element) : address(element) }, { block: 'lifecycle', items: [{ attribute: 'destroy', value: 'false' }] }],
    })),
    ...side.outputs.map(({ name: output, value, description }) => ({
      block: `output "${output}"`, items: [{ attribute: 'description', value: hclString(description) }, { attribute: 'value', value: hclString(value) }],
    })),
  ])}\n`;
}

function settings(side: GoogleSide, { googleProviderVersion = DEFAULT_GOOGLE_PROVIDER_VERSION, module }: HclOptions): HclItem[] {
  const required = Object.entries(googleProviderRequirement(googleProviderVersion));
  const requirement = required.map(([attribute, value]) => ({ attribute, value: hclString(value) }));
  const project = onlyProject(side);
  const provider = { block: 'provider "google"', items: project === undefined ? [] : [{ attribute: 'project', value: hclString(project) }] };
  const google = { attribute: 'google', value: `{\n  ${hclLines(requirement).replace('\n', '\n  ')}\n}` };
  return [
    { block: 'terraform', items: [{ block: 'required_providers', items: [google] }] },
    ...module ? [] : [provider],
  ];
}

function elementItems(element: GoogleElement, name: (element: GoogleElement) => string, address: (element: GoogleElement) => string): HclItem[] {
  const { isLookup, type, lifecycle, importId } = element;
  const after = element.after.flatMap(predecessor => predecessor === CALLERS_OWN ? [] : [address(predecessor)]);
  const lifecycleItems: HclItem[] = [
    ...lifecycle?.createBeforeDestroy ? [{ attribute: 'create_before_destroy', value: 'true' }] : [],
    ...lifecycle?.preventDestroy ? [{ attribute: 'prevent_destroy', value: 'true' }] : [],
    ...(lifecycle?.postconditions ?? []).map(({ condition, errorMessage }) => ({
      block: 'postcondition', items: assertionItems({ condition: `\${${condition}}`, error_message: errorMessage }),
    })),
  ];
  return [
    {
      comment: element.purpose,
      block: `${isLookup ? 'data' : 'resource'} "${type}" "${name(element)}"`,
      items: [
        ...argumentItems(element.arguments),
        ...after.length === 0 ? [] : [{ attribute: 'depends_on', value: hclList(after) }],
        ...lifecycleItems.length === 0 ? [] : [{ block: 'lifecycle', items: lifecycleItems }],
      ],
    },
    ...importId === undefined ? [] : [{
      block: 'import', items: [{ attribute: 'id', value: hclString(importId) }, { attribute: 'to', value: address(element) }],
    }],
  ];
}

/** Tells Terraform that a resource has another address in JSON. */
function movedItems(element: GoogleElement, address: (element: GoogleElement) => string): HclItem[] {
  const [from, to] = [addressOf(element), address(element)];
  if (element.isLookup || from === to) return [];
  return [{ block: 'moved', items: [{ attribute: 'from', value: from }, { attribute: 'to', value: to }] }];
}

function argumentItems(values: GoogleArguments): HclItem[] {
  return Object.entries(values).flatMap(([name, value]) => value === undefined ? [] : valueItems(name, value));
}

function valueItems(name: string, value: GoogleValue): HclItem[] {
  if (typeof value === 'string') return [{ attribute: name, value: hclString(value) }];
  if (typeof value === 'boolean') return [{ attribute: name, value: String(value) }];
  if (MAPS.includes(name)) {
    return [{ attribute: name, value: hclMap(Object.fromEntries(Object.entries(value).map(([key, text]) => [key, hclString(String(text))]))) }];
  }
  if (isTexts(value)) return [{ attribute: name, value: hclList(value.map(hclString)) }];
  const blocks = (Array.isArray(value) ? value : [value]) as readonly GoogleArguments[];
  return blocks.map(block => ({ block: name, items: argumentItems(block) }));
}

function isTexts(value: GoogleValue): value is readonly string[] {
  return Array.isArray(value) && value.every(element => typeof element === 'string');
}

function assertionItems({ condition, error_message: message }: { readonly condition: string; readonly error_message: string }): HclItem[] {
  return [{ attribute: 'condition', value: condition.replace(/^\$\{|\}$/g, '') }, { attribute: 'error_message', value: hclTemplate(message) }];
}
