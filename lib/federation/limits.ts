/**
 * Limits that AWS and Google enforce on the strings of a federation.
 *
 * @see https://cloud.google.com/iam/quotas
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const LIMITS = {
  /** Bytes that `google.subject` may hold. */
  subjectBytes: 127,
  /** Characters of an attribute condition. */
  attributeConditionCharacters: 4096,
  /** Principals in one allow policy, repeats counted. */
  allowPolicyPrincipals: 1500,
  /** Service accounts in one project, by Google's default quota. */
  serviceAccountsPerProject: 100,
  /** Characters of a display name of a pool, a provider or a service account. */
  displayNameCharacters: 32,
  /** Characters of a description of a pool, a provider, a service account or an IAM condition. */
  descriptionCharacters: 256,
  /** Characters of the title of an IAM condition. */
  conditionTitleCharacters: 100,
  /** Characters of an IAM role name. */
  roleNameCharacters: 64,
  /** Seconds that an access token of a service account may live. */
  tokenLifetimeSeconds: { minimum: 600, withoutOrganizationPolicy: 3600, maximum: 43_200 },
  /** Bytes of EC2 user data before base64. */
  userDataBytes: 16_384,
  /** Layers of a Lambda function. */
  functionLayers: 5,
  /** Seconds that a projected token may live: Kubernetes issues none for less, Google takes none for more. */
  podTokenSeconds: { minimum: 600, maximum: 86_400 },
  /** Bytes of an ECS task definition. */
  taskDefinitionBytes: 65_536,
} as const;

/**
 * Longest role session name by kind of workload.
 *
 * The session name is the last part of the assumed-role ARN, so it counts into
 * `google.subject` when the subject is the ARN.
 */
export const SESSION_NAME_CHARACTERS = {
  /** The instance id. */
  ec2: 19,
  /** The task id. */
  ecs: 32,
  /** The function name, which has this many characters at most. */
  lambda: 64,
  /** What EKS Pod Identity makes of the names of cluster and pod. */
  eks: 64,
} as const;

export type WorkloadKind = keyof typeof SESSION_NAME_CHARACTERS;
