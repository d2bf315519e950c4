import { finding } from './catalogue';
import { expressionFindings } from './expression-findings';
import { AWS_ACCOUNT_ID } from '../../../federation/aws-account';
import { isDetermined } from '../../determined';
import { GooglePolicy, Provider } from '../../policy';
import { Finding } from '../check-report';
import { googleElement } from '../elements';
import { Reach } from '../reach/judge-reach';

/** Findings on pools and providers. */
export function poolFindings(policy: GooglePolicy, reach: Reach): Finding[] {
  const { awsProviders, otherProviders = [] } = policy.configuration;
  const forging = new Set(reach.reaches.flatMap(({ provider, parts }) => parts.some(({ kind }) => kind === 'forged') ? [provider] : []));
  return [
    ...[...awsProviders, ...otherProviders].flatMap(expressionFindings),
    ...awsProviders.filter(({ accountId }) => isDetermined(accountId) ? !AWS_ACCOUNT_ID.test(accountId) : accountId.cause === 'unset')
      .map(provider => finding('account-id-malformed', `aws.account_id is ${isDetermined(provider.accountId) ? `'${provider.accountId}'` : 'missing'}`, [googleElement(provider)])),
    ...byPool([...awsProviders, ...otherProviders], policy)
      .filter(providers => providers.length > 1 && !providers.some(provider => forging.has(provider)))
      .map(providers => finding('several-providers', `${providers.map(({ address }) => address).join(' and ')} are providers of one pool`, providers.map(googleElement))),
  ];
}

/** A pool is configured by project id or number, so providers of one pool may write its project differently. */
function byPool(providers: readonly Provider[], policy: GooglePolicy): Provider[][] {
  const pools = new Map<string, Provider[]>();
  for (const provider of providers) {
    if (!isDetermined(provider.poolId) || provider.disabled === true) continue;
    const [number] = policy.numbersOf(provider);
    const key = `${number ?? (isDetermined(provider.project) ? provider.project : '')} ${provider.poolId}`;
    pools.set(key, [...pools.get(key) ?? [], provider]);
  }
  return [...pools.values()];
}
