import { accept, Acceptance, isMatch } from './accept';
import { intendedRoles } from './callers/intended-roles';
import { tryImpostors } from './callers/try-impostors';
import { tryTokenImpostors } from './callers/try-token-impostors';
import { unknownMembers } from './callers/unknown-members';
import { CheckReport, Finding } from './check-report';
import { decideWorkload } from './decision/decide-workload';
import { distinctFindings, finding } from './findings/catalogue';
import { grantFindings } from './findings/grant-findings';
import { inputFindings } from './findings/input-findings';
import { memberFindings } from './findings/member-findings';
import { poolFindings } from './findings/pool-findings';
import { possibleCallers } from './findings/possible-callers';
import { sharedAccountFindings } from './findings/shared-account-findings';
import { NOT_JUDGED } from './not-judged';
import { readSides } from './read-sides';
import { AwsConfiguration } from '../inputs/cloudformation';
import { ReadOptions } from '../inputs/reading';
import { GoogleConfiguration, GooglePolicy } from '../policy';

/** Paths of both sides. */
export interface CheckInput {
  /** Output folders of AWS CDK, CloudFormation templates, Kubernetes manifests or Terraform. */
  readonly aws: string | readonly string[];
  /** Output folders of CDKTF, folders or files of Terraform, or its plans and states in JSON. */
  readonly gcp: string | readonly string[];
  /** Values that the outputs do not hold. @default - none */
  readonly read?: ReadOptions;
}

/** Options of `check`. */
export type CheckOptions = Acceptance;

/**
 * Reads the outputs of both clouds and decides who is admitted: every federated workload, and no other caller.
 *
 * Throws `InputError` if an input cannot be read.
 */
export function check(input: CheckInput, options: CheckOptions = {}): CheckReport {
  const [first, ...others] = readSides(input).map(({ aws, google, notes }) => checkConfigurations(aws, google, options, notes));
  return others.find(({ matches }) => !matches && first.matches) ?? first;
}

/** Decides the same for configurations that have been read. */
export function checkConfigurations(
  aws: AwsConfiguration, google: GoogleConfiguration, options: CheckOptions = {}, notes: readonly string[] = [],
): CheckReport {
  const policy = new GooglePolicy(google);
  const decisions = aws.workloads.flatMap(workload => workload.carried.map(carried => decideWorkload(workload, carried, policy, aws.roles)));
  const intended = intendedRoles(decisions, policy);
  const tried = tryImpostors(decisions, policy, intended, aws.roles);
  const tokens = tryTokenImpostors(decisions, policy);
  const pools = poolFindings(policy);
  const callers = [...tried.verdicts, ...tokens.verdicts, ...pools.verdicts];
  const decided = decisions.flatMap(({ findings }) => findings);
  const workloads = decisions.map(({ verdict }) => verdict);
  const general = [...memberFindings(policy, intended), ...grantFindings(policy), ...sharedAccountFindings(policy, workloads)];
  const findings = accept(distinctFindings([
    ...decisions.length === 0 ? [finding('no-workload', 'nothing on the AWS side was found to hold a configuration of type external_account', [])] : [],
    ...inputFindings(aws),
    ...inputFindings(google),
    ...decided,
    ...general.filter(one => !decided.some(other => isSameProblem(one, other))),
    ...pools.findings,
    ...tried.findings,
    ...tokens.findings,
    ...unknownMembers(policy),
    ...possibleCallers(callers, policy),
  ]), options);
  return {
    matches: isMatch(findings),
    workloads,
    callers,
    findings,
    notes: [...new Set([...notes, ...aws.notes ?? [], ...google.notes ?? [], ...decisions.flatMap(decision => decision.notes)])],
    notJudged: NOT_JUDGED,
  };
}

/** Whether a finding of a workload describes the same problem of the same element as a general one, or a more precise one. */
function isSameProblem(general: Finding, decided: Finding): boolean {
  const same = general.id === decided.id || (general.about === 'member' && decided.about === 'member');
  return same && general.elements.every(one => decided.elements.some(other => other.file === one.file && other.address === one.address));
}
