import { readdirSync, readFileSync } from 'fs';
import { join, relative, resolve, sep } from 'path';
import * as ts from 'typescript';

const LIB = resolve(__dirname, '..', '..', 'lib');
const GROUND_FLOOR = join(LIB, 'federation');

/** What only lib/federation may write: parts of the strings that both clouds must agree on. */
const SHARED = ['workloadIdentityPools', 'assumed-role', 'gserviceaccount.com', 'principalSet://', 'principal://', 'serviceAccount:', 'system:serviceaccount:', '//iam.googleapis.com/'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).map(name => join(folder, name)).sort();
}

function parse(file: string, text = readFileSync(file, 'utf8')): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/** Modules that a source imports, by whatever syntax. */
function imports(source: ts.SourceFile): string[] {
  return ts.preProcessFile(source.text, true, true).importedFiles.map(file => file.fileName);
}

/** Every string of a source that is not an import or a comment, pieces of templates included. */
function strings(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function globals(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && ['process', 'console', 'fetch', 'globalThis', 'Buffer', '__dirname'].includes(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('the scanners see what they look for', () => {
  const source = parse('x.ts', "import { readFileSync } from 'fs';\nimport type { Token } from 'aws-cdk-lib';\nexport const a = require('os');\nimport('net');\n"
    + 'console.log(`principalSet://${a}/workloadIdentityPools/`); // assumed-role');
  expect(imports(source)).toEqual(['fs', 'aws-cdk-lib', 'os', 'net']);
  expect(strings(source)).toEqual(['os', 'net', 'principalSet://', '/workloadIdentityPools/']);
  expect(globals(source)).toEqual(['console']);
});

/** Modules of Node.js that only compute. */
const PURE = ['crypto'];

test.each(sources(GROUND_FLOOR).map(file => [relative(LIB, file), file]))('%s imports the ground floor only, and does no I/O', (_, file) => {
  const source = parse(file);
  const foreign = imports(source).filter(module => !PURE.includes(module)).filter(module => !module.startsWith('.') || !resolve(file, '..', module).startsWith(GROUND_FLOOR + sep));
  expect(foreign).toEqual([]);
  expect(globals(source)).toEqual([]);
});

test.each(['aws', 'gcp'].flatMap(folder => sources(join(LIB, folder))).map(file => [relative(LIB, file), file]))('%s formats no shared string', (_, file) => {
  expect(strings(parse(file)).filter(text => SHARED.some(part => text.includes(part)))).toEqual([]);
});
