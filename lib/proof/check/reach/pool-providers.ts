import { ProviderCallers } from '../../callers/provider-callers';
import { AwsUniverse } from '../../callers/universe/aws';
import { isClusterIssuer, tokenUniverse } from '../../callers/universe/issuers';
import { Universe } from '../../callers/universe/universe';
import { isDetermined } from '../../determined';
import { allProviders, GooglePolicy, OtherProvider, parsePoolName, Provider } from '../../policy';

const ACCOUNT_OF_CLUSTER = 'system:serviceaccount:';

/** Providers of the configuration with their callers, by the pools that members name. */
export class PoolProviders {
  private readonly known = new Map<Provider, ProviderCallers>();
  private readonly byPool = new Map<string, readonly Provider[]>();

  /** @param clusters providers that trust the cluster of a workload */
  constructor(private readonly policy: GooglePolicy, private readonly clusters: ReadonlySet<Provider>) {}

  /** Returns the providers of a pool. @param pool full name of the pool, with the number of its project */
  of(pool: string): readonly Provider[] {
    const known = this.byPool.get(pool);
    if (known !== undefined) return known;
    const { projectNumber, poolId } = parsePoolName(pool)!;
    const found = allProviders(this.policy.configuration).filter(provider => {
      if (provider.poolId !== poolId) return false;
      const numbers = this.policy.numbersOf(provider);
      return numbers.size === 0 || numbers.has(projectNumber);
    });
    this.byPool.set(pool, found);
    return found;
  }

  /** Returns the callers of a provider. */
  callersOf(provider: Provider): ProviderCallers {
    const known = this.known.get(provider);
    if (known !== undefined) return known;
    const callers = new ProviderCallers(provider, this.universeOf(provider));
    this.known.set(provider, callers);
    return callers;
  }

  /** Whether a provider trusts a Kubernetes cluster. */
  trustsCluster(provider: OtherProvider): boolean {
    const { issuer, attributeCondition: condition } = provider;
    if (this.clusters.has(provider) || (isDetermined(issuer) && isClusterIssuer(issuer))) return true;
    return condition !== undefined && isDetermined(condition) && condition.includes(ACCOUNT_OF_CLUSTER);
  }

  private universeOf(provider: Provider): Universe {
    if (provider.kind === 'aws') return new AwsUniverse(isDetermined(provider.accountId) ? provider.accountId : undefined);
    const audiences = provider.allowedAudiences;
    return tokenUniverse({
      ...isDetermined(provider.issuer) && provider.kind === 'oidc' && { url: provider.issuer },
      ...audiences !== undefined && audiences.length > 0 && audiences.every(isDetermined) && { audiences },
      kubernetes: this.trustsCluster(provider),
    });
  }
}
