import { dirname } from 'node:path';
import { EXIT_CODE } from './exit-code';
import { knownFixes } from './gcloud/known-fixes';
import { GCLOUD_HELP, parseGcloudCommandLine } from './gcloud/options';
import { withProgress } from './progress';
import { gcloudScriptOf, SCRIPT_PROVENANCE } from '../google/gcloud/gcloud-script';
import { Output } from '../reports/output';
import { counted } from '../reports/pluralize';
import { buildFrom, readFederationFiles } from './descriptions/federation-files';
import { requireOwn, writeWhole } from './terraform/output-file';

/** Writes the Google side of federation files as a shell script. Returns the exit code. */
export async function gcloudCommand(args: readonly string[], output: Output): Promise<number> {
  const commandLine = parseGcloudCommandLine(args);
  if (!commandLine) {
    output.write(GCLOUD_HELP);
    return EXIT_CODE.matches;
  }
  const { out, force, json, options } = commandLine;
  if (out !== '-') requireOwn(out, text => text.startsWith(`#!/bin/sh\n${SCRIPT_PROVENANCE}`), force);
  const files = await readFederationFiles(commandLine.files);
  const { text, side } = await withProgress(output, json, `building the Google side of ${counted(files.length, 'role')}`,
    () => buildFrom(files, federations => gcloudScriptOf(federations, options, knownFixes())));

  if (out === '-') {
    output.write(text);
  } else {
    writeWhole(dirname(out), out, text);
    const report = { file: out, pools: side.pools.length, roles: files.length, steps: side.elements.length, warnings: side.warnings };
    output.write(json ? `${JSON.stringify(report, null, 2)}\n` : [
      `Wrote ${out}: ${counted(report.pools, 'pool')}, ${counted(report.roles, 'role')}, ${counted(report.steps, 'step')}.`,
      `Next: review it, then run  sh ${out} --dry-run  and  sh ${out}  with gcloud signed in as an administrator.\n`,
    ].join('\n'));
  }
  if (!json) for (const warning of side.warnings) output.writeError(`warning: ${warning}\n`);
  return EXIT_CODE.matches;
}
