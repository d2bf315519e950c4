import { readFileSync, statSync } from 'node:fs';
import { InputError } from './input-error';

/** Any JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** A template of CloudFormation has 1 MB at most; plans of Terraform can be large. */
const BYTES_AT_MOST = 64 * 1024 * 1024;
const NESTING_AT_MOST = 200;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a file that holds one JSON object, or says which file it was and why it could not be read. */
export function readJsonObject(path: string): JsonObject {
  const value = parse(path, readText(path));
  if (!isObject(value)) throw new InputError(path, 'it holds JSON, but not an object');
  return value;
}

/** The text of a file, or why it cannot be read. */
export function readText(path: string): string {
  try {
    const stats = statSync(path);
    if (!stats.isFile() && !stats.isDirectory()) throw new Error('it is not a regular file');
    if (stats.size > BYTES_AT_MOST) throw new Error(`it has ${stats.size} bytes, more than ${BYTES_AT_MOST} are not read`);
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
}

function parse(path: string, text: string): unknown {
  if (text.trim() === '') throw new InputError(path, 'the file is empty');
  if (nesting(text) > NESTING_AT_MOST) throw new InputError(path, `its JSON is nested more than ${NESTING_AT_MOST} levels deep`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(path, `malformed JSON${placeOfError(text, (error as Error).message)}${otherForm(text)}`);
  }
}

/** Where the text is malformed, in words of our own: those of the engine differ from version to version. */
function placeOfError(text: string, message: string): string {
  if (/end of JSON input/.test(message)) return ': it ends too early';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` at line ${before.length}, column ${before[before.length - 1].length + 1}`;
}

/** What else the file seems to be, for those who pass it in its own form. */
function otherForm(text: string): string {
  if (/^\s*(?:---|AWSTemplateFormatVersion:|Resources:|apiVersion:)/m.test(text.slice(0, 2000))) return '; it looks like YAML: name it *.yaml';
  if (/^\s*(?:resource|provider|terraform|variable|module|locals)\b[^:]*\{/m.test(text.slice(0, 5000))) return '; it looks like HCL: name it *.tf';
  return '';
}

const [QUOTE, BACKSLASH, COLON, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [...'"\\:{}[]'].map(character => character.charCodeAt(0));

/** How deep a text of JSON nests: everything that walks it recurses as deep. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return deepest;
}

/** How many members the objects of a text of JSON have, repeated names included. */
export function countMembers(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COLON) count++;
  }
  return count;
}

/** Where the string ends that begins at a quotation mark: most of a template is strings, such as user data. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

/** The reason of a failed file operation, in words. */
export function fileSystemReason(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT': return 'there is no such file or folder';
    case 'EACCES': return 'permission denied';
    case 'EISDIR': return 'it is a folder';
    default: return (error as Error).message;
  }
}
