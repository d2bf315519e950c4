import { readFileSync } from 'node:fs';
import { InputError } from './input-error';

/** Any JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a file that holds one JSON object, or says which file it was and why it could not be read. */
export function readJsonObject(path: string): JsonObject {
  const value = parse(path, readText(path));
  if (!isObject(value)) throw new InputError(path, 'it holds JSON, but not an object');
  return value;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new InputError(path, fileSystemReason(error));
  }
}

function parse(path: string, text: string): unknown {
  if (text.trim() === '') throw new InputError(path, 'the file is empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(path, `malformed JSON (${(error as Error).message})`);
  }
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
