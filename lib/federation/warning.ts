/** Something that works, but that the user should know before deploying. */
export interface FederationWarning {
  /** Stable id, by which a user acknowledges the warning. */
  readonly id: string;
  readonly message: string;
}
