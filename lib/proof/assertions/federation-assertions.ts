import { CheckReport, Finding, WorkloadVerdict } from '../check/check-report';
import { GoogleConfiguration } from '../policy';
import { Admittance, FindingFilter, matchesFilter } from './expectations';
import { findWorkloads, nearestWorkloads } from './find-workloads';
import { callerText, failure, findingText, listed, OUTCOME, triedText, workloadText } from './messages';
import { readOutputs } from './read-outputs';
import { FederationJson, FederationOutputs, FederationStacks, synthesized, withFiles } from './sources';
import { Tried, triedEverywhere } from './tried';
import { nearestNames } from '../../federation/nearest-names';

/**
 * Assertions on who is admitted to Google Cloud, for the tests of an app: in the manner of `aws-cdk-lib/assertions`, with
 * any test framework or none.
 *
 * Every assertion throws an `Error` that says what was expected and what was found out.
 */
export class FederationAssertions {
  /**
   * Asserts on two outputs that are there.
   *
   * Throws where one cannot be read.
   *
   * @param outputs paths of both, and what is accepted
   */
  public static fromOutputs(outputs: FederationOutputs): FederationAssertions {
    const { report, google } = readOutputs(outputs);
    return new FederationAssertions(report, google);
  }

  /**
   * Synthesizes the app of AWS CDK and the app of CDKTF, and asserts on their outputs.
   *
   * Throws where a construct is not part of an app, and where the Google side would be written to `cdktf.out`.
   *
   * @param stacks any construct of either app
   */
  public static fromStacks(stacks: FederationStacks): FederationAssertions {
    return FederationAssertions.fromOutputs(synthesized(stacks));
  }

  /**
   * Asserts on templates and a configuration in memory.
   *
   * @param json both sides
   */
  public static fromJSON(json: FederationJson): FederationAssertions {
    return withFiles(json, outputs => FederationAssertions.fromOutputs(outputs));
  }

  /**
   * Asserts on a report that is there, such as one that `check --json` wrote.
   *
   * @param report what `check` found out; of identities it only knows those that were tried
   */
  public static fromReport(report: CheckReport): FederationAssertions {
    return new FederationAssertions(report);
  }

  private constructor(private readonly report: CheckReport, private readonly google?: GoogleConfiguration) {}

  /** What `check` found out. */
  public toJSON(): CheckReport {
    return this.report;
  }

  /** Asserts that every workload is admitted, and no other caller. */
  public matches(): void {
    const { matches, workloads, callers, findings } = this.report;
    if (matches) return;
    throw failure(
      'expected the two sides to match, but they do not.',
      ...listed('Workloads that are not admitted:', workloads.filter(({ verdict }) => verdict !== 'admitted').map(workloadText)),
      ...listed('Other callers that are not rejected:', callers.map(callerText)),
      ...listed('Findings:', findings.filter(({ severity, accepted }) => severity === 'error' || (severity === 'depends' && accepted !== true)).map(findingText)),
    );
  }

  /**
   * Asserts that a workload is admitted.
   *
   * @param workload construct path, logical id, role ARN without session, or role name; all that bear it are meant
   * @param expected as whom, and with which role
   */
  public admits(workload: string, expected: Admittance = {}): void {
    for (const found of this.workloads(workload)) {
      const wanted = `expected workload '${workload}' to be admitted${inWords(expected)}`;
      if (found.verdict !== 'admitted') {
        throw failure(`${wanted}, but it ${OUTCOME[found.verdict]}.`, workloadText(found), ...this.findingsAbout(found));
      }
      if (expected.as !== undefined && !actsAs(found, expected.as)) throw failure(`${wanted}, but it acts as ${found.actsAs}.`, workloadText(found));
      if (holds(found, expected)) continue;
      const near = nearestNames(expected.role ?? '', found.roles.map(({ role }) => role));
      throw failure(`${wanted}, but it does not hold that role.`, workloadText(found), ...listed('Nearest roles that it holds:', near));
    }
  }

  /**
   * Asserts that an identity, or a workload, is rejected.
   *
   * @param identity an ARN as AWS STS reports it, with session, such as
   * `arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0`; or a workload, as for `admits`
   */
  public rejects(identity: string): void {
    const workloads = findWorkloads(this.report.workloads, identity);
    if (workloads.length === 0 && !identity.startsWith('arn:')) this.workloads(identity);
    const inside = workloads.filter(({ verdict }) => verdict !== 'rejected');
    if (inside.length > 0) throw failure(`expected workload '${identity}' to be rejected, but it ${OUTCOME[inside[0].verdict]}.`, ...inside.map(workloadText));
    if (workloads.length > 0) return;
    const reached = this.tried(identity).filter(({ verdict }) => verdict !== 'rejected');
    if (reached.length > 0) throw failure(`expected '${identity}' to be rejected, but it ${OUTCOME[reached[0].verdict]}.`, ...reached.map(triedText));
  }

  /**
   * The findings, to assert on them.
   *
   * @param filter which ones
   */
  public findings(filter: FindingFilter = {}): readonly Finding[] {
    return this.report.findings.filter(finding => matchesFilter(finding, filter));
  }

  /**
   * Asserts that there is nothing to report.
   *
   * @param filter which findings are meant, such as `{ severity: 'error' }`
   */
  public hasNoFindings(filter: FindingFilter = {}): void {
    const found = this.findings(filter);
    if (found.length === 0) return;
    const { id, severity } = filter;
    const meant = [severity === undefined ? '' : ` of severity '${severity}'`, id === undefined ? '' : ` with id '${id}'`].join('');
    throw failure(`expected no findings${meant}, but there ${found.length === 1 ? 'is 1' : `are ${found.length}`}.`, ...listed('Findings:', found.map(findingText)));
  }

  /**
   * Asserts that something is found, such as a weakness that is known and accepted.
   *
   * @param id of the finding
   */
  public hasFinding(id: string): void {
    if (this.findings({ id }).length > 0) return;
    const ids = [...new Set(this.report.findings.map(finding => finding.id))];
    const near = nearestNames(id, ids);
    throw failure(`expected a finding with id '${id}', but there is none.`, ...listed(near.length > 0 ? 'Nearest ids:' : 'Found:', near.length > 0 ? near : ids));
  }

  private tried(arn: string): Tried[] {
    if (this.google !== undefined) return triedEverywhere(this.google, arn);
    const known = this.report.callers.filter(caller => caller.arn === arn);
    if (known.length === 0 && this.isProvenWithout(arn)) return [{ provider: 'every provider', verdict: 'rejected', reason: 'only the intended callers are admitted', reaches: [] }];
    if (known.length === 0) throw failure(`expected '${arn}' to be rejected, but the report does not say: it was not tried. Try it by FederationAssertions.fromOutputs.`);
    return known.map(({ provider, verdict, reaches }) => ({ provider, verdict, reason: '', reaches }));
  }

  /** Whether the report proves that a caller who is no session of a workload is rejected. */
  private isProvenWithout(arn: string): boolean {
    const { identities, workloads } = this.report;
    return identities.every(({ verdict }) => verdict === 'proven') && !workloads.some(({ roleArn }) => roleArn !== undefined && arn.startsWith(`${roleArn}/`));
  }

  private workloads(name: string): WorkloadVerdict[] {
    const { workloads } = this.report;
    const found = findWorkloads(workloads, name);
    if (found.length > 0) return found;
    if (workloads.length === 0) throw failure(`expected a workload '${name}', but no workload carries a credential configuration.`);
    const near = nearestWorkloads(workloads, name);
    throw failure(
      `expected a workload '${name}', but none has that construct path, logical id, role ARN or role name.`,
      ...listed(near.length > 0 ? 'Nearest:' : 'There are:', near.length > 0 ? near : workloads.map(({ workload }) => workload)),
    );
  }

  private findingsAbout({ element: { address, file } }: WorkloadVerdict): string[] {
    const about = this.report.findings.filter(({ elements }) => elements.some(element => element.address === address && element.file === file));
    return listed('Findings about it:', about.map(findingText));
  }
}

function inWords({ as, role, on }: Admittance): string {
  const asWhom = as === undefined ? '' : as === 'direct' ? ' as itself' : ` as ${as}`;
  if (role === undefined && on === undefined) return asWhom;
  return `${asWhom}, holding ${role ?? 'a role'}${on === undefined ? '' : ` on ${on}`}`;
}

function actsAs({ actsAs: identity }: WorkloadVerdict, as: string): boolean {
  return as === 'direct' ? identity !== undefined && !identity.includes('@') : identity === as;
}

function holds({ roles }: WorkloadVerdict, { role, on }: Admittance): boolean {
  if (role === undefined && on === undefined) return true;
  return roles.some(held => (role === undefined || held.role === role) && (on === undefined || held.resource === on));
}
