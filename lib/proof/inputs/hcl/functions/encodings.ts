import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { text } from './arguments';
import { formatted } from './format';
import type { TerraformFunction } from './index';
import { jsonText, valueOfJson } from './json';
import { EvaluationError, firstUnknown, isUnknown, Value } from '../values';

/** Functions that encode and decode. What is encoded of a text that is known in part stays plain: it is looked into. */
export const ENCODINGS: Readonly<Record<string, TerraformFunction>> = {
  base64decode: value => known(value, plain => Buffer.from(plain, 'base64').toString('utf8')),
  base64encode: value => known(value, plain => Buffer.from(plain).toString('base64')),
  base64gzip: value => known(value, plain => gzipSync(plain).toString('base64')),
  base64sha256: value => known(value, plain => hash('sha256', plain, 'base64')),
  base64sha512: value => known(value, plain => hash('sha512', plain, 'base64')),
  format: (format, ...args) => isUnknown(format) ? format : formatted(text(format), args),
  jsondecode: value => known(value, plain => valueOfJson(parsedJson(plain))),
  jsonencode: value => jsonText(value),
  md5: value => known(value, plain => hash('md5', plain)),
  sha1: value => known(value, plain => hash('sha1', plain)),
  sha256: value => known(value, plain => hash('sha256', plain)),
  sha512: value => known(value, plain => hash('sha512', plain)),
  textencodebase64: (value, encoding) => known(value, plain => encoded(plain, text(encoding))),
  urlencode: value => known(value, plain => encodeURIComponent(plain).replace(/%20/g, '+').replace(/[!'()*]/g, percent)),
  yamldecode: value => known(value, plain => valueOfJson(parse(plain))),
};

function known(value: Value | undefined, change: (plain: string) => Value): Value {
  const open = value === undefined ? undefined : firstUnknown(value);
  return open ?? change(text(value));
}

function parsedJson(plain: string): unknown {
  try {
    return JSON.parse(plain);
  } catch {
    throw new EvaluationError('it is not JSON');
  }
}

function hash(algorithm: string, plain: string, form: 'hex' | 'base64' = 'hex'): string {
  return createHash(algorithm).update(plain).digest(form);
}

function encoded(plain: string, encoding: string): string {
  if (/^utf-?16le$/i.test(encoding)) return Buffer.from(plain, 'utf16le').toString('base64');
  if (/^utf-?8$/i.test(encoding)) return Buffer.from(plain).toString('base64');
  throw new EvaluationError(`the encoding ${encoding} is not read`);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
