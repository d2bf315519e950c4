import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command';
import { COMMANDS } from '../../lib/cli/commands';

const ROOT = join(__dirname, '../..');
const NAMES = Object.keys(COMMANDS);

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await command(['--version'])).toEqual({ code: 0, written: `${version}\n`, errors: '' });
});

test.each([[['--help']], [['-h']], [['help']]])('%j lists the commands, examples, exit codes and where to read on', async args => {
  const { code, written, errors } = await command(args);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  for (const name of NAMES) expect(written).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
  expect(written).toMatch(/\nExamples:\n(?: {2}.*cdk-gcp-federation .*\n){2,}/);
  expect(written).toMatch(/\nExit codes:\n {2}0 /);
  expect(written).toMatch(/\nDocumentation: https:\/\/\S+\/docs\/\S+\n$/);
});

describe.each(NAMES)('%s --help', name => {
  test('has examples, exit codes and where to read on, on lines that fit a terminal', async () => {
    const { code, written, errors } = await command([name, '--help']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(written).toMatch(new RegExp(`^Usage: cdk-gcp-federation ${name}\\b`));
    expect(written).toMatch(/\nExit codes:\n {2}0 /);
    expect(Math.max(...written.split('\n').filter(line => !line.includes('https://')).map(line => line.length))).toBeLessThanOrEqual(120);
    expect(written).toMatch(new RegExp(`\\nExamples:\\n(?: {2}.*\\n)*  .*cdk-gcp-federation ${name}\\b`));
    expect(written).toMatch(/\nDocumentation: https:\/\/\S+\/docs\/\S+\n$/);
  });

  test('is what help gives', async () => {
    expect(await command(['help', name])).toEqual(await command([name, '--help']));
  });

  test('suggests the option that was meant', async () => {
    const { code, written, errors } = await command([name, '--hlp']);
    expect({ code, written }).toEqual({ code: 2, written: '' });
    expect(errors).toBe(`cdk-gcp-federation: option '--hlp' is unknown: did you mean '--help'? (see cdk-gcp-federation ${name} --help)\n`);
  });
});

test.each<[string, string[], string]>([
  ['there is no command', [], 'no command was given (see cdk-gcp-federation --help)'],
  ['the command is unknown', ['dance'], "command 'dance' is unknown: pass 'init', 'check', 'rehearse', 'explain', 'doctor', 'keys', 'terraform'"],
  ['the command is misspelt', ['chekc'], "command 'chekc' is unknown: did you mean 'check'?"],
  ['the command is cut off', ['terra'], "command 'terra' is unknown: did you mean 'terraform'?"],
  ['the command has the name of something in every object', ['toString'], "command 'toString' is unknown"],
  ['help is asked for an unknown command', ['help', 'chekc'], "command 'chekc' is unknown: did you mean 'check'?"],
  ['the option is misspelt', ['--vers'], "option '--vers' is unknown: did you mean '--version'?"],
  ['an option is like no other', ['check', '--zzzzzzzzz'], "option '--zzzzzzzzz' is unknown (see cdk-gcp-federation check --help)"],
  ['an option lacks its value', ['check', '--aws'], "option '--aws' has no value: pass one, as in --aws=VALUE"],
  ['an option takes the next one for its value', ['check', '--aws', '--json'], "option '--aws' has no value: pass one, as in --aws=VALUE"],
  ['a flag has a value', ['check', '--json=yes'], "option '--json' takes no value"],
  ['a flag with a short form has a value', ['check', '--help=yes'], "option '--help' takes no value"],
])('exit code 2, in one line, when %s', async (_, args, message) => {
  const { code, written, errors } = await command(args);
  expect({ code, written }).toEqual({ code: 2, written: '' });
  expect(errors).toMatch(/^cdk-gcp-federation: [^\n]*\n$/);
  expect(errors).toContain(message);
});

test.each(Object.values(COMMANDS).flatMap(({ page }) => page ?? []))('the page %s is there', page => {
  expect(existsSync(join(ROOT, 'docs', page))).toBe(true);
});

test.each([['check', '--aws', '/nowhere'], ['rehearse', '--aws', '/nowhere'], ['init', '--aws-partition', 'mars']])('errors of %s point to the section about them', async (...args) => {
  const { errors } = await command(args);
  const [, page, anchor] = /\(see https:\/\/\S+\/(docs\/\S+)#(\S+)\)\n$/.exec(errors)!;
  const headings = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replaceAll(' ', '-'));
  expect(headings).toContain(anchor);
});

test('errors point into the documentation', async () => {
  const { errors } = await command(['terraform', '/nowhere.json', '--out', '-']);
  expect(errors).toBe('cdk-gcp-federation: cannot read /nowhere.json: there is no such file or folder '
    + '(see https://github.com/cdk-gcp-federation/cdk-gcp-federation/blob/main/docs/terraform.md)\n');
});

test('errors are marked on a terminal, by colour only where it is welcome', async () => {
  expect((await command(['dance'], { errorTerminal: { colour: true, columns: 80 } })).errors).toMatch(/^\u001b\[31mcdk-gcp-federation:\u001b\[0m command/);
  expect((await command(['dance'], { errorTerminal: { colour: false, columns: 80 } })).errors).toMatch(/^cdk-gcp-federation: command/);
});
