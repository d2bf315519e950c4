import { basename } from 'node:path';
import { CollectionTag, Document, isMap, isScalar, LineCounter, parseAllDocuments, ScalarTag, visit } from 'yaml';
import { InputError } from './input-error';
import { readText } from './read-json';

const CHARACTERS_AT_MOST = 10 * 1024 * 1024;
const ALIASES_AT_MOST = 1_000;

/** Whether a file is YAML by its name. */
export function isYamlFile(path: string): boolean {
  return /\.ya?ml$/.test(path) || /\.(?:template|yaml\.template)$/.test(basename(path));
}

/** Reads the documents of a file of YAML, with the short forms of CloudFormation. Throws `InputError`. */
export function readYamlDocuments(path: string): unknown[] {
  return parseYamlDocuments(path, readText(path));
}

/** The documents of a text of YAML. Empty ones are left out. */
export function parseYamlDocuments(path: string, text: string): unknown[] {
  if (text.trim() === '') throw new InputError(path, 'the file is empty');
  if (text.length > CHARACTERS_AT_MOST) throw new InputError(path, `it has ${text.length} characters, more than ${CHARACTERS_AT_MOST} of YAML are not read`);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { customTags: SHORT_FORMS, merge: true, lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  return [...documents as Document[]].map(document => valueOf(path, document, lines)).filter(value => value !== null && value !== undefined);
}

function valueOf(path: string, document: Document, lines: LineCounter): unknown {
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new InputError(path, `it is not valid YAML at line ${line}, column ${col}`);
  }
  visit(document, {
    // An account number such as 012345678901 is a text that begins with a zero.
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && /^0\d+$/.test(node.source ?? '')) node.value = node.source;
    },
  });
  try {
    return document.toJS({ maxAliasCount: ALIASES_AT_MOST });
  } catch {
    throw new InputError(path, `its YAML refers to anchors more than ${ALIASES_AT_MOST} times, or to itself`);
  }
}

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Condition', 'Equals', 'FindInMap', 'ForEach', 'GetAZs', 'GetAtt', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or',
  'Ref', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

/** `!Sub text` is `{"Fn::Sub": "text"}`. */
const SHORT_FORMS: (ScalarTag | CollectionTag)[] = FUNCTIONS.flatMap(name => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const wrap = (value: unknown) => ({ [key]: name === 'GetAtt' && typeof value === 'string' ? splitAttribute(value) : value });
  return [
    { tag: `!${name}`, resolve: (value: string) => wrap(value) },
    ...(['map', 'seq'] as const).map(collection => ({
      tag: `!${name}`, collection, resolve: (node: unknown) => ({ [key]: plain(node) }),
    })),
  ] as (ScalarTag | CollectionTag)[];
});

function splitAttribute(value: string): string[] {
  const dot = value.indexOf('.');
  return dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)];
}

/** A node below a tag as a value. */
function plain(node: unknown): unknown {
  return isMap(node) || !isScalar(node) ? (node as { toJSON(): unknown }).toJSON() : node.value;
}
