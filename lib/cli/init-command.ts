import { join, relative, resolve } from 'node:path';
import { EXIT_CODE } from './exit-code';
import { propsOf, Settings } from './init/answers';
import { CdkApp, readCdkApp } from './init/cdk-app';
import { interview } from './init/interview';
import { knownFrom } from './init/known';
import { NewFiles, requireAbsent, writeNewFiles } from './init/new-files';
import { nextSteps, NextStepsInput } from './init/next-steps';
import { INIT_HELP, parseInitCommandLine } from './init/options';
import { introduce, reportWritten } from './init/report';
import { GOOGLE_SOURCE, jsonSource, typeScriptSource } from './init/source';
import { surroundingsOfThisProcess } from './init/surroundings';
import { openTerminal } from './init/terminal';
import { resolveFederation } from '../federation/federation';
import { Output } from '../reports/output';

/** Asks what a federation needs to know and writes its description. Gives the exit code. */
export async function initCommand(args: readonly string[], output: Output, surroundings = surroundingsOfThisProcess()): Promise<number> {
  const asked = parseInitCommandLine(args);
  if (asked === undefined) {
    output.write(INIT_HELP);
    return EXIT_CODE.matches;
  }
  const { folder, environment, input, questions } = surroundings;
  const { given, out, yes } = asked;
  const app = readCdkApp(folder, asked.aws);
  const json = asked.json || isOtherLanguage(app);
  if (json && asked.gcp) throw new Error('--gcp writes TypeScript, which has no use for federation.json: leave it out, and run cdk-gcp-federation terraform federation.json --out gcp');
  const file = json ? 'federation.json' : 'federation.ts';
  if (out !== '-') requireAbsent(resolve(folder, out), asked.gcp ? [file, GOOGLE_FILE] : [file]);

  const terminal = input.isTTY && output.errorTerminal !== undefined ? openTerminal(input, questions, output.errorTerminal.columns) : undefined;
  try {
    if (terminal === undefined) app.notes.forEach(note => output.writeError(`note: ${note}\n`));
    else introduce(terminal, app, file);
    const settings: Settings = { ...asked.settings, awsPartition: asked.settings.awsPartition ?? app.partition };
    const known = knownFrom(app, settings.awsPartition, environment, output, yes ? 'given' : terminal);
    const answers = await interview({ given, settings, known, takeProposals: yes, terminal });
    const gcp = asked.gcp || (terminal !== undefined && !yes && !json && out !== '-' && await terminal.confirm(`Write ${GOOGLE_FILE} too, the Google side by CDKTF?`, false));

    const files: NewFiles = { [file]: (json ? jsonSource : typeScriptSource)(answers, settings), ...gcp && { [GOOGLE_FILE]: GOOGLE_SOURCE } };
    const { access, warnings } = resolveFederation(propsOf(answers, settings));
    if (out === '-') {
      Object.values(files).forEach(output.write);
    } else {
      writeNewFiles(resolve(folder, out), files);
      const { command, assembly } = app;
      const origin = originOf(answers.roleName, app);
      const steps = nextSteps({ folder, out: relative(folder, resolve(folder, out)), json, gcp, command, assembly, ...origin });
      reportWritten(Object.keys(files).map(name => join(out, name)), access.serviceAccount, steps, output);
    }
    for (const { message } of warnings) output.writeError(`warning: ${message}\n`);
    return EXIT_CODE.matches;
  } finally {
    terminal?.close();
  }
}

const GOOGLE_FILE = 'gcp.ts';

/** Languages that the AWS CDK has beside TypeScript and JavaScript. */
function isOtherLanguage({ command = '' }: CdkApp): boolean {
  return /(?:^|[\s/])(?:python[\d.]*|mvn|mvnw|gradle|gradlew|java|dotnet|go)(?:\.exe)?(?=\s|$)/.test(command);
}

function originOf(roleName: string, { roles }: CdkApp): Pick<NextStepsInput, 'role' | 'instance'> {
  const role = roles.find(({ name }) => name === roleName);
  if (role === undefined) return { role: 'new' };
  const [instance] = role.instances;
  return instance === undefined ? { role: 'of the app' } : { role: 'of an instance', instance };
}
