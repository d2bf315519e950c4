import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT } from '../../samples';

/** A message that is thrown, in the literal parts of its source. */
export interface Thrown {
  readonly place: string;
  readonly literals: readonly string[];
}

/** What ends the command with exit code 2 where it is thrown in `lib/cli`, or is one of these anywhere. */
const ANYWHERE = ['InputError', 'UsageError'];

/** Files whose other errors `rehearse` does not turn into a report. */
const OF_REHEARSAL = ['rehearse.ts', 'attempts/target.ts', 'sandbox/choose-form.ts', 'sandbox/boot/scratch-root.ts', 'sandbox/boot/installation-block.ts'].map(file => `lib/rehearsal/${file}`);

/** The messages by which the command ends with exit code 2. */
export function thrownMessages(): Thrown[] {
  return readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).map(file => `lib/${file}`)
    .filter(file => /^lib\/(?:cli|errors|proof|rehearsal|reports)\/.*(?<!\.d)\.ts$/.test(file))
    .flatMap(file => thrownIn(file, [...ANYWHERE, ...file.startsWith('lib/cli/') || OF_REHEARSAL.includes(file) ? ['Error'] : []]));
}

function thrownIn(file: string, classes: readonly string[]): Thrown[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Thrown[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && classes.includes(node.expression.getText())) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      // An InputError takes the message behind the path.
      const literals = trimmed(node.arguments?.slice(-1).flatMap(literalsIn) ?? []);
      // What is put together elsewhere shows where it is.
      if (literals.length > 0) found.push({ place: `${file}:${line + 1}`, literals });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Without what stands between parts of a message, and without what is too short to be known again. */
export function trimmed(literals: readonly string[]): string[] {
  return literals.map(text => text.replace(/^[:\s]+|\s+$/g, '')).filter(text => text.length > 8);
}

/** The text of literals in an expression, of templates what stands between the holes. */
function literalsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return [node.text];
  const found: string[] = [];
  ts.forEachChild(node, child => { found.push(...literalsIn(child)); });
  return found;
}
