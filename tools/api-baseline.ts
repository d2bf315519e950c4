import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as ts from 'typescript';
import { reachableDeclarations } from './declarations';

const root = join(__dirname, '..');
const baseline = join(root, 'test/contract/.api');
const declarations = join(baseline, 'typescript.txt');

/** What jsii does not see: the entry points that TypeScript alone reaches. */
const TYPESCRIPT_ENTRIES = ['gcp/index.d.ts', 'proof/assertions/index.d.ts', 'proof/plugin/index.d.ts'];

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What `jsii-diff` compares; the rest of an assembly is documentation, and changes with every line of the sources. */
function withoutDocumentation(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutDocumentation);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, held]): Array<[string, Json]> => {
    if (key === 'locationInModule' || key === 'symbolId') return [];
    if (key !== 'docs') return [[key, withoutDocumentation(held)]];
    const { stability, deprecated } = held as { [key: string]: Json };
    return [[key, { ...(stability && { stability }), ...(deprecated && { deprecated }) }]];
  }));
}

/** The public declarations without their comments and without what is private. */
function typescriptApi(): string {
  const build = join(root, 'build');
  return [...reachableDeclarations(TYPESCRIPT_ENTRIES.map(entry => join(build, entry)))]
    // The jsii assembly holds the others.
    .filter(file => /^(?:gcp|proof)\//.test(relative(build, file)))
    .sort()
    .map(file => {
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022);
      const text = ts.createPrinter({ removeComments: true }).printFile(source).replace(/^ *private .*\n/gm, '');
      return `== ${relative(build, file)}\n${text}`;
    })
    .join('\n');
}

function accept(): void {
  const assembly = JSON.parse(gunzipSync(readFileSync(join(root, '.jsii.gz'))).toString());
  for (const key of ['readme', 'dependencyClosure', 'fingerprint', 'metadata', 'keywords']) delete assembly[key];
  const { name, version, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(baseline, { recursive: true });
  writeFileSync(join(baseline, '.jsii'), `${JSON.stringify({ ...assembly, types: withoutDocumentation(assembly.types) }, null, 1)}\n`);
  writeFileSync(join(baseline, 'package.json'), `${JSON.stringify({ name, version, peerDependencies, jsii: {} }, null, 2)}\n`);
  writeFileSync(declarations, typescriptApi());
}

function compare(): void {
  if (readFileSync(declarations, 'utf8') === typescriptApi()) return;
  console.error(`the API for TypeScript differs from ${relative(root, declarations)}: if that is meant, run \`npm run compat:accept\`, and look at what git diff shows`);
  process.exitCode = 1;
}

process.argv.includes('--accept') ? accept() : compare();
