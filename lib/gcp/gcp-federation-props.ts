import { ITerraformDependable } from 'cdktf';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';

/** What exists in Google Cloud, and is to be managed by this configuration from now on. */
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

/** What concerns the Google side of a federation alone. */
export interface GcpFederationOptions {
  /**
   * Whether to enable the APIs that a federation needs: IAM, STS, IAM Service Account Credentials and Cloud Resource
   * Manager in `gcpProjectId`, IAM and IAM Service Account Credentials in other projects where a service account is
   * created. They stay enabled when the federation is destroyed.
   *
   * @default - true, but false where the pool exists
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
   * Whoever manages the provider has to admit the roles or service accounts in its condition. Terraform ends the apply
   * where the provider trusts another account or cluster, or maps the attribute of the members otherwise, and warns where
   * the condition does not name one.
   *
   * @default false
   */
  readonly existingProvider?: boolean;

  /**
   * Whether Terraform refuses every plan that would destroy or replace the pool, the provider or a service account.
   *
   * It does not protect what is removed from the code: see `forget`.
   *
   * @default false
   * @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether Terraform forgets all that the federation manages, and leaves it standing in Google Cloud. Apply once with
   * it, then remove the federation from the code. Needs Terraform 1.7 or later.
   *
   * @default false
   * @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
   */
  readonly forget?: boolean;

  /**
   * What to import, since it exists: made by hand, or restored within the 30 days after it was deleted, in which its id
   * cannot be created again (error 409 "Requested entity already exists"). Needs Terraform 1.5 or later; without effect
   * once applied.
   *
   * @default - nothing
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

  /**
   * What has to be there before the pool.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** Description of a federation for the Google side. */
export interface GcpFederationConstructProps extends GcpFederationProps, GcpFederationOptions {}

/** Description of a federation of Kubernetes service accounts for the Google side. */
export interface GcpKubernetesFederationConstructProps extends GcpKubernetesFederationProps, GcpFederationOptions {}

/** Description of a federation of either kind for the Google side. */
export type GcpAnyFederationConstructProps = GcpFederationConstructProps | GcpKubernetesFederationConstructProps;
