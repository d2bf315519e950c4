import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, samples } from './samples';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const GENERATED = ['docs/compatibility.md', 'docs/troubleshooting.md'];
const WRITTEN = ['README.md', 'CONTRIBUTING.md', 'examples/README.md', ...readdirSync(join(ROOT, 'docs')).filter(file => file.endsWith('.md')).map(file => `docs/${file}`)]
  .filter(file => !GENERATED.includes(file));

/** GitHub scrolls longer lines out of sight. Addresses cannot be broken. */
const VISIBLE_CHARACTERS = 98;

test('the code of the README is as wide as GitHub shows', () => {
  const lines = [...README.matchAll(/^```\w[^\n]*\n([^]*?)^```$/gm)].flatMap(([, code]) => code.split('\n'));
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter(line => line.length > VISIBLE_CHARACTERS && !line.includes('https://'))).toEqual([]);
});

// The label of a code block is not shown.
test.each(['federation.ts', 'aws.ts', 'gcp.ts', 'federation.json'])('the text before the code block of %s names the file', file => {
  expect(samples('README.md').named.map(sample => sample.file)).toContain(file);
  const before = README.slice(0, README.indexOf(` file=${file}\n`));
  expect(before.slice(before.lastIndexOf('```\n') + 1)).toContain(`\`${file}\``);
});

test.each(['docs/google-admin.md', 'docs/doctor.md', 'docs/migration.md'])('the first screen leads to %s', page => {
  expect(README.slice(0, README.indexOf('\n## '))).toContain(`/${page})`);
});

test.each(WRITTEN)('%s says admitted, rejected, caller and emulator', document => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  expect(text.match(/\bstand-ins?\b|\b(?:gets?|lets?|let) in\b|\bstays? outside\b|\bstrangers?\b|\badversar\w+|\bundecided\b|\bfurnished\b/gi)).toBeNull();
});
