import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { map, text } from './arguments';
import type { TerraformFunction } from './index';
import { Undetermined } from '../../../determined';
import { EvaluationError, isUnknown, unknownValue, Value, ValueSet } from '../values';

const BYTES_AT_MOST = 4 * 1024 * 1024;
const FILES_AT_MOST = 5_000;

/**
 * Functions that read files, relative to the folder in which the engine runs.
 *
 * @param template evaluates a text as a template
 */
export function fileFunctions(
  folder: string, template: (text: string, variables: ReadonlyMap<string, Value>) => Value,
): Readonly<Record<string, TerraformFunction>> {
  const read = (path: Value, use: (content: Buffer) => Value): Value => isUnknown(path) ? path : contentOf(folder, text(path), use);
  return {
    abspath: path => isUnknown(path) ? path : unknownValue(text(path), 'it differs from machine to machine'),
    basename: path => isUnknown(path) ? path : basename(text(path)),
    dirname: path => isUnknown(path) ? path : dirname(text(path)),
    file: path => read(path, content => content.toString('utf8')),
    filebase64: path => read(path, content => content.toString('base64')),
    fileexists: path => isUnknown(path) ? path : statOf(resolve(folder, text(path))) !== undefined,
    fileset: (path, pattern) => isUnknown(path) ? path : isUnknown(pattern) ? pattern : fileSet(resolve(folder, text(path)), text(pattern)),
    filebase64sha256: path => read(path, content => hash('sha256', content, 'base64')),
    filebase64sha512: path => read(path, content => hash('sha512', content, 'base64')),
    filemd5: path => read(path, content => hash('md5', content, 'hex')),
    filesha1: path => read(path, content => hash('sha1', content, 'hex')),
    filesha256: path => read(path, content => hash('sha256', content, 'hex')),
    filesha512: path => read(path, content => hash('sha512', content, 'hex')),
    pathexpand: path => path,
    templatefile: (path, variables) => read(path, content => isUnknown(variables) ? variables
      : template(content.toString('utf8'), new Map(Object.entries(map(variables))))),
    templatestring: (content, variables) => isUnknown(content) ? content : isUnknown(variables) ? variables
      : template(text(content), new Map(Object.entries(map(variables)))),
  };
}

function hash(algorithm: string, content: Buffer, form: 'hex' | 'base64'): string {
  return createHash(algorithm).update(content).digest(form);
}

function contentOf(folder: string, path: string, use: (content: Buffer) => Value): Value {
  const place = isAbsolute(path) ? path : join(folder, path);
  const size = statOf(place);
  if (size === undefined) return new Undetermined(path, 'the file is not there', '', 'unread');
  if (size > BYTES_AT_MOST) return new Undetermined(path, `the file has more than ${BYTES_AT_MOST} bytes`, '', 'limit');
  return use(readFileSync(place));
}

function statOf(place: string): number | undefined {
  try {
    const stats = statSync(place);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

function fileSet(folder: string, pattern: string): Value {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    if (names.length > FILES_AT_MOST) return unknownValue(pattern, `the folder has more than ${FILES_AT_MOST} files`, 'limit');
    return new ValueSet(names.filter(name => statOf(join(folder, name)) !== undefined && globExpression(pattern).test(name)));
  } catch {
    throw new EvaluationError(`the folder of ${pattern} cannot be read`);
  }
}

const GLOB: readonly (readonly [pattern: RegExp, expression: string])[] = [
  [/^\*\*\//, '(?:.*/)?'], [/^\*\*/, '.*'], [/^\*/, '[^/]*'], [/^\?/, '[^/]'], [/^\{/, '(?:'], [/^\}/, ')'], [/^,/, '|'],
];

/** A pattern of `fileset` as a regular expression. */
function globExpression(pattern: string): RegExp {
  let [rest, expression] = [pattern, ''];
  while (rest !== '') {
    const found = GLOB.find(([part]) => part.test(rest));
    expression += found?.[1] ?? rest[0].replace(/[.*+?^${}()|[\]\\]/, '\\$&');
    rest = found === undefined ? rest.slice(1) : rest.replace(found[0], '');
  }
  return new RegExp(`^${expression}$`);
}
