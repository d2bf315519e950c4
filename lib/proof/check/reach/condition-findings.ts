import { Reach } from './judge-reach';
import { namedCallers } from './named-callers';
import { namedLanguage, unbounded } from './split-callers';
import { findCaller } from '../../callers/find-caller';
import { allOf, decided, notIn, relaxed } from '../../callers/language';
import { isDetermined } from '../../determined';
import { allProviders, GooglePolicy, Provider } from '../../policy';
import { Finding } from '../check-report';
import { googleElement } from '../elements';
import { finding, FindingId } from '../findings/catalogue';
import { SUBJECT_CONDITION } from '../findings/placeholders';

/** Returns findings on what conditions admit to the pool, whatever its members make of that. */
export function conditionFindings(reach: Reach, policy: GooglePolicy): Finding[] {
  const enabled = allProviders(policy.configuration).filter(({ disabled }) => disabled !== true);
  return enabled.flatMap(provider => conditionFinding(provider, reach) ?? []);
}

function conditionFinding(provider: Provider, reach: Reach): Finding | undefined {
  const { attributeCondition: condition, address } = provider;
  const elements = [googleElement(provider)];
  const cluster = provider.kind !== 'aws' && reach.providers.trustsCluster(provider);
  const forTokens = { fix: SUBJECT_CONDITION };
  if (condition === undefined) {
    if (provider.kind === 'aws') return finding('condition-missing', `${address} has no attribute_condition`, elements);
    const who = cluster ? 'service account of the cluster' : 'token of the issuer';
    const title = `the provider has no attribute condition, so that every ${who} gets a federated token`;
    return finding('condition-missing', `${address} has no attribute_condition`, elements, { title, ...cluster && forTokens });
  }
  if (!isDetermined(condition) || (provider.kind !== 'aws' && !cluster)) return undefined;
  const callers = reach.providers.callersOf(provider);
  const { universe } = callers;
  const unnamed = allOf(callers.admitted, notIn(reach.allIntended(provider)), ...provider.kind === 'aws' ? [notIn(namedIn(provider))] : []);
  const passing = findCaller(universe, unnamed);
  if (passing.kind !== 'somebody') return undefined;
  if (cluster && !unbounded(universe, decided(unnamed, false), name => name === '["sub"]')) return undefined;
  const everyone = findCaller(universe, notIn(relaxed(decided(callers.admitted, false)))).kind === 'nobody';
  const id = everyone ? 'condition-always-true' : cluster ? 'condition-too-wide' : kindOf(condition);
  const ofProvider = reach.reaches.filter(one => one.provider === provider && one.uncertain === undefined);
  const reached = ofProvider.some(({ parts }) => parts.some(({ kind }) => kind === 'unintended' || kind === 'forged'));
  return finding(id, `${condition} - admits ${passing.caller.name} to the pool`, elements, {
    severity: reached || everyone ? 'error' : 'warning', ...cluster && forTokens,
  });
}

function namedIn(provider: Extract<Provider, { kind: 'aws' }>): ReturnType<typeof namedLanguage> {
  const account = isDetermined(provider.accountId) ? provider.accountId : '';
  return namedLanguage(namedCallers(provider, [], account, 'aws').principals);
}

function kindOf(condition: string): FindingId {
  if (/\.contains\(|\.matches\(/.test(condition)) return 'condition-contains';
  return /\.startsWith\(/.test(condition) ? 'condition-starts-with' : 'condition-too-wide';
}
