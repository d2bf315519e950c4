import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../../lib/cli/run-command-line';
import { TERRAFORM_HELP } from '../../../lib/cli/terraform/options';
import { temporaryFolder } from '../../proof/temporary-folder';

const TEXT = readFileSync(join(__dirname, '../../../docs/terraform.md'), 'utf8');

/** Blocks of code in a language. */
function samples(language: string): string[] {
  return [...TEXT.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code);
}

test('its commands take its description', async () => {
  const [federation] = samples('json');
  const folder = temporaryFolder({ 'federation.json': federation, 'federations/reader.json': federation });
  const before = process.cwd();
  try {
    process.chdir(folder.path);
    const commands = samples('console').flatMap(code => code.split('\n')).filter(line => line.startsWith('npx cdk-gcp-federation '));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const args = command.replace('*', 'reader').split(' ').slice(2);
      let errors = '';
      expect(await runCommandLine(args, { write: () => undefined, writeError: text => { errors += text; }, colour: false })).toBe(0);
      expect(errors).toBe('');
    }
  } finally {
    process.chdir(before);
    folder.remove();
  }
});

test('it names the options that there are', () => {
  const options = (text: string) => [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option))].sort();
  expect(options(TEXT)).toEqual(options(TERRAFORM_HELP).filter(option => option !== '--help'));
});

test('its dependencies are the ones that the package is built with', () => {
  const built = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')).devDependencies;
  const manifests = samples('json').slice(1).map(code => JSON.parse(code));
  expect(manifests).toHaveLength(2);
  for (const { dependencies } of manifests) {
    for (const name of ['@cdktf/provider-google', 'aws-cdk-lib']) expect(dependencies[name]).toBe(`^${built[name]}`);
  }
});
