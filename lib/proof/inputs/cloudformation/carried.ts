import { Carried } from './aws-configuration';
import { TemplateValues } from './template-values';
import { findCredentialConfigs, FoundCredentialConfig } from '../credential-config';
import { isObject, JsonObject } from '../read-json';

const DEPTH_AT_MOST = 60;
const UNRESOLVED_AT_MOST = 10;

/** The credential configurations that a value of a template carries, in whatever form. */
export function carriedIn(values: TemplateValues, where: string, value: unknown): Carried[] {
  if (value === undefined || !mentions(value)) return [];
  const found = textsIn(values, value, 0).flatMap(findCredentialConfigs);
  if (found.length === 0) return [];
  const unknown = isObject(value) && isIntrinsic(value) ? values.partialText(value).unknown : [];
  const unresolved = [...new Set(unknown.map(({ source, reason }) => `${source}, ${reason}`))].slice(0, UNRESOLVED_AT_MOST);
  return distinct(found).map(config => ({ where, config, ...unresolved.length > 0 && { unresolved } }));
}

/** The branches of one text may write the same configuration, and the lines of one hold parts of it. */
function distinct(configs: readonly FoundCredentialConfig[]): FoundCredentialConfig[] {
  const readable = configs.filter(config => !('unreadable' in config));
  return [...new Map((readable.length > 0 ? readable : configs).map(config => [JSON.stringify(config), config])).values()];
}

const SPEAKS_OF_IT = /external_account|create-cred-config/;
/** What base64 makes of the type, at each of the three offsets, and texts long enough to be compressed. */
const ENCODED = /ZXh0ZXJuYWxfYWNjb3Vud|V4dGVybmFsX2FjY291bn|leHRlcm5hbF9hY2NvdW50|[A-Za-z0-9+/]{64}|Content-Transfer-Encoding/i;

/** Whether it is worth to look closer. */
function mentions(value: unknown): boolean {
  const text = JSON.stringify(value);
  return SPEAKS_OF_IT.test(text) || ENCODED.test(text) || /Fn::(?!Base64)|"Ref"/.test(text);
}

function textsIn(values: TemplateValues, value: unknown, depth: number): string[] {
  if (depth > DEPTH_AT_MOST) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.every(part => typeof part === 'string') ? [value.join('\n'), ...value as string[]] : value.flatMap(part => textsIn(values, part, depth + 1));
  if (!isObject(value)) return [];
  if (value.type === 'external_account') return [JSON.stringify(resolved(values, value, depth))];
  if (isIntrinsic(value)) return [values.partialText(value).text, ...branches(values, value, depth)];
  return Object.values(value).flatMap(part => textsIn(values, part, depth + 1));
}

/** An object in which intrinsic functions stand in the places of texts. */
function resolved(values: TemplateValues, value: unknown, depth: number): unknown {
  if (depth > DEPTH_AT_MOST) return undefined;
  if (Array.isArray(value)) return value.map(part => resolved(values, part, depth + 1));
  if (!isObject(value)) return value;
  if (isIntrinsic(value)) return values.partialText(value).text;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolved(values, part, depth + 1)]));
}

/** `Fn::If` is decided at deployment: either branch may carry something. */
function branches(values: TemplateValues, value: JsonObject, depth: number): string[] {
  const [[, argument]] = Object.entries(value);
  const choice: unknown = value['Fn::If'];
  if (Array.isArray(choice)) return choice.slice(1).flatMap(branch => textsIn(values, branch, depth + 1));
  const nested = Array.isArray(argument) ? argument.flat() : isObject(argument) ? [argument] : [];
  return nested.filter(isObject).filter(part => JSON.stringify(part).includes('Fn::If')).flatMap(part => textsIn(values, part, depth + 1));
}

function isIntrinsic(value: JsonObject): boolean {
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === 'Ref' || names[0].startsWith('Fn::'));
}
