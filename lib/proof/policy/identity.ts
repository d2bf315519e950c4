/** What AWS STS `GetCallerIdentity` tells of a caller; Google knows nothing else of it. */
export interface AwsIdentity {
  readonly account: string;
  readonly arn: string;
  readonly userid: string;
}

/** What a token of an OpenID Connect issuer tells of its bearer. */
export interface TokenIdentity {
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
}

/** Who a caller is in a workload identity pool. */
export interface FederatedPrincipal {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  readonly pool: string;
  readonly subject: string;
  /** By name, without the `attribute.` of the mapping. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}
