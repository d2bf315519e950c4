import { COMMAND_ERRORS, CommandError } from './command-errors';
import { messageOf, SYNTHESIS_ERRORS, SynthesisError } from './synthesis-errors';
import { CATALOGUE, KnownError } from '../../../lib/errors/explain';

const INTRODUCTION = `# Troubleshooting

Search this page for your error text, or let the command do it, which takes whole logs, also by its standard input:

\`\`\`console
npx cdk-gcp-federation explain 'ERROR TEXT'
journalctl -u my-service | npx cdk-gcp-federation explain
\`\`\`

The first part of this page holds what that command knows, and is generated from it; then come errors [at synthesis](#at-synthesis) and
those of [the command itself](#the-command-itself). If yours is not here, three questions narrow it down:

| question | how to ask | what it should say |
|---|---|---|
| who is the process to AWS? | \`aws sts get-caller-identity\`, in its environment | \`arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION\` with the account and role of the props |
| which configuration does it use? | \`cat "$GOOGLE_APPLICATION_CREDENTIALS"\` | \`"type": "external_account"\`, with the audience of your provider |
| do the two sides fit? | \`npx cdk-gcp-federation check\` | every step of the workload, and which one refuses |

Placeholders are in capitals. What each party verifies: [how it works](how-it-works.md).
`;

/** The page of all known errors. */
export function troubleshootingPageText(): string {
  return [
    INTRODUCTION,
    '## At run time, and when Terraform applies\n',
    ...CATALOGUE.map(knownError),
    '## At synthesis\n\nOur own errors say what to do. These are the ones met most, with example values, and the reasons behind them.\n',
    ...SYNTHESIS_ERRORS.map(synthesisError),
    '## The command itself\n\nWith exit code 2 the command says that it could not do what was asked: it gives no verdict, and its message ends with where to read on.\n',
    ...COMMAND_ERRORS.map(commandError),
  ].join('\n');
}

function knownError({ id, error, from, causes, confirm, fix, docs }: KnownError): string {
  return [
    heading(id, error),
    `From: ${from} ([documentation](${docs}))\n`,
    list(causes.length === 1 ? 'Cause' : 'Causes, the likeliest first', causes.map(escaped)),
    list('To confirm', confirm.map(({ command, expect }) => `\`${command}\`: ${escaped(expect)}`)),
    list('Fix', fix.map(escaped)),
  ].join('\n');
}

function synthesisError(known: SynthesisError): string {
  const [, what, fix] = /^(.+?): (.+)$/s.exec(messageOf(known))!;
  return [heading(known.id, what), `> ${escaped(fix)}\n`, `${known.why}\n`].join('\n');
}

function commandError({ id, errors: [error, ...others], causes, fix }: CommandError): string {
  return [
    heading(id, error),
    ...others.length === 0 ? [] : [list('Also', others.map(other => `\`${other}\``))],
    list(causes.length === 1 ? 'Cause' : 'Causes', causes.map(escaped)),
    list('Fix', fix.map(escaped)),
  ].join('\n');
}

/** Anchors are written out, since those that GitHub makes of headings change with their words. */
function heading(id: string, text: string): string {
  return `<a id="${id}"></a>\n\n### \`${text}\`\n`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 1 ? `${title}: ${items[0]}\n` : `${title}:\n\n${items.map(item => `- ${item}\n`).join('')}`;
}

/** Text that Markdown shows as it is, but for code between backticks. */
function escaped(text: string): string {
  return text.split(/(`[^`]*`)/).map((part, index) => index % 2 === 1 ? part : part.replace(/[*<\[]/g, '\\$&')).join('');
}
