import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { shellCommand, shellComment } from '../../../lib/google/gcloud/shell-text';

const HOSTILE = ["it's", '$(id)', '`id`', '"; id #', '\\', "'\\''", '--flag=x', '-', '', ' ', '\n', '\t', '*', '~', '!!', '${HOME}', '\u001f', 'é😀', '%s%n', "$'x'"];

/** Everything that a word of a command line can hold: all but the character zero and halves of surrogate pairs. */
const word = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...HOSTILE)).map(parts => parts.join('')))
  .filter(text => !text.includes('\0'));

function run(script: string): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-s'], { input: script, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

test('a shell reads exactly the words that were quoted', () => {
  fc.assert(fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 40 }), lines => {
    const script = lines.map(words => shellCommand('show', ...words)).join('\n');
    const shown = run(`show() { for word; do printf '<%s>\\n' "$word"; done; echo; }\n${script}\n`);
    expect(shown).toBe(lines.map(words => `${words.map(text => `<${text}>\n`).join('')}\n`).join(''));
  }), { numRuns: 25 });
});

test('nothing in a comment is run', () => {
  fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), comments => {
    expect(run(`${comments.map(shellComment).join('\n')}\necho end\n`)).toBe('end\n');
  }), { numRuns: 25 });
});
