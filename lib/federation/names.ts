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
  return attributePrincipalSet(pool, 'aws_role', roleArn);
}

/** The IAM member for all identities of a pool with a value of a mapped attribute. */
export function attributePrincipalSet(pool: string, attribute: string, value: string): string {
  return `principalSet://iam.googleapis.com/${pool}/attribute.${attribute}/${value}`;
}

/** The IAM member for the one identity of a pool that has the given subject. */
export function subjectPrincipal(pool: string, subject: string): string {
  return `principal://iam.googleapis.com/${pool}/subject/${subject}`;
}

/** The subject of the tokens that a Kubernetes cluster issues for a service account. */
export function kubernetesSubject(namespace: string, serviceAccount: string): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

/** The audience that tokens for a provider have: its full name as a URL. */
export function tokenAudience(provider: string): string {
  return `https:${audience(provider)}`;
}

/** The IAM member for a service account. */
export function serviceAccountMember(email: string): string {
  return `serviceAccount:${email}`;
}

/** The email of the service account that an IAM member stands for, if it stands for one. */
export function serviceAccountEmailOf(member: string): string | undefined {
  return /^serviceAccount:(.*)$/.exec(member)?.[1];
}

/** The id by which Terraform imports a pool: by project id, since one with the project number would plan a replacement. */
export function poolImportId(projectId: string, poolId: string): string {
  return poolResourceName(projectId, poolId);
}

/** The id by which Terraform imports a provider, by project id likewise. */
export function providerImportId(projectId: string, poolId: string, providerId: string): string {
  return providerResourceName(poolImportId(projectId, poolId), providerId);
}

/** Resource name of a project, by number. */
export function projectName(projectNumber: string): string {
  return `projects/${projectNumber}`;
}
