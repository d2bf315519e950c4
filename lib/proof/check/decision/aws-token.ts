import { decideAccess } from './access-step';
import { diagnoseCondition, otherRoleNames } from './diagnose-condition';
import { diagnoseMember, expectedMember } from './diagnose-member';
import { longestSessionName } from './session-name';
import { decideStep, StepDecision, verdictOf } from './step-list';
import { WorkloadIdentity } from './workload-identity';
import { LIMITS } from '../../../federation/limits';
import { isDetermined } from '../../determined';
import { AwsWorkload } from '../../inputs/cloudformation';
import { CredentialConfig, impersonatedAccount } from '../../inputs/credential-config';
import { AdmissionStepResult, AwsProvider, FederatedPrincipal, GooglePolicy, Grantee, traceAdmission } from '../../policy';
import { ElementReference, Finding } from '../check-report';
import { googleElement } from '../elements';
import { concreteFix, finding } from '../findings/catalogue';
import { notKnown } from '../findings/not-known';

/** What is decided on the token of a workload: the steps at the provider and after it. */
export interface TokenDecision {
  readonly steps: readonly StepDecision[];
  /** Identity as which the workload would act. @default - not admitted */
  readonly grantee?: Grantee;
}

/** Input of the decision on a signed request of AWS. */
export interface AwsTokenInput {
  readonly workload: AwsWorkload;
  readonly element: ElementReference;
  readonly who: WorkloadIdentity;
  readonly provider: AwsProvider;
  readonly pool: string;
  readonly config: CredentialConfig;
  readonly policy: GooglePolicy;
}

/**
 * Decides on a workload that presents a signed request of AWS to a provider that trusts an AWS account.
 *
 * AWS assigns the id of a role when it creates the role: if the Google side admits the workload with an id that it
 * names, the decision depends on that id.
 */
export function decideAwsToken(input: AwsTokenInput): TokenDecision {
  const decision = decideForIdentity(input);
  const { identity } = input.who;
  if (identity === undefined || verdictOf(decision.steps) !== 'rejected') return decision;
  for (const id of roleIdsOf(input)) {
    const userid = identity.userid.replace(/^[^:]*/, id);
    const assumed = decideForIdentity({ ...input, who: { ...input.who, identity: { ...identity, userid } } });
    if (verdictOf(assumed.steps) === 'rejected') continue;
    const detail = `the Google side names the role id ${id}`;
    const step = decideStep('AWS role', 'depends', detail, finding('role-id-not-known', detail, [input.element, googleElement(input.provider)]));
    return { ...assumed, steps: [step, ...assumed.steps] };
  }
  return decision;
}

/** Ids of roles in the expressions of a provider and in the members of its pool. */
function roleIdsOf({ provider, policy }: AwsTokenInput): ReadonlySet<string> {
  const written = [provider.attributeCondition, ...provider.attributeMapping.values(), ...policy.holdings.all.map(({ grant }) => grant.member)];
  return new Set(written.flatMap(text => text !== undefined && isDetermined(text) ? text.match(/\bAROA[A-Z0-9]{12,}\b/g) ?? [] : []));
}

function decideForIdentity(input: AwsTokenInput): TokenDecision {
  const { element, who, provider, pool, config, policy } = input;
  const { identity, role, roleArn } = who;
  if (identity === undefined || role === undefined || roleArn === undefined) {
    return { steps: [decideStep('account', 'depends', 'the AWS identity of the workload is not known before deployment')] };
  }
  const { steps: admission, principal } = traceAdmission(provider, identity);
  const steps = admission.map(result => admissionStep(result, input, identity.arn));
  if (principal === undefined) return { steps };
  const federated: FederatedPrincipal = { pool, ...principal };
  const access = decideAccess({
    policy,
    principal: federated,
    who: roleArn,
    expected: expectedMember(federated, roleArn),
    diagnose: member => diagnoseMember(member, federated, role),
    config,
    element,
    isRejected: steps.some(({ verdict }) => verdict === 'rejected'),
  });
  return { steps: [...steps, ...access], grantee: granteeOf(federated, config) };
}

/** Returns the identity as which an admitted workload acts: itself, or the account of its configuration. */
export function granteeOf(principal: FederatedPrincipal, { impersonationUrl }: CredentialConfig): Grantee | undefined {
  if (impersonationUrl === undefined) return { principal };
  const email = impersonatedAccount(impersonationUrl);
  return email === undefined ? undefined : { serviceAccount: email };
}

function admissionStep(result: AdmissionStepResult, input: AwsTokenInput, arn: string): StepDecision {
  const { step, passed, reason = '' } = result;
  const { element, who, provider } = input;
  if (passed === undefined) return decideStep(step, 'depends', reason, notKnown(result, [element, googleElement(provider)]));
  if (!passed) return decideStep(step, 'rejected', reason, admissionFinding(result, input));
  if (step === 'account' && who.assumed.length > 0) {
    const detail = who.assumed.join(', ');
    return decideStep(step, 'depends', detail, finding('account-not-known', detail, [element]));
  }
  return decideStep(step, 'passed', detailOf(result, input, arn));
}

function detailOf({ step }: AdmissionStepResult, { provider, workload }: AwsTokenInput, arn: string): string {
  switch (step) {
    case 'account': return `${String(provider.accountId)} on both sides`;
    case 'google.subject': return `at most ${LIMITS.subjectBytes} bytes with a session name of ${longestSessionName(workload).length} characters`;
    case 'attribute condition': return provider.attributeCondition === undefined ? 'the provider has none' : `admits ${arn}`;
    default: return `evaluates for ${arn}`;
  }
}

function admissionFinding({ code, reason = '' }: AdmissionStepResult, { workload, element, who, provider }: AwsTokenInput): Finding {
  const elements = [element, googleElement(provider)];
  const { identity, role, roleArn } = who;
  switch (code) {
    case 'account-differs': return finding('wrong-account', `the workload runs in ${role!.account}, ${provider.address} trusts ${String(provider.accountId)}`, elements);
    case 'subject-empty': return finding('mapping-without-subject', reason, elements);
    case 'subject-too-long': return finding('subject-too-long', `${identity!.arn} has ${Buffer.byteLength(identity!.arn)} bytes`, elements);
    case 'condition-false': {
      const { attributeCondition: condition } = provider;
      const path = workload.role !== undefined && isDetermined(workload.role) ? workload.role.path : undefined;
      const id = diagnoseCondition(provider, identity!, role!, path);
      const { names, near } = id === 'condition-rejects' ? otherRoleNames(provider, role!) : { names: [], near: undefined };
      const fix = names.length === 0 ? concreteFix(id, roleArn!) : { fix: namesFix(role!.roleName, names, near) };
      const written = condition !== undefined && isDetermined(condition) ? condition : '';
      return finding(id, `the workload is ${roleArn}; the condition is ${written}`, elements, fix);
    }
    default: return finding('mapping-invalid', reason, elements);
  }
}

const NAMES_AT_MOST = 3;

function namesFix(roleName: string, names: readonly string[], near: string | undefined): string {
  const shown = names.slice(0, NAMES_AT_MOST).map(name => `'${name}'`).join(', ');
  const more = names.length > NAMES_AT_MOST ? ` and ${names.length - NAMES_AT_MOST} more` : '';
  const meant = near === undefined || names.length === 1 ? '' : `; the nearest to it is '${near}'`;
  return `make the names equal and write both sides again: the Google side admits ${shown}${more}, the workload has role '${roleName}'${meant}`;
}
