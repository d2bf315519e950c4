import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

/** What the doc comment of a declaration says. */
export interface Documentation {
  readonly text: string;
  /** `@param` texts by parameter. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The doc comments of the public interfaces (`Interface`, `Interface.property`, inherited ones included) and factory
 * methods (`Class.method`) of a folder of sources. What they throw is left out: it concerns callers, not files.
 */
export function readDocumentation(folder: string): ReadonlyMap<string, Documentation> {
  const declarations = declarationsOf(folder);
  const found = new Map<string, Documentation>();
  for (const [name, declaration] of declarations) {
    found.set(name, documentationOf(declaration));
    for (const each of lineage(declaration, declarations)) {
      each.members.forEach(member => {
        if (member.name) found.set(`${name}.${member.name.getText()}`, documentationOf(member));
      });
    }
  }
  return found;
}

type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration;

function declarationsOf(folder: string): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).sort()) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    for (const declaration of source.statements) {
      if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)) found.set(declaration.name!.text, declaration);
    }
  }
  return found;
}

/** The interfaces that a declaration extends, farthest first, and itself. */
function lineage(declaration: Declaration, all: ReadonlyMap<string, Declaration>): Declaration[] {
  const bases = (declaration.heritageClauses ?? []).flatMap(clause => clause.types.map(type => all.get(type.expression.getText())));
  return [...bases.filter(base => base !== undefined).flatMap(base => lineage(base, all)), declaration];
}

function documentationOf(declaration: ts.Node): Documentation {
  const tags = ts.getJSDocTags(declaration);
  const summary = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc).map(comment => plain(comment.comment));
  const defaults = tags
    .filter(tag => tag.tagName.text === 'default')
    .map(tag => plain(tag.comment))
    .filter(text => text.startsWith('- '))
    .map(text => `Default: ${text.slice(2)}.`);
  return {
    text: [...summary, ...defaults].join('\n\n').split('\n\n').filter(paragraph => paragraph && !paragraph.startsWith('Throws ')).join('\n\n'),
    parameters: new Map(tags.filter(ts.isJSDocParameterTag).map(tag => [tag.name.getText(), plain(tag.comment)])),
  };
}

/** Lines of one paragraph are joined: editors break them anew. */
function plain(comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').trim().replace(/([^\n])\n(?!\n)/g, '$1 ');
}
