import { allOf, equals, EVERYTHING, Language, reads } from '../language';
import { escapePattern, Family, Holds, widestHeld } from './family';
import { AWS_TEXTS } from '../universe/aws';
import { Caller } from '../universe/universe';

/**
 * Returns the widest family around a caller of AWS that is held.
 *
 * @param literals texts of the expressions, parts of which a name may have to contain
 * @returns `undefined` if it is none that has a name
 */
export function awsFamily({ assertion }: Caller, literals: readonly string[], holds: Holds): Family | undefined {
  const arn = String(assertion.arn);
  const everybody: Family = { words: `all callers of AWS account ${String(assertion.account)}`, callers: EVERYTHING };
  if (holds(everybody)) return everybody;
  const [, prefix, name, session] = /^(arn:[^:]*:sts::\d+:assumed-role\/)([^/]*)\/(.*)$/s.exec(arn) ?? [];
  if (session !== undefined) return roleFamily(prefix, name, session, literals, holds);
  const [, users, path] = /^(arn:[^:]*:iam::\d+:user\/)(.*)$/s.exec(arn) ?? [];
  if (path !== undefined) return userFamily(users, path, literals, holds);
  const [, federated, user] = /^(arn:[^:]*:sts::\d+:federated-user\/)(.*)$/s.exec(arn) ?? [];
  return user === undefined ? undefined : federatedFamily(federated, user, holds);
}

function roleFamily(prefix: string, name: string, session: string, literals: readonly string[], holds: Holds): Family | undefined {
  const roles = (pattern: string): Language => matching(AWS_TEXTS.principal, `^${escapePattern(prefix)}${pattern}/$`);
  const all: Family = { words: 'all roles', callers: roles('[^/]*') };
  return held(all, holds)
    ?? widestHeld(name.length, index => starting('roles', name, index, roles), holds)
    ?? widestHeld(name.length, index => ending('roles', name, index, roles), holds)
    ?? containing('roles whose name contains', name, literals, roles, holds)
    ?? held({ words: `all roles, in a session named '${session}'`, callers: allOf(all.callers, equals(AWS_TEXTS.session, session)) }, holds)
    ?? widestHeld(session.length, index => ofSession(all, `starts with '${session.slice(0, index + 1)}'`, `^${escapePattern(session.slice(0, index + 1))}`), holds)
    ?? widestHeld(session.length, index => ofSession(all, `ends with '${session.slice(-index - 1)}'`, `${escapePattern(session.slice(-index - 1))}$`), holds);
}

function containing(
  words: string, name: string, literals: readonly string[], callersOf: (pattern: string) => Language, holds: Holds,
): Family | undefined {
  const parts = literals.filter(literal => literal !== '' && name.includes(literal));
  return parts.map(part => ({ words: `${words} '${part}'`, callers: callersOf(`.*${escapePattern(part)}.*`) })).find(holds);
}

function ofSession({ callers }: Family, how: string, pattern: string): Family {
  return { words: `all roles, in a session whose name ${how}`, callers: allOf(callers, matching(AWS_TEXTS.session, pattern)) };
}

function starting(noun: string, name: string, index: number, callersOf: (pattern: string) => Language): Family {
  const start = name.slice(0, index + 1);
  return { words: `${noun} whose name starts with '${start}'`, callers: callersOf(`${escapePattern(start)}[^/]*`) };
}

function ending(noun: string, name: string, index: number, callersOf: (pattern: string) => Language): Family {
  const end = name.slice(-index - 1);
  return { words: `${noun} whose name ends with '${end}'`, callers: callersOf(`[^/]*${escapePattern(end)}`) };
}

function userFamily(prefix: string, pathAndName: string, literals: readonly string[], holds: Holds): Family | undefined {
  const users = (pattern: string): Language => matching(AWS_TEXTS.principal, `^${escapePattern(prefix)}${pattern}$`);
  const slash = pathAndName.lastIndexOf('/');
  const name = pathAndName.slice(slash + 1);
  const folders = slash < 0 ? [] : pathAndName.slice(0, slash).split('/');
  return held({ words: 'all IAM users', callers: users('.*') }, holds)
    ?? widestHeld(folders.length, index => {
      const end = `/${folders.slice(folders.length - 1 - index).join('/')}/`;
      return { words: `IAM users with a path that ends in ${end}`, callers: users(`(?:.*/)?${escapePattern(end.slice(1))}[^/]+`) };
    }, holds)
    ?? containing('IAM users with a path and name that contain', pathAndName, literals, users, holds)
    ?? widestHeld(folders.length, index => {
      const start = `${folders.slice(0, index + 1).join('/')}/`;
      return { words: `IAM users with a path that starts with /${start}`, callers: users(`${escapePattern(start)}.*`) };
    }, holds)
    ?? widestHeld(name.length, index => starting('IAM users', name, index, pattern => users(`(?:.*/)?${pattern}`)), holds)
    ?? widestHeld(name.length, index => ending('IAM users', name, index, pattern => users(`(?:.*/)?${pattern}`)), holds);
}

function federatedFamily(prefix: string, name: string, holds: Holds): Family | undefined {
  const users = (pattern: string): Language => allOf(equals(AWS_TEXTS.principal, prefix), matching(AWS_TEXTS.session, `^${pattern}$`));
  return held({ words: 'all federated users', callers: users('.*') }, holds)
    ?? widestHeld(name.length, index => starting('federated users', name, index, users), holds)
    ?? widestHeld(name.length, index => ending('federated users', name, index, users), holds);
}

function held(family: Family, holds: Holds): Family | undefined {
  return holds(family) ? family : undefined;
}

function matching(text: Parameters<typeof reads>[0], pattern: string): Language {
  return reads(text, { kind: 'pattern', pattern });
}
