import { decideAccess } from './access-step';
import { granteeOf, TokenDecision } from './aws-token';
import { malformed } from './diagnose-member';
import { decideStep, StepDecision } from './step-list';
import { LIMITS } from '../../../federation/limits';
import { kubernetesSubject, providerResourceName, subjectPrincipal } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { PodIdentity } from '../../inputs/cloudformation';
import { CredentialConfig } from '../../inputs/credential-config';
import { AdmissionStepResult, FederatedPrincipal, GooglePolicy, OtherProvider, parsePoolMember, TokenIdentity, traceTokenAdmission } from '../../policy';
import { ElementReference, Finding } from '../check-report';
import { googleElement } from '../elements';
import { finding, FindingId } from '../findings/catalogue';
import { notKnown } from '../findings/not-known';
import { SUBJECT_CONDITION } from '../findings/placeholders';

/** Input of the decision on a token that the cluster of a pod signs. */
export interface SignedTokenInput {
  readonly pod: PodIdentity;
  /** @default - the manifest does not name the issuer of its cluster */
  readonly issuer?: string;
  readonly provider: OtherProvider;
  readonly pool: string;
  readonly config: CredentialConfig;
  readonly policy: GooglePolicy;
  readonly element: ElementReference;
}

/** Decides on a pod that presents a token of its cluster to a provider that trusts the cluster. */
export function decideSignedToken(input: SignedTokenInput): TokenDecision {
  const { pod, provider, pool, config, policy, element } = input;
  const subject = subjectOf(pod);
  const audience = pod.tokens.get(config.tokenFile ?? '');
  if (audience === undefined || subject.includes('$')) {
    const detail = audience === undefined ? 'the token of the pod is not known' : `the service account ${subject} is not known before deployment`;
    return { steps: [decideStep('issuer', 'depends', detail, finding('token-not-known', detail, [element]))] };
  }
  const issuer = input.issuer ?? (isDetermined(provider.issuer) ? provider.issuer : '');
  const token = { issuer, audience, subject };
  const { steps: admission, principal } = traceTokenAdmission(provider, token, providerResourceName(pool, String(provider.providerId)));
  const steps = admission.map(result => admissionStep(result, input, token));
  if (principal === undefined) return { steps };
  const federated: FederatedPrincipal = { pool, ...principal };
  const access = decideAccess({
    policy,
    principal: federated,
    who: subject,
    expected: subjectPrincipal(pool, principal.subject),
    diagnose: member => diagnoseMember(member, federated, pod),
    config,
    element,
    isRejected: steps.some(({ verdict }) => verdict === 'rejected'),
  });
  return { steps: [...steps, ...access], grantee: granteeOf(federated, config) };
}

/** Returns the subject of the tokens of a pod. */
export function subjectOf({ namespace, serviceAccount }: PodIdentity): string {
  return kubernetesSubject(namespace, serviceAccount);
}

function admissionStep(result: AdmissionStepResult, input: SignedTokenInput, token: TokenIdentity): StepDecision {
  const { step, passed, reason = '' } = result;
  const elements = [input.element, googleElement(input.provider)];
  if (passed === undefined) return decideStep(step, 'depends', reason, notKnown(result, elements));
  if (!passed) return decideStep(step, 'rejected', reason, admissionFinding(result, input, token.subject));
  if (step === 'issuer' && input.issuer === undefined) {
    const detail = 'the manifest does not name the issuer of the cluster; that of the provider was taken';
    return decideStep(step, 'depends', detail, finding('issuer-not-known', detail, elements));
  }
  return decideStep(step, 'passed', detailOf(result, token));
}

function detailOf({ step }: AdmissionStepResult, { issuer, audience, subject }: TokenIdentity): string {
  switch (step) {
    case 'issuer': return `${issuer} on both sides`;
    case 'token audience': return audience;
    case 'google.subject': return `at most ${LIMITS.subjectBytes} bytes`;
    default: return `admits ${subject}`;
  }
}

function admissionFinding({ code, reason = '' }: AdmissionStepResult, { provider, element }: SignedTokenInput, subject: string): Finding {
  const elements = [element, googleElement(provider)];
  switch (code) {
    case 'issuer-differs': return finding('token-issuer', reason, elements);
    case 'audience-not-allowed': return finding('token-audience', reason, elements);
    case 'subject-empty': return finding('mapping-without-subject', reason, elements);
    case 'subject-too-long': return finding('subject-too-long', `${subject} has ${Buffer.byteLength(subject)} bytes`, elements, {
      title: `google.subject exceeds ${LIMITS.subjectBytes} bytes`, fix: 'shorten the names of the namespace and the service account',
    });
    case 'condition-false': {
      const { attributeCondition: condition } = provider;
      return finding('condition-rejects', `the workload is ${subject}; the condition is ${condition !== undefined && isDetermined(condition) ? condition : ''}`, elements, {
        fix: SUBJECT_CONDITION.replace(/'.*'/, `'${subject}'`),
      });
    }
    default: return finding('mapping-invalid', reason, elements);
  }
}

/** Returns what is wrong with a member that was meant for a service account; `undefined` if it was meant for another one. */
function diagnoseMember(member: string, { pool, subject }: FederatedPrincipal, { namespace, serviceAccount }: PodIdentity): FindingId | undefined {
  const parsed = parsePoolMember(member);
  if (parsed === undefined) return malformed(member);
  const { value } = parsed;
  if (value === subject) return parsed.pool === pool ? undefined : 'member-other-pool';
  if (parsed.pool !== pool) return undefined;
  if (value.includes('*')) return 'member-wildcard';
  return value.includes(serviceAccount) || value.includes(namespace) ? 'member-other-subject' : undefined;
}
