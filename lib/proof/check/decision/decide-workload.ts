import { decideAccess } from './access-step';
import { decideAudience } from './audience-step';
import { decideCredentials } from './credentials-step';
import { decideToken, subjectOf } from './decide-token';
import { diagnoseCondition, otherRoleNames } from './diagnose-condition';
import { diagnoseMember, expectedMember } from './diagnose-member';
import { nameTaken, withAdmittedName } from './generated-name';
import { heldRoles } from './held-roles';
import { longestSessionName } from './session-name';
import { StepList } from './step-list';
import { workloadIdentity, WorkloadIdentity } from './workload-identity';
import { LIMITS } from '../../../federation/limits';
import { isDetermined } from '../../determined';
import { AwsWorkload, Carried } from '../../inputs/cloudformation';
import { AWS4_REQUEST, CredentialConfig, impersonatedAccount, SIGNED_TOKENS } from '../../inputs/credential-config';
import { AdmissionStepResult, AwsProvider, ConfigurationElement, FederatedPrincipal, GooglePolicy, Grantee, OtherProvider, traceAdmission } from '../../policy';
import { IntendedRole } from '../../strangers';
import { ElementReference, Finding, WorkloadVerdict } from '../check-report';
import { awsElement, googleElement, workloadName } from '../elements';
import { concreteFix, finding } from '../findings/catalogue';

/** What came of one workload, with what only the rest of the check needs. */
export interface WorkloadDecision {
  readonly verdict: WorkloadVerdict;
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** Whose token it asks for. @default - not known */
  readonly provider?: AwsProvider | OtherProvider;
  /** @default - not known */
  readonly role?: IntendedRole;
  /** The subject of its own token. @default - it asks by its role */
  readonly subject?: string;
}

const { minimum, maximum, withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;

/** Decides on one credential configuration of a workload, step by step as Google does. */
export function decideWorkload(written: AwsWorkload, carried: Carried, policy: GooglePolicy): WorkloadDecision {
  const { config, where } = carried;
  const named = 'unreadable' in config ? undefined : withAdmittedName(written, config.audience, policy);
  const workload = named ?? written;
  const element = awsElement(workload);
  const name = workload.carried.length > 1 ? `${workloadName(workload)} (${where})` : workloadName(workload);
  const steps = new StepList();
  const findings: Finding[] = [];
  if ('unreadable' in config) {
    steps.add('credential configuration', 'depends', config.unreadable);
    return {
      verdict: { workload: name, kind: workload.kind, element, audience: '', verdict: 'depends', steps: steps.steps, roles: [] },
      findings: [finding('credential-config-unreadable', `${where}: ${config.unreadable}`, [element])],
      notes: unresolvedNotes(carried).map(note => `${name}: ${note}`),
    };
  }
  const decided = decideCredentials(workload, config, element);
  const credentials = named === undefined ? decided : nameTaken(decided, named, element);
  steps.add(workload.pod !== undefined && config.subjectTokenType !== AWS4_REQUEST ? 'token' : 'AWS credentials', credentials.verdict, credentials.detail);
  const audience = decideAudience(config.audience, policy, element);
  steps.add('audience', audience.verdict, audience.detail);
  findings.push(...credentials.findings, ...audience.findings);

  const { target } = audience;
  const provider = target.kind === 'provider' ? target.provider : undefined;
  const who = workloadIdentity(workload, provider);
  const pod = config.subjectTokenType === AWS4_REQUEST ? undefined : workload.pod;
  let grantee: Grantee | undefined;
  if (target.kind === 'provider' && config.subjectTokenType === AWS4_REQUEST) {
    grantee = decideAtProvider({ workload, who, provider: target.provider, pool: target.pool, config, policy }, steps, findings);
  } else if (pod !== undefined && target.kind === 'other provider' && SIGNED_TOKENS.includes(config.subjectTokenType)) {
    const byToken = decideToken({ pod, issuer: carried.issuer, provider: target.provider, pool: target.pool, config, policy, element }, steps);
    grantee = byToken.grantee;
    findings.push(...byToken.findings);
  } else if (target.kind === 'provider' || target.kind === 'other provider') {
    findings.push(...otherToken(config, target.provider, steps, element));
  }
  decideLifetime(config, steps, findings, element);
  const roles = steps.verdict === 'refused' || grantee === undefined ? [] : heldRoles(policy, grantee);
  if (grantee !== undefined) steps.add('grants', ...grants(policy, grantee));
  return {
    verdict: {
      workload: name,
      kind: workload.kind,
      element,
      ...who.roleArn !== undefined && pod === undefined && { roleArn: who.roleArn },
      audience: config.audience,
      verdict: steps.verdict,
      steps: steps.steps,
      ...grantee !== undefined && steps.verdict !== 'refused' && { actsAs: granteeName(grantee) },
      roles,
    },
    findings,
    notes: [...pod === undefined ? who.notes : [], ...lifetimeNotes(config), ...unresolvedNotes(carried)].map(note => `${name}: ${note}`),
    provider: provider ?? (target.kind === 'other provider' ? target.provider : undefined),
    ...pod === undefined ? { role: who.role } : { subject: subjectOf(pod) },
  };
}

interface ProviderInput {
  readonly workload: AwsWorkload;
  readonly who: WorkloadIdentity;
  readonly provider: AwsProvider;
  readonly pool: string;
  readonly config: CredentialConfig;
  readonly policy: GooglePolicy;
}

/** The steps at the provider and behind it. Gives as whom the workload would act. */
function decideAtProvider(input: ProviderInput, steps: StepList, findings: Finding[]): Grantee | undefined {
  const { workload, who, provider, pool, config, policy } = input;
  const element = awsElement(workload);
  const { identity, role, roleArn } = who;
  if (identity === undefined || role === undefined || roleArn === undefined) {
    steps.add('account', 'depends', 'the AWS identity of the workload is not known before deployment');
    return undefined;
  }
  const { steps: admission, principal } = traceAdmission(provider, identity);
  for (const result of admission) {
    const assumed = result.step === 'account' && result.passed === true && who.assumed.length > 0;
    steps.add(result.step, result.passed === true ? assumed ? 'depends' : 'passed' : result.passed === false ? 'refused' : 'depends',
      assumed ? who.assumed.join(', ') : detailOf(result, provider, identity.arn, workload));
    if (result.passed === false) findings.push(admissionFinding(result, input));
  }
  if (principal === undefined) return undefined;
  const federated: FederatedPrincipal = { pool, ...principal };
  const expected = expectedMember(federated, roleArn);
  const diagnose = (member: string) => diagnoseMember(member, federated, role);
  findings.push(...decideAccess({ policy, principal: federated, who: roleArn, expected, diagnose, config, element }, steps));
  const email = config.impersonationUrl === undefined ? undefined : impersonatedAccount(config.impersonationUrl);
  return config.impersonationUrl === undefined ? { principal: federated } : email === undefined ? undefined : { serviceAccount: email };
}

function detailOf({ step, reason }: AdmissionStepResult, provider: AwsProvider, arn: string, workload: AwsWorkload): string {
  if (reason !== undefined) return reason;
  switch (step) {
    case 'account': return `${String(isDetermined(provider.accountId) ? provider.accountId : provider.accountId.source)} on both sides`;
    case 'google.subject': return `fits ${LIMITS.subjectBytes} bytes with a session name of ${longestSessionName(workload).length} characters`;
    case 'attribute condition': return provider.attributeCondition === undefined ? 'the provider has none' : `admits ${arn}`;
    default: return `evaluates for ${arn}`;
  }
}

function admissionFinding({ step, reason = '' }: AdmissionStepResult, { workload, who, provider }: ProviderInput): Finding {
  const elements = [awsElement(workload), googleElement(provider)];
  const condition = provider.attributeCondition;
  switch (step) {
    case 'account': return finding('wrong-account', `the workload runs in ${who.role!.account}, ${provider.address} trusts ${String(provider.accountId)}`, elements);
    case 'google.subject': return reason.includes('empty') ? finding('mapping-without-subject', reason, elements)
      : finding('subject-too-long', `${who.identity!.arn} has ${Buffer.byteLength(who.identity!.arn)} bytes`, elements);
    case 'attribute condition': {
      const role = workload.role !== undefined && isDetermined(workload.role) ? workload.role : undefined;
      const id = diagnoseCondition(provider, who.identity!, who.role!, role?.path);
      const admitted = id === 'condition-rejects' ? otherRoleNames(provider, who.role!) : [];
      const fix = admitted.length === 0 ? concreteFix(id, who.roleArn!)
        : { fix: `make the names equal, and write both sides again: the Google side admits role ${admitted.map(name => `'${name}'`).join(', ')}, the workload has role '${who.role!.roleName}'` };
      return finding(id, `the workload is ${who.roleArn}; the condition is ${condition !== undefined && isDetermined(condition) ? condition : ''}`, elements, fix);
    }
    default: return finding('mapping-invalid', reason, elements);
  }
}

/** A token that AWS does not sign: whether its issuer says what the provider asks is for the issuer. */
function otherToken(config: CredentialConfig, provider: ConfigurationElement, steps: StepList, element: ElementReference): Finding[] {
  const aws = 'accountId' in provider;
  if (aws === (config.subjectTokenType === AWS4_REQUEST)) {
    steps.add('attribute condition', 'depends', 'the tokens of this provider are not from AWS');
    return [];
  }
  const detail = `${provider.address} ${aws ? 'trusts AWS' : 'does not trust AWS'}, and the configuration brings a token of type ${config.subjectTokenType || 'none'}`;
  steps.add('token type', 'refused', detail);
  return [finding('wrong-token-type', detail, [element, googleElement(provider)])];
}

function decideLifetime(config: CredentialConfig, steps: StepList, findings: Finding[], element: ElementReference): void {
  const { lifetimeSeconds, impersonationUrl } = config;
  if (impersonationUrl === undefined) return;
  const seconds = lifetimeSeconds ?? withoutOrganizationPolicy;
  const granted = Number.isInteger(seconds) && seconds >= minimum && seconds <= maximum;
  steps.add('lifetime', granted ? 'passed' : 'refused', `${seconds} seconds`);
  if (!granted) findings.push(finding('lifetime-out-of-range', `token_lifetime_seconds is ${seconds}`, [element]));
}

function lifetimeNotes({ lifetimeSeconds }: CredentialConfig): string[] {
  return lifetimeSeconds === undefined || lifetimeSeconds <= withoutOrganizationPolicy || lifetimeSeconds > maximum ? []
    : [`an organization policy that allows tokens of ${lifetimeSeconds} seconds was assumed (iam.allowServiceAccountCredentialLifetimeExtension)`];
}

function unresolvedNotes({ where, unresolved = [] }: Carried): string[] {
  return unresolved.map(one => `${where}: could not be resolved: ${one}`);
}

function grants(policy: GooglePolicy, grantee: Grantee): ['passed' | 'depends', string] {
  const roles = heldRoles(policy, grantee);
  if (roles.length === 0) return ['passed', 'these files grant nothing; what is granted elsewhere is not known'];
  const conditional = roles.filter(({ condition }) => condition !== undefined).length;
  const text = `${roles.length} role${roles.length === 1 ? '' : 's'}${conditional > 0 ? `, ${conditional} under a condition` : ''}`;
  return [conditional > 0 && conditional === roles.length ? 'depends' : 'passed', text];
}

function granteeName(grantee: Grantee): string {
  if (!('principal' in grantee)) return grantee.serviceAccount;
  return `principal://iam.googleapis.com/${grantee.principal.pool}/subject/${grantee.principal.subject}`;
}
