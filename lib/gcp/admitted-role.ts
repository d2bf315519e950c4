/** What a further role of a pool is to Google Cloud. */
export interface GcpAdmittedRole {
  /** The IAM member that stands for every session of the role. */
  readonly principalSet: string;

  /** The IAM member that holds the role's grants: its service account, or the principal set in direct access. */
  readonly grantee: string;

  /**
   * Email of the service account that the role acts as.
   *
   * @default - none, in direct access
   */
  readonly serviceAccountEmail?: string;
}
