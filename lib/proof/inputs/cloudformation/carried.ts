import { Carried, CarriedUse } from './aws-configuration';
import { TemplateValues } from './template-values';
import { CREDENTIAL_CONFIG_VARIABLES } from '../../../federation/installation/installation';
import { PartialText } from '../../determined';
import { findCredentialConfigs, FoundCredentialConfig } from '../credential-config';
import { isObject, JsonObject } from '../read-json';

const DEPTH_AT_MOST = 60;
const UNRESOLVED_AT_MOST = 10;
const BRANCHES_AT_MOST = 1_000;

/** The credential configurations that a value of a template carries, in whatever form. */
export function carriedIn(values: TemplateValues, where: string, value: unknown, use?: CarriedUse): Carried[] {
  if (value === undefined || !mentions(value)) return [];
  const found = textsIn(values, value, 0).flatMap(findCredentialConfigs);
  if (found.length === 0) return [];
  const unknown = isObject(value) && isIntrinsic(value) ? values.partialText(value).unknown : [];
  const unresolved = [...new Set(unknown.map(({ source, reason }) => `${source}, ${reason}`))].slice(0, UNRESOLVED_AT_MOST);
  return distinct(found).map(config => ({ where, config, ...unresolved.length > 0 && { unresolved }, ...use !== undefined && { use } }));
}

/** The credential configurations in a text that is known in part. */
export function carriedInText(where: string, { text, unknown }: PartialText, use?: CarriedUse): Carried[] {
  const unresolved = [...new Set(unknown.map(({ source, reason }) => `${source}, ${reason}`))].slice(0, UNRESOLVED_AT_MOST);
  return distinct(findCredentialConfigs(text)).map(config => ({
    where, config, ...unresolved.length > 0 && { unresolved }, ...use !== undefined && { use },
  }));
}

/** Whether a variable with JSON in it is one of those that take a path. */
export function useOfVariable(name: string): CarriedUse {
  return CREDENTIAL_CONFIG_VARIABLES.some(variable => variable === name) ? 'json-in-google-variable' : 'json-in-own-variable';
}

const POINTER = new RegExp(`${CREDENTIAL_CONFIG_VARIABLES.join('|')}|--cred-file|from_file|loadCredentialsFromFile|load_credentials_from_file`);

/** Whether a script tells a program where the file is that it writes. */
export function useOfScript(text: string): CarriedUse {
  return POINTER.test(text) ? 'pointed-to' : 'not-pointed-to';
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

/** `Fn::If` may be decided at deployment: either branch may carry something. The innermost branches hold the texts. */
function branches(values: TemplateValues, value: JsonObject, depth: number): string[] {
  const found: string[] = [];
  const visit = (part: unknown, level: number): void => {
    if (level > DEPTH_AT_MOST || found.length > BRANCHES_AT_MOST) return;
    if (Array.isArray(part)) return part.forEach(one => visit(one, level + 1));
    if (!isObject(part)) return;
    const choice: unknown = part['Fn::If'];
    if (Array.isArray(choice)) {
      choice.slice(1).forEach(branch => {
        if (!(isObject(branch) && 'Fn::If' in branch)) found.push(...leafTexts(values, branch, level + 1));
        visit(branch, level + 1);
      });
      return;
    }
    Object.values(part).forEach(one => visit(one, level + 1));
  };
  visit(value, depth);
  return found;
}

function leafTexts(values: TemplateValues, branch: unknown, depth: number): string[] {
  if (!isObject(branch)) return textsIn(values, branch, depth);
  return isIntrinsic(branch) ? [values.partialText(branch).text] : textsIn(values, branch, depth);
}

function isIntrinsic(value: JsonObject): boolean {
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === 'Ref' || names[0].startsWith('Fn::'));
}
