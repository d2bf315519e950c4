import { refuse } from '../federation/errors';

/** The resources that exist in Google Cloud, and are to be managed by this configuration from now on. */
export interface GcpTakeOver {
  /**
   * Whether the pool exists.
   *
   * @default false
   */
  readonly pool?: boolean;

  /**
   * Whether the provider exists.
   *
   * @default false
   */
  readonly provider?: boolean;

  /**
   * Whether the service accounts of `serviceAccountId` exist, all of them.
   *
   * @default false
   */
  readonly serviceAccounts?: boolean;
}

/** Options of the Google side of a federation. */
export interface GoogleSideOptions {
  /**
   * Whether to enable the APIs that a federation needs: IAM, STS, IAM Service Account Credentials and Cloud Resource
   * Manager in `gcpProjectId`, IAM and IAM Service Account Credentials in other projects where a service account is
   * created. They stay enabled when the federation is destroyed.
   *
   * @default - true, but false if the pool exists
   */
  readonly enableApis?: boolean;

  /**
   * Whether the pool exists, and is managed elsewhere: a provider is created in it.
   *
   * The pool must have no other provider: members do not name the provider, so that another one could forge them.
   *
   * @default false
   */
  readonly existingPool?: boolean;

  /**
   * Whether the pool and its provider exist, and are managed elsewhere.
   *
   * The team that manages the provider has to admit the roles or service accounts in its condition. Terraform fails the
   * apply if the provider trusts another account or cluster, or maps the attribute of the members differently, and warns
   * if the condition does not name one.
   *
   * @default false
   */
  readonly existingProvider?: boolean;

  /**
   * Whether Terraform rejects every plan that would destroy or replace the pool, the provider or a service account.
   *
   * It does not protect what is removed from the code: see `forget`.
   *
   * @default false
   * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether Terraform forgets all that the federation manages, and leaves it in Google Cloud. Apply once with it, then
   * remove the federation from the code. Needs Terraform 1.7 or later.
   *
   * @default false
   * @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
   */
  readonly forget?: boolean;

  /**
   * The resources to import, since they exist: created by hand, or restored within the 30 days after they were deleted,
   * in which their ids cannot be created again (error 409 "Requested entity already exists"). Needs Terraform 1.5 or
   * later; without effect once applied.
   *
   * @default - nothing is imported
   * @see https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#undelete-pool
   */
  readonly takeOver?: GcpTakeOver;

  /**
   * Whether to write Data Access audit logs for STS and IAM in `gcpProjectId`: who exchanged which AWS identity, and who
   * got tokens of a service account. Logs cost by volume.
   *
   * Authoritative for each of the two services: what the project configured for them before is replaced, and removed
   * when the federation is destroyed.
   *
   * @default false
   * @see GcpAuditLogs
   */
  readonly auditLogs?: boolean;

  /**
   * Whether an organization policy on `gcpProjectId` lets pools of the project trust this AWS account alone.
   * With `enableApis` it enables the API that sets such policies, too.
   *
   * @default false
   * @see GcpAwsAccountRestriction
   */
  readonly restrictAwsAccounts?: boolean;
}

/** Refuses options that contradict each other. */
export function validateOptions(options: GoogleSideOptions): void {
  const { existingPool, existingProvider, takeOver = {}, forget, deletionProtection } = options;
  if (existingProvider && existingPool === false) {
    refuse('existingPool', existingPool, 'contradicts existingProvider', 'leave it out: a provider exists in a pool that exists');
  }
  if (takeOver.pool && (existingPool || existingProvider)) {
    refuse('takeOver.pool', takeOver.pool, 'contradicts existingPool', 'a pool is managed either here or elsewhere, so leave one of the two out');
  }
  if (takeOver.provider && existingProvider) {
    refuse('takeOver.provider', takeOver.provider, 'contradicts existingProvider',
      'a provider is managed either here or elsewhere, so leave one of the two out');
  }
  if (forget && Object.values(takeOver).some(Boolean)) {
    refuse('forget', forget, 'contradicts takeOver', 'apply takeOver first, then forget');
  }
  if (forget && deletionProtection) {
    refuse('forget', forget, 'contradicts deletionProtection', 'leave deletionProtection out: forgetting destroys nothing');
  }
}

/** Tells whether the pool is managed elsewhere. */
export function poolExists({ existingPool, existingProvider }: GoogleSideOptions): boolean {
  return (existingPool || existingProvider) ?? false;
}

/** Tells whether the APIs of a federation are to be enabled: the team that manages an existing pool has enabled them. */
export function enablesApis(options: GoogleSideOptions): boolean {
  return options.enableApis ?? !poolExists(options);
}
