import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, Plugin } from 'esbuild';
import * as ts from 'typescript';

const PROOF = join(__dirname, '../../../lib/proof');
const SENTENCE = /[A-Za-z]{2,} [A-Za-z]+ [A-Za-z]{2,}/;
const PART_OF_SENTENCE = /[A-Za-z]{2,} [A-Za-z]{2,}/;

/** Bundles the proof with every message in other words. */
export async function bundleRewordedProof(outfile: string): Promise<{ readonly reworded: number }> {
  let reworded = 0;
  const rewords: Plugin = {
    name: 'rewords',
    setup({ onLoad }) {
      onLoad({ filter: /lib[\\/]proof[\\/].*\.ts$/ }, ({ path }) => {
        const { contents, count } = reword(readFileSync(path, 'utf8'), path);
        reworded += count;
        return { contents, loader: 'ts' };
      });
    },
  };
  await build({
    entryPoints: [join(PROOF, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    plugins: [rewords],
    external: ['@cdktn/hcl2json'],
  });
  return { reworded };
}

/** Puts each literal that is a sentence, or a part of one, in other words. Codes and names of steps have two words at most. */
function reword(source: string, path: string): { readonly contents: string; readonly count: number } {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const changes: { readonly start: number; readonly end: number }[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
    const isPart = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if ((isText && SENTENCE.test(node.text)) || (isPart && PART_OF_SENTENCE.test(node.text))) {
      changes.push({ start: node.getStart(), end: node.getEnd() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  let contents = source;
  for (const { start, end } of changes.reverse()) {
    contents = contents.slice(0, start) + inOtherWords(contents.slice(start, end), path) + contents.slice(end);
  }
  return { contents, count: changes.length };
}

/** Begins each literal of each file in a way of its own, so that not even a part of it is left. Escapes stay as they are. */
function inOtherWords(literal: string, path: string): string {
  const own = createHash('sha256').update(path).update(literal).digest('hex').slice(0, 8);
  return literal[0] + own + literal.slice(1).replace(/\\.|[A-Za-z]/g, part => part.length > 1 ? part : rotated(part));
}

function rotated(letter: string): string {
  const base = letter <= 'Z' ? 65 : 97;
  return String.fromCharCode((letter.charCodeAt(0) - base + 13) % 26 + base);
}
