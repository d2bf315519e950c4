import { finding } from './catalogue';
import { expressionFindings } from './condition-findings';
import { AWS_ACCOUNT_ID } from '../../../federation/aws-account';
import { isDetermined } from '../../determined';
import { AwsProvider, GooglePolicy, membersOf, OtherProvider, parsePoolMember, PoolProvider } from '../../google';
import { forgedPrincipal } from '../../strangers';
import { AdversaryVerdict, Finding } from '../check-report';
import { googleElement } from '../elements';

/** Findings on pools and providers, and those who come by way of a provider that trusts no AWS account. */
export function poolFindings(policy: GooglePolicy): { readonly findings: Finding[]; readonly verdicts: AdversaryVerdict[] } {
  const { awsProviders, otherProviders = [] } = policy.configuration;
  const findings = [
    ...[...awsProviders, ...otherProviders].flatMap(expressionFindings),
    ...awsProviders.filter(({ accountId }) => isDetermined(accountId) ? !AWS_ACCOUNT_ID.test(accountId) : accountId.reason === 'it is not set')
      .map(provider => finding('account-id-malformed', `aws.account_id is ${isDetermined(provider.accountId) ? `'${provider.accountId}'` : 'missing'}`, [googleElement(provider)])),
  ];
  const verdicts: AdversaryVerdict[] = [];
  for (const providers of byPool([...awsProviders, ...otherProviders])) {
    const aws = providers.filter(isAws);
    if (providers.length < 2 || aws.length === 0) continue;
    const forged = providers.filter(provider => !isAws(provider)).flatMap(provider => forgeries(provider as OtherProvider, policy));
    verdicts.push(...forged.map(({ verdict }) => verdict));
    const elements = providers.map(googleElement);
    findings.push(...forged.map(({ verdict, member }) => finding('provider-forges', `${verdict.provider} lets its callers be ${member}`, elements)));
    if (forged.length === 0) findings.push(finding('several-providers', `${providers.map(({ address }) => address).join(' and ')} are providers of one pool`, elements));
  }
  return { findings, verdicts };
}

/** Members that mean an AWS role, and that a caller of another issuer can be. */
function forgeries(provider: OtherProvider, policy: GooglePolicy): { verdict: AdversaryVerdict; member: string }[] {
  const seen = new Set<string>();
  return policy.holdings.all.flatMap(({ grant }) => {
    if (!isDetermined(grant.member) || seen.has(grant.member)) return [];
    const parsed = parsePoolMember(grant.member);
    if (parsed === undefined || !parsed.value.startsWith('arn:') || parsed.pool.slice(parsed.pool.lastIndexOf('/') + 1) !== provider.poolId) return [];
    const principal = forgedPrincipal(provider, parsed.value);
    if (principal === undefined || !membersOf({ pool: parsed.pool, ...principal }).includes(grant.member)) return [];
    seen.add(grant.member);
    const issuer = isDetermined(provider.issuer) ? provider.issuer : provider.kind;
    const verdict: AdversaryVerdict = {
      provider: provider.address, who: `a caller of ${issuer} whose token says so`, arn: parsed.value, verdict: 'admitted', reaches: [`what ${grant.address} grants`],
    };
    return [{ verdict, member: grant.member }];
  });
}

function byPool(providers: readonly PoolProvider[]): PoolProvider[][] {
  const pools = new Map<string, PoolProvider[]>();
  for (const provider of providers) {
    if (!isDetermined(provider.poolId) || provider.disabled === true) continue;
    const key = `${isDetermined(provider.project) ? provider.project : ''} ${provider.poolId}`;
    pools.set(key, [...pools.get(key) ?? [], provider]);
  }
  return [...pools.values()];
}

function isAws(provider: PoolProvider): provider is AwsProvider {
  return 'accountId' in provider;
}
