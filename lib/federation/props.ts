import { GcpAccess } from './access';
import { GcpGrant } from './grants/grant';
import { GcpSubject } from './subject';

/**
 * Which AWS role may act as what in Google Cloud: the one description that both clouds are built from.
 *
 * Pass the same object to `GcpFederatedRole` (AWS) and `GcpFederationStack` (Google). All values are plain literals:
 * neither cloud's engine can resolve the other's tokens.
 */
export interface GcpFederationProps {
  /**
   * Id of the Google Cloud project of the workload identity pool.
   *
   * 6 to 30 lower-case letters, digits and hyphens.
   */
  readonly gcpProjectId: string;

  /**
   * Number of the same project, as `gcloud projects describe PROJECT_ID --format='value(projectNumber)'` prints it.
   *
   * Google names the members of a pool by number, and does not accept the id there.
   */
  readonly gcpProjectNumber: string;

  /**
   * Id of the AWS account of the role, 12 digits.
   *
   * Must equal the account of the stack where that is known.
   */
  readonly awsAccountId: string;

  /**
   * Name of the IAM role, without its path, up to 64 letters, digits and `_+=,.@-`.
   *
   * A literal: Google admits the role by this name.
   */
  readonly roleName: string;

  /**
   * AWS partition of the account: `aws` or `aws-us-gov`.
   *
   * @default 'aws'
   */
  readonly awsPartition?: string;

  /**
   * Id of the workload identity pool: 4 to 32 lower-case letters, digits and hyphens, not starting with `gcp-`.
   *
   * A deleted pool keeps its id for 30 days.
   *
   * @default 'aws-identity-pool'
   */
  readonly poolId?: string;

  /**
   * Id of the pool's provider for the AWS account, with the grammar of `poolId`.
   *
   * @default 'aws-provider'
   */
  readonly providerId?: string;

  /**
   * Id of the project that programs work in: what the variables `GOOGLE_CLOUD_PROJECT` and `CLOUDSDK_CORE_PROJECT` name.
   *
   * Google recommends a project of its own for pools; the resources and the billing of programs are then in a different one.
   *
   * @default - `gcpProjectId`
   */
  readonly workloadProjectId?: string;

  /**
   * How the workload reaches Google Cloud resources: as a service account or directly.
   *
   * @default - impersonation of a service account of this role's own, `NAME-HASH`: the role name in lower case, up to 21
   * characters, and 8 digits of a hash over partition, account and role name
   */
  readonly access?: GcpAccess;

  /**
   * What becomes `google.subject`, the name in Google's audit logs.
   *
   * @default GcpSubject.arn()
   */
  readonly subject?: GcpSubject;

  /**
   * What the identity may do in Google Cloud.
   *
   * @default - nothing
   */
  readonly grants?: GcpGrant[];
}
