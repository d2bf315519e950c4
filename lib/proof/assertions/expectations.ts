import { Finding, Severity } from '../check/check-report';

/** What is expected of a workload beside being admitted. */
export interface Admittance {
  /**
   * Email of the service account that it acts as; `direct` where it acts as itself.
   *
   * @default - anybody
   */
  readonly as?: string;

  /**
   * A Google role that it holds, such as `roles/storage.objectViewer`.
   *
   * @default - any, or none
   */
  readonly role?: string;

  /**
   * The resource on which it holds the role, as reports write it, such as `project my-gcp-project`.
   *
   * @default - any
   */
  readonly on?: string;
}

/** Which findings are meant. */
export interface FindingFilter {
  /** @default - any */
  readonly id?: string;

  /** @default - any */
  readonly severity?: Severity;
}

export function matchesFilter(finding: Finding, { id, severity }: FindingFilter): boolean {
  return (id === undefined || finding.id === id) && (severity === undefined || finding.severity === severity);
}
