import { COMMAND_ERRORS, CommandError } from './command-errors';
import { messageOf, SYNTHESIS_ERRORS, SynthesisError } from './synthesis-errors';
import { CauseId, CAUSES, Confirmation, ErrorId, ERROR_IDS, ERRORS, KnownText, Place, TEXTS } from '../../../lib/errors';

const INTRODUCTION = `# Troubleshooting

Search this page for your error text, or let the command do it. It reads whole logs, JSON and stack traces, also from its standard
input, on a machine with Node.js:

\`\`\`console
npx cdk-gcp-federation explain 'ERROR TEXT'
ssh HOST journalctl -u my-service -n 100 | npx cdk-gcp-federation explain
kubectl logs POD | npx cdk-gcp-federation explain
\`\`\`

The first two parts of this page hold what that command knows, and are generated from it: [errors](#at-run-time-and-while-deploying) and
[their causes](#causes), each with the commands that confirm it. Then come errors [at synthesis](#at-synthesis) and those of
[the command itself](#the-command-itself).

If yours is not here, these lines narrow it down, on the machine or in the container itself, with nothing but a shell and curl:

\`\`\`sh
TOKEN=$(curl -sS -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
curl -sS -m 5 -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/iam/security-credentials/
                                        # the federated role
env | cut -d= -f1 | grep ^AWS_          # no AWS_ACCESS_KEY_ID on EC2: it would be used instead
cat "$GOOGLE_APPLICATION_CREDENTIALS"   # "type": "external_account", with the audience of your provider
sudo grep cdk-gcp /var/log/cloud-init-output.log   # no \`cdk-gcp failed\`; cloud-init itself says done in both cases
curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' -X POST https://sts.googleapis.com/v1/token   # 400: Google STS answers
\`\`\`

Placeholders are in capitals. What each party verifies: [how it works](how-it-works.md).
`;

const PLACES: Readonly<Record<Place, string>> = {
  workload: 'where the program fails',
  workstation: 'where gcloud or the AWS CLI is signed in',
  code: 'in the folder of the code',
};

/** The page of all known errors. */
export function troubleshootingPageText(): string {
  return [
    INTRODUCTION,
    '## At run time, and while deploying\n',
    ...ERROR_IDS.filter(id => !isOfSynthesis(id)).map(knownError),
    '## Causes\n',
    ...(Object.keys(CAUSES) as CauseId[]).map(knownCause),
    '## At synthesis\n\nOur own errors say what to do. These are the ones met most, each with an example.\n',
    ...SYNTHESIS_ERRORS.map(synthesisError),
    '## The command itself\n\nWith exit code 2 the command says that it could not do what was asked: it gives no verdict, and its message ends with where to read on.\n',
    ...COMMAND_ERRORS.map(commandError),
  ].join('\n');
}

function knownError(id: ErrorId): string {
  const { error, from, causes, docs } = ERRORS[id];
  return [
    heading(id, error),
    `From: ${escaped(from)} ([documentation](${docs}))\n`,
    causeLinks(causes),
    ...sightings(id),
  ].join('\n');
}

function causeLinks(causes: readonly CauseId[]): string {
  return list(causes.length === 1 ? 'Cause' : 'Causes, the likeliest first', causes.map(cause => `[${escaped(CAUSES[cause].cause)}](#cause-${cause})`));
}

/** The words of each client, so that they are found on the page. */
function sightings(id: ErrorId): string[] {
  const byClient = new Map<string, string[]>();
  for (const { text, seen } of TEXTS.filter(isSeen).filter(({ error }) => error === id)) {
    const client = `${seen.client} ${seen.version}`;
    byClient.set(client, [...byClient.get(client) ?? [], code(text.replaceAll('‥', '…'))]);
  }
  if (byClient.size === 0) return [];
  return [list('Seen as', [...byClient].map(([client, texts]) => `${escaped(client)}: ${texts.join(', ')}`))];
}

function isSeen(text: KnownText): text is KnownText & Required<Pick<KnownText, 'seen'>> {
  return text.seen !== undefined;
}

function knownCause(id: CauseId): string {
  const { cause, confirm, fix } = CAUSES[id];
  return [
    `<a id="cause-${id}"></a>\n\n### Cause: ${escaped(cause)}\n`,
    list('To confirm', confirm.map(confirmation)),
    list('Fix', fix.map(escaped)),
  ].join('\n');
}

function confirmation({ where, command, expect }: Confirmation): string {
  return `${PLACES[where]}: ${code(command)}: ${escaped(expect)}`;
}

/** Words between backticks, also words with backticks. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function isOfSynthesis(id: ErrorId): boolean {
  return SYNTHESIS_ERRORS.some(known => known.id === id);
}

function synthesisError(known: SynthesisError): string {
  const { error, causes, docs } = ERRORS[known.id];
  return [heading(known.id, error), `> ${escaped(messageOf(known))}\n`, `${causeLinks(causes)}[Documentation](${docs})\n`].join('\n');
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
  return `<a id="${id}"></a>\n\n### ${code(text)}\n`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 1 ? `${title}: ${items[0]}\n` : `${title}:\n\n${items.map(item => `- ${item}\n`).join('')}`;
}

/** Text that Markdown shows as it is, but for code between backticks. */
function escaped(text: string): string {
  return text.split(/(`[^`]*`)/).map((part, index) => index % 2 === 1 ? part : part.replace(/[*<\[]/g, '\\$&')).join('');
}
