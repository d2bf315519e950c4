/** What AWS STS `GetCallerIdentity` tells of a caller; Google knows nothing else of it. */
export interface AwsIdentity {
  readonly account: string;
  readonly arn: string;
  readonly userid: string;
}

/** Who an AWS caller is in a workload identity pool. */
export interface FederatedPrincipal {
  /** `projects/NUMBER/locations/global/workloadIdentityPools/POOL` */
  readonly pool: string;
  readonly subject: string;
  /** By name, without the `attribute.` of the mapping. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}
