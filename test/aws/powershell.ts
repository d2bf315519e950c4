import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What of a syntax tree these tests look at. */
export interface SyntaxNode {
  readonly type: string;
  readonly text: string;
  readonly isError: boolean;
  readonly isMissing: boolean;
  readonly children: readonly SyntaxNode[];
}

interface Parser {
  setLanguage(language: unknown): void;
  parse(text: string): { readonly rootNode: SyntaxNode };
}

interface TreeSitter {
  readonly Parser: { new (): Parser; init(): Promise<void> };
  readonly Language: { load(grammar: Uint8Array): Promise<unknown> };
}

export type Parse = (text: string) => SyntaxNode;

/** A parser of PowerShell, which can be had where PowerShell itself cannot; undefined where it is not installed. */
export async function powerShellParser(): Promise<Parse | undefined> {
  const require = createRequire(__filename);
  let treeSitter: TreeSitter;
  let grammar: string;
  try {
    grammar = require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
    treeSitter = require('web-tree-sitter');
  } catch {
    console.log('web-tree-sitter and tree-sitter-powershell are not installed: PowerShell commands are not parsed');
    return undefined;
  }
  await treeSitter.Parser.init();
  const parser = new treeSitter.Parser();
  parser.setLanguage(await treeSitter.Language.load(readFileSync(grammar)));
  return text => parser.parse(text).rootNode;
}

/** All nodes below and including one. */
export function nodes(root: SyntaxNode): SyntaxNode[] {
  return [root, ...root.children.flatMap(nodes)];
}
