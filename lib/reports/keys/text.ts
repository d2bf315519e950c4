import type { FoundKey, KeysReport, KeyUse, MovePlan, UnreadPlace } from '../../keys';
import { Output, paint } from '../output';

const USES: Readonly<Record<KeyUse, string>> = {
  'key': 'a service account key',
  'key-in-base64': 'a service account key in base64',
  'key-resource': 'makes a service account key',
  'pkcs12-file': 'a PKCS#12 file; its content is not read',
  'code': 'loads a key',
  'command': 'uses a key',
  'variable': 'a variable named for a key',
  'secret': 'a secret named for a key',
  'copied-file': 'copies a file named for a key',
};

const REASONS: Readonly<Record<UnreadPlace['reason'], string>> = {
  'too-large': 'larger than 1 MB, or 64 MB for an output',
  'link': 'a link, which is not followed',
  'not-permitted': 'may not be read',
  'no-parser': 'HCL: run npm install --save-dev @cdktn/hcl2json',
  'malformed': 'malformed',
  'too-many': 'more files than are read at once',
};

const UNREAD_AT_MOST = 20;

/** Returns the report for people: certain places, likely ones, the plan of each account, and what was not read. */
export function keysText(
  { found, plans, unread, skipped, filesRead }: KeysReport,
  output: Pick<Output, 'colour'>,
): string {
  const certain = found.filter(({ certainty }) => certainty === 'certain');
  const likely = found.filter(({ certainty }) => certainty === 'likely');
  return [
    ...section('Certain', certain, output),
    ...section('Likely, by name', likely, output),
    ...plans.flatMap(plan => planLines(plan, output)),
    ...(certain.length > 0
      ? ['If a key was ever committed, it stays in the history: rotate it, whatever else you do.', '']
      : []),
    ...unreadLines(unread),
    ...(skipped.length > 0
      ? [`Skipped: ${skipped.slice(0, UNREAD_AT_MOST).join(', ')}${skipped.length > UNREAD_AT_MOST ? ', ...' : ''}`]
      : []),
    'Not searched: the history of git, images, and the contents of secrets and parameters.',
    `${certain.length} certain, ${likely.length} likely, in ${filesRead} files.`,
    '',
  ].join('\n');
}

function section(title: string, found: readonly FoundKey[], output: Pick<Output, 'colour'>): string[] {
  return found.length === 0 ? [] : [paint(output, 'bold', title), ...found.map(one => `  ${placeText(one)}`), ''];
}

function placeText({ file, line, use, address, name, account, keyId }: FoundKey): string {
  const of = [account, keyId].filter(text => text !== undefined).join(' ');
  return [`${file}:${line}`, address, USES[use], name, of].filter(text => text !== undefined && text !== '').join('  ');
}

const STEPS: Readonly<Record<MovePlan['commands'][number]['step'], string>> = {
  'list': 'which keys it has',
  'last-use': 'when they were last used, as far as Google knows',
  'disable': 'when nothing uses the key any more',
  'delete': 'some days later',
};

function planLines({ account, users, description, commands }: MovePlan, output: Pick<Output, 'colour'>): string[] {
  return [
    paint(output, 'bold', `To retire the keys of ${account}`),
    `  used in   ${users.join(', ')}`,
    '  federate  the role of each workload with this description; the account and its grants stay:',
    ...JSON.stringify(description, null, 2)
      .split('\n')
      .map(line => `            ${line}`),
    '  then      npx cdk-gcp-federation check',
    ...commands.flatMap(({ step, command }) => [`  ${STEPS[step]}:`, `            ${command}`]),
    '',
  ];
}

function unreadLines(unread: readonly UnreadPlace[]): string[] {
  if (unread.length === 0) return [];
  const shown = unread.slice(0, UNREAD_AT_MOST).map(({ path, reason }) => `  ${path}: ${REASONS[reason]}`);
  return [
    'Not read',
    ...shown,
    ...(unread.length > UNREAD_AT_MOST ? [`  and ${unread.length - UNREAD_AT_MOST} more`] : []),
    '',
  ];
}
