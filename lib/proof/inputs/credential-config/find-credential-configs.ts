import { CredentialConfig, readCredentialConfig } from './credential-config';
import { expandText } from './expand-text';
import { gcloudCommands } from './gcloud-command';
import { installedText } from './installed-text';
import { shellVariables, substituted } from './shell-variables';
import { isObject } from '../read-json';

/** A credential configuration in a text. */
export type FoundCredentialConfig = CredentialConfig | UnreadableCredentialConfig;

/** A text speaks of a credential configuration that could not be made out. */
export interface UnreadableCredentialConfig {
  readonly unreadable: string;
}

const TYPE = 'external_account';
const OCCURRENCES_AT_MOST = 100;
const CONFIG_CHARACTERS_AT_MOST = 20_000;

/** What is unlike the type in a sentence: the member of an object, in whatever quoting. */
const MEMBER = /type["'\\`]*\s*[:=]>?\s*["'\\`]*external_account\b(?!_)/;

/**
 * Finds the credential configurations that a text writes down: literally, in a heredoc or a here-string, escaped inside
 * another string, encoded, or by `gcloud iam workload-identity-pools create-cred-config`.
 */
export function findCredentialConfigs(text: string): FoundCredentialConfig[] {
  const found = new Map<string, FoundCredentialConfig>();
  for (const layer of expandText(installedText(text)).map(installedText)) {
    if (!layer.includes(TYPE) && !layer.includes('create-cred-config')) continue;
    const variables = shellVariables(layer);
    for (const config of [...literalConfigs(layer, variables), ...gcloudCommands(layer).map(command => substitutedConfig(command, variables))]) {
      const key = JSON.stringify(config);
      if (!found.has(key)) found.set(key, config);
    }
  }
  const all = [...found.values()];
  return all.some(config => !('unreadable' in config)) ? all.filter(config => !('unreadable' in config)) : all.slice(0, 1);
}

function literalConfigs(text: string, variables: ReadonlyMap<string, string>): FoundCredentialConfig[] {
  const found: FoundCredentialConfig[] = [];
  let from = 0;
  for (let count = 0; count < OCCURRENCES_AT_MOST; count++) {
    const at = text.indexOf(TYPE, from);
    if (at < 0) break;
    from = at + TYPE.length;
    const around = text.slice(Math.max(0, at - CONFIG_CHARACTERS_AT_MOST), at + CONFIG_CHARACTERS_AT_MOST);
    const object = objectAround(around, Math.min(at, CONFIG_CHARACTERS_AT_MOST));
    if (object !== undefined) {
      found.push(substitutedConfig(object.value, variables));
    } else if (MEMBER.test(text.slice(Math.max(0, at - 40), from + 1))) {
      found.push({ unreadable: `a text of type ${TYPE} is there, but no JSON object could be read around it` });
    }
  }
  return found;
}

function substitutedConfig(object: object, variables: ReadonlyMap<string, string>): CredentialConfig {
  return readCredentialConfig(substituted(object, variables) as Readonly<Record<string, unknown>>);
}

/** The innermost JSON object of type `external_account` around a place, through up to three levels of escapes. */
function objectAround(text: string, at: number): { value: object } | undefined {
  let layer = text;
  let place = at;
  for (let level = 0; level < 4; level++) {
    const value = parsedAround(layer, place);
    if (value !== undefined) return { value };
    const before = unescaped(layer.slice(0, place));
    layer = before + unescaped(layer.slice(place));
    place = before.length;
  }
  return undefined;
}

function parsedAround(text: string, at: number): object | undefined {
  let open = at;
  for (let tries = 0; tries < 12; tries++) {
    open = text.lastIndexOf('{', open - 1);
    if (open < 0) return undefined;
    const value = parsedFrom(text, open, at);
    if (value !== undefined) return value;
    if (open === 0) return undefined;
  }
  return undefined;
}

function parsedFrom(text: string, open: number, at: number): object | undefined {
  const close = closingBrace(text, open);
  if (close < at) return undefined;
  const written = text.slice(open, close + 1);
  for (const candidate of [written, written.replace(/\\(?=[$`])/g, ''), written.replace(/\\\r?\n/g, '')]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (isObject(value) && value.type === TYPE) return value;
    } catch {
      // Not this one: the next brace further out may open the object.
    }
  }
  return undefined;
}

/** Where the object that opens at a brace closes; braces inside quotes do not count. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth++;
    else if (!quoted && character === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Undoes one level of escapes: of JSON, of a shell in double quotes, and of PowerShell. */
function unescaped(text: string): string {
  return text.replace(/\\(["\\/$`])|\\n|\\r|\\t|`(["`$])|`n/g, (_, plain: string | undefined, quoted: string | undefined) => plain ?? quoted ?? ' ');
}
