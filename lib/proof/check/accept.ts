import { Finding } from './check-report';
import { FindingId } from './findings/catalogue';

/** What of all that depends is accepted. */
export interface Acceptance {
  /**
   * Whether everything is accepted that depends on time, conditions or values known only at deployment.
   *
   * Never accepts what was not read, or a named caller without a workload.
   *
   * @default false
   */
  readonly acceptDepends?: boolean;
  /**
   * Ids of findings that are accepted, if they depend.
   *
   * @default - none
   */
  readonly accept?: readonly string[];
}

/** What was not read may hold anything, so it is only accepted by its id. */
const NOT_READ: readonly string[] = ['unread', 'credential-config-unreadable'] satisfies readonly FindingId[];
/** Only the output of its workload, or an expectation, explains why a caller is named. */
export const NEVER_ACCEPTED: readonly string[] = ['named-without-workload'] satisfies readonly FindingId[];

/** Marks the findings that are accepted. Errors never are. */
export function accept(findings: readonly Finding[], { acceptDepends = false, accept: ids = [] }: Acceptance): Finding[] {
  return findings.map(finding => {
    const { id, severity } = finding;
    const accepted = severity === 'depends' && !NEVER_ACCEPTED.includes(id) && (ids.includes(id) || (acceptDepends && !NOT_READ.includes(id)));
    return accepted ? { ...finding, accepted } : finding;
  });
}

/** Whether nothing is wrong, and everything that depends is accepted. */
export function isMatch(findings: readonly Finding[]): boolean {
  return findings.every(({ severity, accepted }) => severity !== 'error' && (severity !== 'depends' || accepted === true));
}
