import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './samples';
import { runCommandLine } from '../../lib/cli/run-command-line';

const DOCUMENTS = ['README.md', 'examples/README.md', ...readdirSync(join(ROOT, 'docs')).filter(file => file.endsWith('.md')).map(file => `docs/${file}`)];

/** Uses of the command in a document, with its options. */
function uses(document: string): { readonly command: string; readonly flags: string[] }[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/npx cdk-gcp-federation ([a-z]+)([^\n`|&]*)/g)].map(([, command, rest]) => ({ command, flags: rest.match(/--[a-z-]+/g) ?? [] }));
}

async function help(command: string): Promise<string> {
  let written = '';
  const write = (text: string) => { written += text; };
  expect({ code: await runCommandLine([command, '--help'], { write, writeError: write, colour: false }), command }).toEqual({ code: 0, command });
  return written;
}

test('the command has all commands and options that the documents use', async () => {
  const all = DOCUMENTS.flatMap(document => uses(document).map(use => ({ document, ...use })));
  expect(all.length).toBeGreaterThan(10);
  for (const { document, command, flags } of all) {
    const text = await help(command);
    expect(text).toContain(`cdk-gcp-federation ${command}`);
    for (const flag of flags) expect({ document, flag, known: text.includes(flag) }).toEqual({ document, flag, known: true });
  }
});
