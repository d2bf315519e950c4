import { CdkApp } from './cdk-app';
import { Step } from './next-steps';
import { Terminal } from './terminal';
import { BoundServiceAccount } from '../../federation/access';
import { Output, paint } from '../../reports/output';
import { counted } from '../../reports/pluralize';

/** Says what is to come, and what the app told. */
export function introduce(terminal: Terminal, app: CdkApp, file: string): void {
  terminal.say(`This writes ${file}, the one description that both clouds are built from. Enter takes what stands in brackets.`);
  appLines(app).forEach(terminal.say);
  terminal.say('');
}

/** What was found, in short, and what to do for more. */
export function appLines({ command, assembly, isSynthesized, accounts, roles, unnamed, notes }: CdkApp): string[] {
  if (!isSynthesized) return [...notes, ...command === undefined ? [] : [`There is no ${assembly} yet: with the outputs of cdk synth, more could be proposed.`]];
  const found = [counted(roles.length, 'named role'), ...accounts.length === 0 ? [] : [`account ${accounts.join(', ')}`]];
  return [
    ...notes.length > 0 ? notes : [`Read ${assembly}: ${found.join(', ')}.`],
    ...unnamed.map(instance => `${instance} has a role whose name AWS makes up: give the role a roleName, since Google admits it by name.`),
  ];
}

/** Says what was written, as which account the role acts, and what is left to do. */
export function reportWritten(
  files: readonly string[], account: BoundServiceAccount | undefined, steps: readonly Step[], output: Output,
): void {
  output.write(`${paint(output, 'green', `Wrote ${files.join(' and ')}.`)}\n`);
  if (account !== undefined) {
    const isCreated = account.accountIdToCreate !== undefined;
    output.write(`The role acts as ${account.email}${isCreated ? ', which the Google side creates' : ''}.\n`);
  }
  for (const { title, lines } of steps) {
    output.write(`\n${paint(output, 'bold', `${title}:`)}\n\n${lines.map(line => line === '' ? '\n' : `  ${line}\n`).join('')}`);
  }
}
