import { CallerPart, PartKind } from './caller-part';
import { GoogleIdentity } from './google-identity';
import { wordsOfIdentity } from './identity-words';
import { ProviderReach, Reach } from './judge-reach';
import { GooglePolicy } from '../../policy';
import { CallerVerdict, Finding, IdentityVerdict } from '../check-report';
import { googleElement } from '../elements';
import { finding, FindingId } from '../findings/catalogue';

const REACHES_AT_MOST = 5;
const ELEMENTS_AT_MOST = 3;

const FINDINGS: Readonly<Record<PartKind, FindingId>> = {
  'cross-use': 'cross-use',
  'named': 'named-without-workload',
  'role-id': 'role-id-not-known',
  'forged': 'provider-forges',
  'unintended': 'unintended-caller',
  'possible': 'possible-caller',
};

/** Returns the findings on callers who reach a Google identity without being intended. */
export function reachFindings({ reaches }: Reach, policy: GooglePolicy): Finding[] {
  return reaches.flatMap(reach => {
    if (reach.disabled) return reach.parts.length === 0 ? [] : [partsFinding('unintended-if-enabled', reach, reach.parts, policy)];
    if (isUnusedGrant(reach)) return [partsFinding('unused-direct-grant', reach, reach.parts, policy)];
    const byId = new Map<FindingId, CallerPart[]>();
    for (const part of reach.parts) {
      const id = reach.uncertain === undefined ? FINDINGS[part.kind] : 'possible-caller';
      byId.set(id, [...byId.get(id) ?? [], part]);
    }
    return [...byId].map(([id, parts]) => partsFinding(id, reach, parts, policy));
  });
}

/** An exact member of a role that only acts as a service account: nobody else gets in by it. */
function isUnusedGrant({ parts, identity, uncertain }: ProviderReach): boolean {
  return parts.length === 1 && parts[0].kind === 'cross-use' && identity.kind === 'principal set' && uncertain === undefined;
}

function partsFinding(
  id: FindingId, { identity, provider, uncertain }: ProviderReach, parts: readonly CallerPart[], policy: GooglePolicy,
): Finding {
  const who = parts.map(({ words, witness, because = [] }) => {
    const reasons = because.map(({ expression, reason }) => `${expression}: ${reason}`).join('; ');
    const shown = witness === undefined || words.endsWith(witness.name) ? words : `${words} (such as ${witness.name})`;
    return reasons === '' ? shown : `${shown}, if ${reasons}`;
  }).join('; ');
  const reaches = wordsOfIdentity(identity, policy);
  const more = reaches.length > REACHES_AT_MOST ? ` and ${reaches.length - REACHES_AT_MOST} more` : '';
  const open = uncertain === undefined ? '' : `; whether they get there depends on ${uncertain}`;
  const grants = identity.grants.slice(0, ELEMENTS_AT_MOST).map(({ placed }) => googleElement(placed.grant));
  return finding(id, `${who} - may use ${reaches.slice(0, REACHES_AT_MOST).join(', ')}${more}${open}`, [googleElement(provider), ...grants]);
}


/** Returns the callers who are admitted without being intended, as the report lists them. */
export function callerVerdicts({ reaches }: Reach, policy: GooglePolicy): CallerVerdict[] {
  const enabled = reaches.filter(({ disabled }) => !disabled);
  return enabled.flatMap(({ identity, provider, parts, uncertain }) => parts.map(({ kind, words, witness }): CallerVerdict => ({
    provider: provider.address,
    ...provider.file !== undefined && { providerFile: provider.file },
    who: words,
    arn: witness?.name ?? '',
    ...witness !== undefined && { claims: witness.assertion },
    verdict: kind === 'possible' || kind === 'role-id' || uncertain !== undefined ? 'depends' : 'admitted',
    reaches: wordsOfIdentity(identity, policy),
  })));
}

/** Returns the verdict on each Google identity. */
export function identityVerdicts(reach: Reach, policy: GooglePolicy): IdentityVerdict[] {
  const byIdentity = new Map<GoogleIdentity, ProviderReach[]>();
  for (const one of reach.reaches) byIdentity.set(one.identity, [...byIdentity.get(one.identity) ?? [], one]);
  return [...byIdentity].map(([identity, reaches]) => {
    const parts = reaches.filter(({ disabled }) => !disabled).flatMap(one => one.parts);
    return {
      identity: identity.name,
      kind: identity.kind,
      verdict: parts.length === 0 ? 'proven' : 'not proven',
      intended: [...new Set(reach.usesOf(identity).map(({ by }) => by))],
      providers: [...new Set(reaches.map(({ provider }) => provider.address))],
      grants: identity.grants.map(({ placed: { grant } }) => ({ member: String(grant.member), element: googleElement(grant) })),
      reaches: wordsOfIdentity(identity, policy),
    };
  });
}
