import { join } from 'node:path';
import { isModule, ModuleDescription, moduleDescriptions } from './descriptions/module-descriptions';
import { EXIT_CODE } from './exit-code';
import { parseFlags, UsageError } from './flags';
import { pageAddress } from '../errors/documentation';
import { Output } from '../reports/output';
import { requireOwn, writeWhole } from './terraform/output-file';

export const EXPORT_HELP = `Usage: cdk-gcp-federation export MODULE [--out DIR] [options]

Writes the descriptions that a module exports as JSON files, which the commands terraform and gcloud and
GcpFederatedRole.fromJsonFile read: one description for both teams, without typing it again.

  MODULE               a module such as federation.ts that exports one description or several, alone or in lists. It is
                       run; TypeScript needs tsx or ts-node next to it, or Node.js 22.18 or later

  --out DIR            folder for NAME.json of each description, named as it is exported (default: print it)
  --name NAME          only the description of this name
  --force              overwrite files that differ
  --json               report what was written as JSON
  --help               show this text

Examples:
  npx cdk-gcp-federation export federation.ts > federation.json
  npx cdk-gcp-federation export federations.ts --out federations

Exit codes:
  0  written
  2  the module could not be run, or exports no valid description; nothing was written

Documentation: ${pageAddress('google-admin.md')}
`;

/** Writes the descriptions of a module as JSON. Returns the exit code. */
export async function exportCommand(args: readonly string[], output: Output): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals: [path, ...more] } = parseFlags({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, name: { type: 'string' }, force: flag, json: flag, help: { ...flag, short: 'h' } },
  });
  if (values.help) {
    output.write(EXPORT_HELP);
    return EXIT_CODE.matches;
  }
  if (path === undefined || more.length > 0) throw new UsageError('pass one module, as in export federation.ts');
  if (!isModule(path)) throw new UsageError(`'${path}' is no module: pass a file such as federation.ts`);
  const found = chosen(await moduleDescriptions(path), values.name);
  if (values.out === undefined) {
    if (found.length > 1) throw new UsageError(`${path} exports ${found.map(({ name }) => name).join(', ')}: pass --out DIR, or --name with one of them`);
    output.write(found[0].text);
    return EXIT_CODE.matches;
  }
  const files = found.map(({ name, text }) => ({ file: join(values.out!, `${name}.json`), text }));
  for (const { file, text } of files) requireOwn(file, existing => existing === text, values.force);
  for (const { file, text } of files) writeWhole(values.out, file, text);
  const written = files.map(({ file }) => file);
  output.write(values.json ? `${JSON.stringify({ files: written }, null, 2)}\n` : `Wrote ${written.join(', ')}.\n`);
  return EXIT_CODE.matches;
}

function chosen(found: readonly ModuleDescription[], name: string | undefined): readonly ModuleDescription[] {
  if (name === undefined) return found;
  const named = found.filter(description => description.name === name);
  if (named.length === 0) throw new UsageError(`--name '${name}' is not exported: pass ${found.map(description => description.name).join(' or ')}`);
  return named;
}
