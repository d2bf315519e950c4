import { tryStrangers } from './adversaries/adversaries';
import { intendedRoles } from './adversaries/intended-roles';
import { tryTokenStrangers } from './adversaries/token-adversaries';
import { unknownMembers } from './adversaries/unknown-members';
import { AdversaryVerdict, CheckReport, Finding, WorkloadVerdict } from './check-report';
import { decideWorkload } from './decision/decide-workload';
import { distinctFindings, finding } from './findings/catalogue';
import { grantFindings } from './findings/grant-findings';
import { memberFindings } from './findings/member-findings';
import { poolFindings } from './findings/pool-findings';
import { sharedAccountFindings } from './findings/shared-account-findings';
import { NOT_JUDGED } from './not-judged';
import { projectNumbers } from './project-numbers';
import { AwsConfiguration, readAwsConfiguration } from '../inputs/cloudformation';
import { googleConfiguration, readTerraformDocuments } from '../inputs/terraform';
import { GoogleConfiguration, GooglePolicy } from '../policy';

export interface CheckInput {
  /** Output folders of AWS CDK, CloudFormation templates or Kubernetes manifests in JSON. */
  readonly aws: string | readonly string[];
  /** Output folders of CDKTF, folders of `*.tf.json`, such files, or plans of `terraform show -json`. */
  readonly gcp: string | readonly string[];
}

export interface CheckOptions {
  /** Whether what depends on time or on unknown values is taken to fit. @default false */
  readonly acceptDepends?: boolean;
}

/**
 * Reads the outputs of both clouds and decides who gets in: every federated workload, and everyone who should not.
 *
 * Throws `InputError` where something cannot be read.
 */
export function check(input: CheckInput, options: CheckOptions = {}): CheckReport {
  const aws = readAwsConfiguration(input.aws);
  const documents = readTerraformDocuments(input.gcp);
  const { numbers, notes } = projectNumbers(googleConfiguration(documents), aws);
  return checkConfigurations(aws, googleConfiguration(documents, numbers), options, notes);
}

/** The same for configurations that have been read. */
export function checkConfigurations(
  aws: AwsConfiguration, google: GoogleConfiguration, options: CheckOptions = {}, notes: readonly string[] = [],
): CheckReport {
  const policy = new GooglePolicy(google);
  const decisions = aws.workloads.flatMap(workload => workload.carried.map(carried => decideWorkload(workload, carried, policy)));
  const intended = intendedRoles(decisions, policy);
  const strangers = tryStrangers(decisions, policy, intended, aws.roles);
  const tokens = tryTokenStrangers(decisions, policy);
  const pools = poolFindings(policy);
  const decided = decisions.flatMap(({ findings }) => findings);
  const workloads = decisions.map(({ verdict }) => verdict);
  const general = [
    ...memberFindings(policy, intended), ...grantFindings(policy), ...sharedAccountFindings(policy, workloads),
  ];
  const findings = distinctFindings([
    ...decisions.length === 0 ? [finding('no-workload', 'nothing on the AWS side was found to hold a configuration of type external_account', [])] : [],
    ...decided,
    ...general.filter(one => !decided.some(other => sameMatter(one, other))),
    ...pools.findings,
    ...strangers.findings,
    ...tokens.findings,
  ]);
  const adversaries = [...strangers.verdicts, ...tokens.verdicts, ...pools.verdicts, ...unknownMembers(policy)];
  return {
    fits: fits(workloads, adversaries, findings, options.acceptDepends ?? false),
    workloads,
    adversaries,
    findings,
    notes: [...new Set([...notes, ...google.notes ?? [], ...decisions.flatMap(decision => decision.notes)])],
    notJudged: NOT_JUDGED,
  };
}

function fits(
  workloads: readonly WorkloadVerdict[], adversaries: readonly AdversaryVerdict[], findings: readonly Finding[], acceptDepends: boolean,
): boolean {
  return workloads.every(({ verdict }) => verdict === 'admitted' || (acceptDepends && verdict === 'depends'))
    && adversaries.every(({ verdict }) => verdict === 'refused' || (acceptDepends && verdict === 'depends'))
    && findings.every(({ severity }) => severity !== 'error');
}

/** Whether a finding of a workload says what the general one says, or knows better, of the same element. */
function sameMatter(general: Finding, decided: Finding): boolean {
  const same = general.id === decided.id || (isDiagnosis(general) && isDiagnosis(decided));
  return same && general.elements.every(one => decided.elements.some(other => other.file === one.file && other.address === one.address));
}

function isDiagnosis({ id }: Finding): boolean {
  return id.startsWith('member-');
}
