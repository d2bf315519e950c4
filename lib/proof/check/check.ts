import { accept, Acceptance, isMatch } from './accept';
import { unknownMembers } from './callers/unknown-members';
import { CheckReport, Finding } from './check-report';
import { decideWorkload } from './decision/decide-workload';
import { distinctFindings, finding } from './findings/catalogue';
import { grantFindings } from './findings/grant-findings';
import { inputFindings } from './findings/input-findings';
import { memberFindings } from './findings/member-findings';
import { poolFindings } from './findings/pool-findings';
import { sharedAccountFindings } from './findings/shared-account-findings';
import { NOT_JUDGED } from './not-judged';
import { conditionFindings } from './reach/condition-findings';
import { Expectation, Expectations } from './reach/expectations';
import { Reach } from './reach/judge-reach';
import { callerVerdicts, identityVerdicts, reachFindings } from './reach/reach-findings';
import { rejectedSessions } from './reach/rejected-sessions';
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
export interface CheckOptions extends Acceptance {
  /**
   * Callers who are intended although the outputs have no workload for them.
   *
   * @default - only workloads of the outputs are intended
   */
  readonly expect?: readonly Expectation[];
}

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
  const expectations = new Expectations(options.expect);
  const clusters = new Set(decisions.flatMap(({ subject, provider }) => subject === undefined || provider === undefined ? [] : [provider]));
  const reach = new Reach(policy, decisions.flatMap(({ use }) => use ?? []), expectations, clusters);
  const decided = decisions.flatMap(({ findings }) => findings);
  const workloads = decisions.map(({ verdict }) => verdict);
  const general = [...memberFindings(policy, reach, decisions), ...grantFindings(policy), ...sharedAccountFindings(policy, workloads)];
  const findings = accept(distinctFindings([
    ...decisions.length === 0 ? [noWorkload(expectations)] : [],
    ...inputFindings(aws),
    ...inputFindings(google),
    ...decided,
    ...general.filter(one => !decided.some(other => isSameProblem(one, other))),
    ...poolFindings(policy, reach),
    ...reachFindings(reach, policy),
    ...conditionFindings(reach, policy),
    ...rejectedSessions(reach, decisions),
    ...unknownMembers(policy),
    ...expectations.unused().map(({ written }) => finding('unused-expectation', `'${written}' concerns no caller of any provider`, [])),
  ]), options);
  return {
    matches: isMatch(findings),
    workloads,
    identities: identityVerdicts(reach, policy),
    callers: callerVerdicts(reach, policy),
    findings,
    notes: [...new Set([...notes, ...aws.notes ?? [], ...google.notes ?? [], ...decisions.flatMap(decision => decision.notes)])],
    notJudged: NOT_JUDGED,
  };
}

/** Without a workload the Google side can still be judged, if somebody tells who is meant. */
function noWorkload(expectations: Expectations): Finding {
  const detail = 'nothing on the AWS side was found to hold a configuration of type external_account';
  return finding('no-workload', detail, [], expectations.isEmpty() ? {} : { severity: 'warning' });
}

/** Whether a finding of a workload describes the same problem of the same element as a general one, or a more precise one. */
function isSameProblem(general: Finding, decided: Finding): boolean {
  const same = general.id === decided.id || (general.about === 'member' && decided.about === 'member');
  return same && general.elements.every(one => decided.elements.some(other => other.file === one.file && other.address === one.address));
}
