/** The assumed-role ARN without its session: what AWS STS reports of every session of a role. Role paths are not part of it. */
export function assumedRoleArn(partition: string, accountId: string, roleName: string): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${roleName}`;
}

/** Full resource name of a workload identity pool. */
export function poolResourceName(projectNumber: string, poolId: string): string {
  return `projects/${projectNumber}/locations/global/workloadIdentityPools/${poolId}`;
}

/** Full resource name of a provider of a workload identity pool. */
export function providerResourceName(pool: string, providerId: string): string {
  return `${pool}/providers/${providerId}`;
}

/** The audience that a credential configuration names: the provider. */
export function audience(provider: string): string {
  return `//iam.googleapis.com/${provider}`;
}

/** The IAM member for all identities of a pool whose `attribute.aws_role` is the given ARN. */
export function awsRolePrincipalSet(pool: string, roleArn: string): string {
  return `principalSet://iam.googleapis.com/${pool}/attribute.aws_role/${roleArn}`;
}

/** The IAM member for a service account. */
export function serviceAccountMember(email: string): string {
  return `serviceAccount:${email}`;
}
