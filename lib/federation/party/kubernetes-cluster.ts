import { Difference, ProviderTrust, refuseOtherKind, requireEqual, TrustedParty } from './trusted-party';
import { subjectCondition } from '../attribute-condition';

/** A Kubernetes cluster, whose service accounts are admitted by the tokens that the cluster issues for them. */
export class KubernetesCluster implements TrustedParty {
  public readonly description: string;
  public readonly shortName: string;
  public readonly poolOfItsOwn = 'members do not name the provider, so give each a pool of its own';
  public readonly workloads = {
    noun: 'service account',
    title: 'Kubernetes service account',
    label: 'Kubernetes',
    identities: 'the Kubernetes service account',
    property: 'kubernetesServiceAccount',
    addition: 'service account of the same cluster with its addKubernetesServiceAccount',
  } as const;
  public readonly trust: ProviderTrust;

  /**
   * @param issuerUri the issuer of the tokens
   * @param tokenAudience the audience that the tokens name
   * @param jwksJson the keys, if Google cannot fetch them from the issuer
   */
  constructor(private readonly issuerUri: string, tokenAudience: string, private readonly jwksJson?: string) {
    this.description = `Kubernetes cluster ${issuerUri}`;
    this.shortName = `Kubernetes ${issuerUri.replace(/\/$/, '').replace(/^.*\//, '')}`;
    this.trust = {
      block: 'oidc',
      arguments: { allowed_audiences: [tokenAudience], issuer_uri: issuerUri, ...jwksJson !== undefined && { jwks_json: jwksJson } },
      identifiedBy: 'issuer_uri',
      name: `issuer ${issuerUri}`,
      memberAttribute: 'google.subject',
      isMappedByDefault: false,
    };
  }

  public condition(subjects: readonly string[]): string {
    return subjectCondition(subjects);
  }

  public requireSame(further: TrustedParty, difference: Difference): void {
    if (!(further instanceof KubernetesCluster)) return refuseOtherKind(this, further, difference);
    const { elsewhere } = difference;
    requireEqual('issuerUri', this.issuerUri, further.issuerUri, `a provider trusts exactly one issuer, so ${elsewhere}, with another poolId`);
    requireEqual('jwksJson', this.jwksJson, further.jwksJson, 'a provider has one set of keys; pass the same for every service account of the cluster');
  }

  public requireSameMapping(): void {
    // The mapping of a cluster has no choice.
  }
}
