import { decideAccess } from './access-step';
import { malformed } from './diagnose-member';
import { StepList } from './step-list';
import { LIMITS } from '../../../federation/limits';
import { kubernetesSubject, providerResourceName, subjectPrincipal } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { PodIdentity } from '../../inputs/cloudformation';
import { CredentialConfig, impersonatedAccount } from '../../inputs/credential-config';
import { AdmissionStepResult, FederatedPrincipal, GooglePolicy, Grantee, OtherProvider, parsePoolMember, TokenIdentity, traceTokenAdmission } from '../../policy';
import { ElementReference, Finding } from '../check-report';
import { googleElement } from '../elements';
import { finding, FindingId } from '../findings/catalogue';
import { SUBJECT_CONDITION } from '../findings/placeholders';

/** What deciding on the token of a pod takes. */
export interface TokenInput {
  readonly pod: PodIdentity;
  /** @default - not told */
  readonly issuer?: string;
  readonly provider: OtherProvider;
  readonly pool: string;
  readonly config: CredentialConfig;
  readonly policy: GooglePolicy;
  readonly element: ElementReference;
}

export interface TokenDecision {
  /** As whom the pod would act. @default - not admitted */
  readonly grantee?: Grantee;
  readonly findings: readonly Finding[];
}

/** The steps at a provider that trusts the cluster of a pod, and behind it. */
export function decideToken(input: TokenInput, steps: StepList): TokenDecision {
  const { pod, provider, pool, config, policy, element } = input;
  const subject = subjectOf(pod);
  const audience = pod.tokens.get(config.tokenFile ?? '');
  if (audience === undefined || subject.includes('$')) {
    steps.add('issuer', 'depends', audience === undefined ? 'the token of the pod is not known' : `the service account ${subject} is not known before deployment`);
    return { findings: [] };
  }
  const issuer = input.issuer ?? (isDetermined(provider.issuer) ? provider.issuer : '');
  const token = { issuer, audience, subject };
  const { steps: admission, principal } = traceTokenAdmission(provider, token, providerResourceName(pool, String(provider.providerId)));
  const findings: Finding[] = [];
  for (const result of admission) {
    const assumed = result.step === 'issuer' && input.issuer === undefined && result.passed === true;
    steps.add(result.step, assumed || result.passed === undefined ? 'depends' : result.passed ? 'passed' : 'refused',
      assumed ? 'the manifest does not tell the issuer of the cluster; that of the provider was taken' : result.reason ?? detailOf(result, token));
    if (result.passed === false) findings.push(admissionFinding(result, input, subject));
  }
  if (principal === undefined) return { findings };
  const federated: FederatedPrincipal = { pool, ...principal };
  const expected = subjectPrincipal(pool, principal.subject);
  const diagnose = (member: string) => diagnoseMember(member, federated, pod);
  findings.push(...decideAccess({ policy, principal: federated, who: subject, expected, diagnose, config, element }, steps));
  if (config.impersonationUrl === undefined) return { grantee: { principal: federated }, findings };
  const email = impersonatedAccount(config.impersonationUrl);
  return { ...email !== undefined && { grantee: { serviceAccount: email } }, findings };
}

/** The subject of the tokens of a pod. */
export function subjectOf({ namespace, serviceAccount }: PodIdentity): string {
  return kubernetesSubject(namespace, serviceAccount);
}

function detailOf({ step }: AdmissionStepResult, { issuer, audience, subject }: TokenIdentity): string {
  switch (step) {
    case 'issuer': return `${issuer} on both sides`;
    case 'token audience': return audience;
    case 'google.subject': return `fits ${LIMITS.subjectBytes} bytes`;
    default: return `admits ${subject}`;
  }
}

function admissionFinding({ step, reason = '' }: AdmissionStepResult, { provider, element }: TokenInput, subject: string): Finding {
  const elements = [element, googleElement(provider)];
  switch (step) {
    case 'issuer': return finding('token-issuer', reason, elements);
    case 'token audience': return finding('token-audience', reason, elements);
    case 'google.subject': return reason.includes('empty') ? finding('mapping-without-subject', reason, elements)
      : finding('subject-too-long', `${subject} has ${Buffer.byteLength(subject)} bytes`, elements, {
        title: `google.subject exceeds ${LIMITS.subjectBytes} bytes`, fix: 'shorten the names of the namespace and the service account',
      });
    case 'attribute condition': {
      const { attributeCondition: condition } = provider;
      return finding('condition-rejects', `the workload is ${subject}; the condition is ${condition !== undefined && isDetermined(condition) ? condition : ''}`, elements, {
        fix: SUBJECT_CONDITION.replace(/'.*'/, `'${subject}'`),
      });
    }
    default: return finding('mapping-invalid', reason, elements);
  }
}

/** What is wrong with a member that was meant for a service account. */
function diagnoseMember(member: string, { pool, subject }: FederatedPrincipal, { namespace, serviceAccount }: PodIdentity): FindingId | undefined {
  const parsed = parsePoolMember(member);
  if (parsed === undefined) return malformed(member);
  const { value } = parsed;
  if (value === subject) return parsed.pool === pool ? undefined : 'member-other-pool';
  if (parsed.pool !== pool) return undefined;
  if (value.includes('*')) return 'member-wildcard';
  return value.includes(serviceAccount) || value.includes(namespace) ? 'member-other-subject' : undefined;
}
