import { EXIT_CODE } from './exit-code';
import { withProgress } from './progress';
import { Output } from '../reports/output';
import { counted } from '../reports/pluralize';
import { buildFrom, readFederationFiles } from './descriptions/federation-files';
import { terraformConfiguration } from './terraform/configuration';
import { parseTerraformCommandLine, TERRAFORM_HELP } from './terraform/options';
import { outputFile, removeReplaced, writeWhole } from './terraform/output-file';

/** Writes the Google side of federation files as Terraform. Returns the exit code. */
export async function terraformCommand(args: readonly string[], output: Output): Promise<number> {
  const commandLine = parseTerraformCommandLine(args);
  if (!commandLine) {
    output.write(TERRAFORM_HELP);
    return EXIT_CODE.matches;
  }
  const { out, format, force, json } = commandLine;
  const target = out === '-' ? undefined : outputFile(out, format, force);
  const options = { ...commandLine.configuration, movedFromJson: target?.movedFromJson };
  const files = await readFederationFiles(commandLine.files);
  const { text, pools, resources, warnings } = await withProgress(output, json, `building the Google side of ${counted(files.length, 'role')}`,
    () => buildFrom(files, federations => terraformConfiguration(federations, options, format)));

  if (target === undefined) {
    output.write(text);
  } else {
    const { file } = target;
    writeWhole(out, file, text);
    removeReplaced(target);
    const report = { file, pools, roles: files.length, resources, warnings };
    output.write(json ? `${JSON.stringify(report, null, 2)}\n` : `Wrote ${file}: ${counted(pools, 'pool')}, ${counted(files.length, 'role')}, ${counted(resources, 'resource')}.\n`);
  }
  if (!json) for (const warning of warnings) output.writeError(`warning: ${warning}\n`);
  return EXIT_CODE.matches;
}
