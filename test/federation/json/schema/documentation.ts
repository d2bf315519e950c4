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
 * The doc comments of the public interfaces (`Interface`, `Interface.property`) and factory methods (`Class.method`)
 * of a folder of sources. What they throw is left out: it concerns callers, not files.
 */
export function readDocumentation(folder: string): ReadonlyMap<string, Documentation> {
  const found = new Map<string, Documentation>();
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts')).sort()) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022, true);
    for (const declaration of source.statements) {
      if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) continue;
      const name = declaration.name!.text;
      found.set(name, documentationOf(declaration));
      declaration.members.forEach(member => {
        if (member.name) found.set(`${name}.${member.name.getText(source)}`, documentationOf(member));
      });
    }
  }
  return found;
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
