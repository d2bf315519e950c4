import { Use } from './use';
import { assumedRoleArn } from '../../../federation/names';
import { allOf, anyOf, equals, Language } from '../../callers/language';
import { segmentText } from '../../callers/texts/text';
import { sessionsOf } from '../../callers/universe/aws';
import { isDetermined } from '../../determined';
import { Provider } from '../../policy';

const SUBJECT = segmentText('["sub"]');
/** Full name of a provider: what a token for Google names, and nobody else takes. */
const OWN_NAME = /^(?:https:)?\/\/iam\.googleapis\.com\//;
const AUDIENCE = segmentText('["aud"]');

/** Returns the callers of a provider as whom some workloads come. */
export function callersOfUses(uses: readonly Use[], provider: Provider): Language {
  if (provider.kind === 'aws') return sessionsOf(rolesOf(uses, provider));
  return anyOf(...uses.flatMap(use => {
    const subject = subjectAt(use, provider);
    if (subject === undefined || use.caller === undefined || !('subject' in use.caller)) return [];
    const { audience } = use.caller;
    return [allOf(equals(SUBJECT, subject), audienceOf(provider, audience))];
  }));
}

/** A token for another audience is in the hands of somebody else. Where a provider allows one audience only, the claim is no choice. */
function audienceOf({ allowedAudiences = [] }: Exclude<Provider, { kind: 'aws' }>, audience: string | undefined): Language {
  if (audience === undefined || allowedAudiences.length === 0 || !allowedAudiences.every(isDetermined)) return allOf();
  const own = allowedAudiences.filter(allowed => allowed === audience || OWN_NAME.test(allowed));
  if (allowedAudiences.length > 1) return equals(AUDIENCE, ...own);
  return own.length > 0 ? allOf() : anyOf();
}

/** Returns the subjects as which some workloads come to a provider. */
export function subjectsOf(uses: readonly Use[], provider: Provider): string[] {
  return provider.kind === 'aws' ? [] : [...new Set(uses.flatMap(use => subjectAt(use, provider) ?? []))];
}

/** Returns the assumed-role ARNs of some workloads that a provider may know. */
export function rolesOf(uses: readonly Use[], { accountId }: Extract<Provider, { kind: 'aws' }>): string[] {
  const arns = uses.flatMap(({ caller }) => {
    if (caller === undefined || !('role' in caller)) return [];
    const { partition, account, roleName } = caller.role;
    return isDetermined(accountId) && account !== accountId ? [] : [assumedRoleArn(partition, account, roleName)];
  });
  return [...new Set(arns)];
}

/** Returns the subject of a workload if a provider trusts its issuer: that of its own provider if no file tells the issuer. */
function subjectAt({ caller, provider: own }: Use, provider: Exclude<Provider, { kind: 'aws' }>): string | undefined {
  if (caller === undefined || !('subject' in caller)) return undefined;
  const { subject, issuer } = caller;
  const trusted = issuer === undefined ? own === provider : !isDetermined(provider.issuer) || issuer === provider.issuer;
  return trusted ? subject : undefined;
}
