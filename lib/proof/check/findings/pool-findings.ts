import { finding } from './catalogue';
import { expressionFindings } from './condition-findings';
import { AWS_ACCOUNT_ID } from '../../../federation/aws-account';
import { isDetermined } from '../../determined';
import { forgedPrincipal } from '../../impostors';
import { GooglePolicy, membersOf, OtherProvider, parsePoolMember, Provider } from '../../policy';
import { CallerVerdict, Finding } from '../check-report';
import { googleElement } from '../elements';

/** Findings on pools and providers, and those who come by way of another provider of a pool. */
export function poolFindings(policy: GooglePolicy): { readonly findings: Finding[]; readonly verdicts: CallerVerdict[] } {
  const { awsProviders, otherProviders = [] } = policy.configuration;
  const findings = [
    ...[...awsProviders, ...otherProviders].flatMap(expressionFindings),
    ...awsProviders.filter(({ accountId }) => isDetermined(accountId) ? !AWS_ACCOUNT_ID.test(accountId) : accountId.cause === 'unset')
      .map(provider => finding('account-id-malformed', `aws.account_id is ${isDetermined(provider.accountId) ? `'${provider.accountId}'` : 'missing'}`, [googleElement(provider)])),
  ];
  const verdicts: CallerVerdict[] = [];
  for (const providers of byPool([...awsProviders, ...otherProviders], policy)) {
    if (providers.length < 2) continue;
    const others = providers.filter(provider => provider.kind !== 'aws');
    const forged = others.length < providers.length
      ? others.flatMap(provider => forgeries(provider, [], policy))
      : others.slice(1).flatMap((provider, index) => forgeries(provider, others.slice(0, index + 1), policy));
    verdicts.push(...forged.map(({ verdict }) => verdict));
    const elements = providers.map(googleElement);
    findings.push(...forged.map(({ verdict, member }) => finding('provider-forges', `${verdict.provider} lets its callers be ${member}`, elements)));
    if (forged.length === 0) findings.push(finding('several-providers', `${providers.map(({ address }) => address).join(' and ')} are providers of one pool`, elements));
  }
  return { findings, verdicts };
}

/**
 * Members that mean an AWS role, or the caller of an issuer that was there before, and that a caller of this one can be.
 *
 * @param before providers whose callers the members may mean; none where they mean AWS roles
 */
function forgeries(provider: OtherProvider, before: readonly OtherProvider[], policy: GooglePolicy): { verdict: CallerVerdict; member: string }[] {
  const seen = new Set<string>();
  return policy.holdings.all.flatMap(({ grant }) => {
    if (!isDetermined(grant.member) || seen.has(grant.member)) return [];
    const parsed = parsePoolMember(grant.member);
    if (parsed === undefined || parsed.pool.slice(parsed.pool.lastIndexOf('/') + 1) !== provider.poolId) return [];
    const canBe = (who: OtherProvider) => {
      const principal = forgedPrincipal(who, parsed.value);
      return principal !== undefined && membersOf({ pool: parsed.pool, ...principal }).includes(String(grant.member));
    };
    if (!canBe(provider) || !(before.length === 0 ? parsed.value.startsWith('arn:') : before.some(canBe))) return [];
    seen.add(grant.member);
    const issuer = isDetermined(provider.issuer) ? provider.issuer : provider.kind;
    const verdict: CallerVerdict = {
      provider: provider.address, who: `a caller of ${issuer} whose token says so`, arn: parsed.value, verdict: 'admitted', reaches: [`what ${grant.address} grants`],
    };
    return [{ verdict, member: grant.member }];
  });
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
