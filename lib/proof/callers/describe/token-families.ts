import { allOf, equals, EVERYTHING, Language, reads } from '../language';
import { escapePattern, Family, Holds, widestHeld } from './family';
import { segmentText } from '../texts/text';
import { Caller } from '../universe/universe';

const SUBJECT = segmentText('["sub"]');

/** Returns the widest family around a service account of a cluster that is held. */
export function clusterFamily({ assertion }: Caller, holds: Holds): Family | undefined {
  const [, namespace, account] = /^system:serviceaccount:([^:]*):(.*)$/.exec(String(assertion.sub)) ?? [];
  if (account === undefined) return undefined;
  const of = (namespaces: string, accounts: string): Language => reads(SUBJECT, { kind: 'pattern', pattern: `^system:serviceaccount:${namespaces}:${accounts}$` });
  const [any, own] = ['[^:]*', escapePattern(namespace)];
  const families: Family[] = [
    { words: 'all service accounts of the cluster', callers: EVERYTHING },
    { words: `all service accounts of namespace '${namespace}'`, callers: of(own, any) },
    { words: `the service accounts named '${account}' of all namespaces`, callers: of(any, escapePattern(account)) },
  ];
  return families.find(holds)
    ?? widestHeld(namespace.length, index => {
      const start = namespace.slice(0, index + 1);
      return { words: `service accounts of namespaces whose name starts with '${start}'`, callers: of(`${escapePattern(start)}${any}`, any) };
    }, holds)
    ?? widestHeld(account.length, index => {
      const start = account.slice(0, index + 1);
      return { words: `service accounts of namespace '${namespace}' whose name starts with '${start}'`, callers: of(own, `${escapePattern(start)}${any}`) };
    }, holds)
    ?? widestHeld(account.length, index => {
      const end = account.slice(-index - 1);
      return { words: `service accounts of namespace '${namespace}' whose name ends with '${end}'`, callers: of(own, `${any}${escapePattern(end)}`) };
    }, holds);
}

/** Returns the tokens of an issuer that have the claims of a caller which are asked for, if any other claims will do. */
export function tokenFamily(claims: ReadonlyMap<string, string>, issuer: string, holds: Holds): Family | undefined {
  const everybody: Family = { words: `every token of ${issuer}`, callers: EVERYTHING };
  if (holds(everybody)) return everybody;
  const asked = [...claims];
  return widestHeld(asked.length, index => {
    const needed = asked.slice(0, index + 1);
    const words = needed.map(([path, value]) => `${pathInWords(path)} '${value}'`).join(' and ');
    return { words: `every token of ${issuer} with ${words}`, callers: allOf(...needed.map(([path, value]) => equals(segmentText(path), value))) };
  }, holds);
}

function pathInWords(path: string): string {
  return (JSON.parse(path) as string[]).join('.');
}
