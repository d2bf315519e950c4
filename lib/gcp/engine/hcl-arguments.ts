import { GoogleArguments, GoogleValue } from '../../google/element';
import { terraformLiteral } from '../../google/terraform/terraform-text';

/** Returns arguments in the form that the engine's renderer of HCL takes, which an app may choose over JSON. */
export function hclArguments(values: GoogleArguments): Record<string, unknown> {
  const present = Object.entries(values).filter((entry): entry is [string, GoogleValue] => entry[1] !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, hclValue(name, value)]));
}

function hclValue(name: string, value: GoogleValue): object {
  if (typeof value === 'boolean') return { value, isBlock: false, type: 'simple', storageClassType: 'boolean' };
  if (typeof value === 'string') return { value: terraformLiteral(value), isBlock: false, type: 'simple', storageClassType: 'string' };
  if (isTexts(value)) return { value: value.map(terraformLiteral), isBlock: false, type: 'list', storageClassType: 'stringList' };
  const blocks = (Array.isArray(value) ? value : [value]) as readonly GoogleArguments[];
  return { value: blocks.map(hclArguments), isBlock: true, type: 'list', storageClassType: `${name}List` };
}

function isTexts(value: GoogleValue): value is readonly string[] {
  return Array.isArray(value) && value.every(element => typeof element === 'string');
}
