import { EXIT_CODE } from './exit-code';
import { withProgress } from './progress';
import { Output } from '../reports/output';
import { counted } from '../reports/pluralize';
import { terraformConfiguration } from './terraform/configuration';
import { buildFrom, readFederationFile } from './terraform/federation-files';
import { parseTerraformCommandLine, TERRAFORM_HELP } from './terraform/options';
import { outputFile, writeWhole } from './terraform/output-file';

/** Writes the Google side of federation files as Terraform JSON. Gives the exit code. */
export async function terraformCommand(args: readonly string[], output: Output): Promise<number> {
  const commandLine = parseTerraformCommandLine(args);
  if (!commandLine) {
    output.write(TERRAFORM_HELP);
    return EXIT_CODE.matches;
  }
  const { out, force, json, configuration: options } = commandLine;
  const file = out === '-' ? undefined : outputFile(out, force);
  const files = commandLine.files.map(readFederationFile);
  const { text, pools, resources, warnings } = await withProgress(output, json, `building the Google side of ${counted(files.length, 'role')}`,
    () => buildFrom(files, federations => terraformConfiguration(federations, options)));

  if (file === undefined) {
    output.write(text);
  } else {
    writeWhole(out, file, text);
    const report = { file, pools, roles: files.length, resources, warnings };
    output.write(json ? `${JSON.stringify(report, null, 2)}\n` : `Wrote ${file}: ${counted(pools, 'pool')}, ${counted(files.length, 'role')}, ${counted(resources, 'resource')}.\n`);
  }
  if (!json) for (const warning of warnings) output.writeError(`warning: ${warning}\n`);
  return EXIT_CODE.matches;
}
