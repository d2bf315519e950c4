import { Claims } from '../cel/claims';
import { equals, NOTHING } from '../language';
import { Assertion, Caller, Universe } from './universe';
import { constantText, segmentText, sequenceText, SEPARATOR, Text } from '../texts/text';

/** Partitions of AWS. The account of a provider can be of any. */
export const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'] as const;

/** Segments of the word of an AWS caller: the id and the ARN share the name of the session. */
const [ID, PRINCIPAL, SESSION] = ['id', 'principal', 'session'];

const NAME = '[\\w+=,.@-]';
/** Characters of the name of a session, all of ASCII. */
const SESSION_AT_MOST = 64;
const EXAMPLE_ROLE_ID = 'AROAEXAMPLEEXAMPLE123';
const EXAMPLE_USER_ID = 'AIDAEXAMPLEEXAMPLE123';

/** Texts of an AWS caller. */
export const AWS_TEXTS = {
  arn: sequenceText([segmentText(PRINCIPAL), segmentText(SESSION)]),
  userid: sequenceText([segmentText(ID), segmentText(SESSION)]),
  /** ARN up to the name of the session, with the slash. */
  principal: segmentText(PRINCIPAL),
  session: segmentText(SESSION),
  id: segmentText(ID),
} as const;

/**
 * Everybody for whom AWS STS can vouch in an account: sessions of roles, users with every path, federated users, root
 * and sessions of root.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export class AwsUniverse implements Universe {
  readonly claims: Claims;

  /** @param account 12 digits; `undefined` for any account */
  constructor(readonly account: string | undefined) {
    const texts: Readonly<Record<string, Text | undefined>> = {
      arn: AWS_TEXTS.arn,
      userid: AWS_TEXTS.userid,
      account: account === undefined ? { kind: 'part', of: AWS_TEXTS.principal, separator: ':', index: 4 } : constantText(account),
    };
    this.claims = {
      text: path => {
        const text = path.length === 1 ? texts[path[0]] : undefined;
        return text && { text, absent: NOTHING };
      },
      flag: () => undefined,
      holds: () => undefined,
      isObject: path => path.length === 0,
    };
  }

  layout(used: ReadonlySet<string>): readonly string[] {
    return used.has(ID) ? [ID, PRINCIPAL, SESSION] : [PRINCIPAL, SESSION];
  }

  pattern(layout: readonly string[], exact: boolean): string {
    const account = this.account ?? '[0-9]{12}';
    const upTo = (minimum: number, maximum: number) => exact ? `{${minimum},${maximum}}` : `{${minimum},}`;
    const partition = `(?:${PARTITIONS.join('|')})`;
    const kinds = [
      ['AROA[A-Z0-9]{17}:', `arn:${partition}:sts::${account}:assumed-role/${NAME}${upTo(1, 64)}/`, `${NAME}${upTo(2, SESSION_AT_MOST)}`],
      ['AIDA[A-Z0-9]{17}', `arn:${partition}:iam::${account}:user/(?:[!-~]${upTo(1, 510)}/)?${NAME}${upTo(1, 64)}`, ''],
      [`${account}:`, `arn:${partition}:sts::${account}:federated-user/`, `${NAME}${upTo(2, 32)}`],
      [account, `arn:${partition}:iam::${account}:root`, ''],
      [account, `arn:${partition}:sts::${account}:assumed-root(?:/${NAME}${upTo(2, 64)})?`, ''],
    ];
    const words = kinds.map(segments => segments.slice(3 - layout.length).map(segment => segment + SEPARATOR).join(''));
    return `^(?:${words.join('|')})$`;
  }

  bytesAtMost(segment: string): number {
    return segment === SESSION ? SESSION_AT_MOST : Infinity;
  }

  callerOf(word: string, layout: readonly string[]): Caller {
    const segments = word.split(SEPARATOR);
    const [principal, session] = segments.slice(layout.length - 2);
    const arn = principal + session;
    const account = principal.split(':')[4];
    const id = layout[0] === ID ? segments[0] : exampleId(principal, account);
    return { name: arn, assertion: { account, arn, userid: id + session } };
  }

  wordOf({ arn, userid }: Assertion, layout: readonly string[]): string | undefined {
    const parts = /^(arn:[^:]*:sts::\d{12}:(?:assumed-role\/[^/]*|federated-user)\/)([^/]*)$/s.exec(String(arn));
    const [principal, session] = parts === null ? [String(arn), ''] : [parts[1], parts[2]];
    const id = String(userid);
    if (!id.endsWith(session)) return undefined;
    return [...layout[0] === ID ? [id.slice(0, id.length - session.length)] : [], principal, session].map(segment => segment + SEPARATOR).join('');
  }
}

function exampleId(principal: string, account: string): string {
  if (principal.includes(':assumed-role/')) return `${EXAMPLE_ROLE_ID}:`;
  if (principal.includes(':user/')) return EXAMPLE_USER_ID;
  return principal.includes(':federated-user/') ? `${account}:` : account;
}

/** Returns the sessions of roles. */
export function sessionsOf(principals: readonly string[]): ReturnType<typeof equals> {
  return equals(AWS_TEXTS.principal, ...principals.map(arn => `${arn}/`));
}
