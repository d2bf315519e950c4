import { CelInput, CelMap, isCelList } from '@bufbuild/cel';
import { answerOf } from '../../errors/answers';
import { LIMITS } from '../../federation/limits';
import { audience, tokenAudience } from '../../federation/names';
import { Determined, isDetermined } from '../determined';
import { celObject, CelVariables, evaluateCel } from './cel';
import { CelError } from './cel-error';
import { AwsProvider, OtherProvider, PoolProvider } from './google-configuration';
import { AwsIdentity, FederatedPrincipal, TokenIdentity } from './identity';

/** The steps in which a provider decides, in Google's order. */
export type AdmissionStep = 'account' | 'issuer' | 'token audience' | 'attribute mapping' | 'google.subject' | 'attribute condition';

/** What a provider answers to an AWS identity. */
export type Admission =
  | { readonly admitted: true; readonly principal: Omit<FederatedPrincipal, 'pool'> }
  | { readonly admitted: false; readonly step: AdmissionStep; readonly reason: string }
  /** The configuration alone does not say. */
  | { readonly admitted: undefined; readonly step: AdmissionStep; readonly reason: string };

/** Kind of reason why a step rejects, or is not decided. */
export type AdmissionCode =
  | 'account-differs' | 'issuer-differs' | 'audience-not-allowed'
  | 'mapping-fails' | 'subject-empty' | 'subject-too-long' | 'condition-false'
  | 'not-known' | 'undocumented-function';

/** One step of an admission. */
export interface AdmissionStepResult {
  readonly step: AdmissionStep;
  readonly passed: boolean | undefined;
  /** @default - passed */
  readonly code?: AdmissionCode;
  /** What Google answers where the step refuses, or why it is not known. */
  readonly reason?: string;
}

/** An admission step by step, as far as the steps can be taken. */
export interface AdmissionTrace {
  readonly steps: readonly AdmissionStepResult[];
  /** Who the identity would be in the pool. @default - the mapping does not tell */
  readonly principal?: Omit<FederatedPrincipal, 'pool'>;
}

type Attributes = Readonly<Record<string, string>>;

/** What an issuer says of a caller. */
export interface Claims {
  readonly [name: string]: ClaimValue;
}

export type ClaimValue = string | boolean | readonly ClaimValue[] | Claims;

/** No configuration can know the real ones. */
const UID = '00000000-0000-0000-0000-000000000000';

/** What a provider makes of the claims of an identity. */
interface Mapped {
  readonly google: Attributes;
  readonly attribute: Attributes;
  readonly groups: readonly string[];
  /** `google` as conditions see it, with its groups. */
  readonly inCondition: Readonly<Record<string, CelInput>>;
}

/** Whether, and as whom, a provider admits an identity that AWS STS has vouched for. */
export function admit(provider: AwsProvider, identity: AwsIdentity): Admission {
  return admissionOf(traceAdmission(provider, identity));
}

/** The same of an identity that an OpenID Connect issuer has vouched for. */
export function admitToken(provider: OtherProvider, token: TokenIdentity, providerName: string): Admission {
  return admissionOf(traceTokenAdmission(provider, token, providerName));
}

function admissionOf({ steps, principal }: AdmissionTrace): Admission {
  const failed = steps.find(({ passed }) => passed !== true);
  if (failed !== undefined) return { admitted: failed.passed as false | undefined, step: failed.step, reason: failed.reason ?? '' };
  return { admitted: true, principal: principal! };
}

/** Takes every step of an admission that can be taken, beyond those that are not known before deployment. */
export function traceAdmission(provider: AwsProvider, identity: AwsIdentity): AdmissionTrace {
  const account = accountStep(provider, identity);
  if (account.passed === false) return { steps: [account] };
  const claims = traceClaims(provider, { account: identity.account, arn: identity.arn, userid: identity.userid });
  return { steps: [account, ...claims.steps], principal: claims.principal };
}

/**
 * The same for a provider that trusts an OpenID Connect issuer, and a token whose signature and times are right.
 *
 * @param providerName the full resource name of the provider, which tokens name where no other audience is allowed
 */
export function traceTokenAdmission(provider: OtherProvider, token: TokenIdentity, providerName: string): AdmissionTrace {
  const issuer = issuerStep(provider, token);
  if (issuer.passed === false) return { steps: [issuer] };
  const meant = audienceStep(provider, token, providerName);
  if (meant.passed === false) return { steps: [issuer, meant] };
  const claims = traceClaims(provider, claimsOf(token));
  return { steps: [issuer, meant, ...claims.steps], principal: claims.principal };
}

function issuerStep({ issuer }: OtherProvider, token: TokenIdentity): AdmissionStepResult {
  if (!isDetermined(issuer)) return undetermined('issuer', `${issuer.source}: ${issuer.reason}`);
  return token.issuer === issuer ? { step: 'issuer', passed: true }
    : rejected('issuer', 'issuer-differs', answerOf('token-issuer', { issuer: token.issuer, expected: issuer }).message);
}

function audienceStep({ allowedAudiences }: OtherProvider, token: TokenIdentity, providerName: string): AdmissionStepResult {
  const step = 'token audience';
  const allowed = allowedAudiences ?? [audience(providerName), tokenAudience(providerName)];
  if (allowed.includes(token.audience)) return { step, passed: true };
  const open = allowed.find(one => !isDetermined(one));
  if (open !== undefined && !isDetermined(open)) return undetermined(step, `${open.source}: ${open.reason}`);
  return rejected(step, 'audience-not-allowed', answerOf('token-audience', { audience: token.audience, expected: allowed.join(' or ') }).message);
}

/** The claims of a token, with those that Kubernetes adds for a service account. */
function claimsOf({ issuer: iss, audience: aud, subject: sub }: TokenIdentity): Claims {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(sub) ?? [];
  return { iss, aud, sub, ...namespace !== undefined && { 'kubernetes.io': { namespace, serviceaccount: { name, uid: UID }, pod: { name: 'pod', uid: UID } } } };
}

/** The steps behind the one that looks whether the provider trusts the issuer of the claims. */
export function traceClaims(provider: PoolProvider, claims: Claims): AdmissionTrace {
  const assertion = celObject(claims);
  const mapped = map(provider, assertion);
  if ('step' in mapped) return { steps: [mapped] };
  const subject = subjectStep(mapped);
  const steps: AdmissionStepResult[] = [{ step: 'attribute mapping', passed: true }, subject];
  if (!subject.passed) return { steps };
  const principal = { subject: mapped.google.subject, attributes: mapped.attribute, groups: mapped.groups };
  const condition = conditionStep(provider.attributeCondition, { assertion, google: mapped.inCondition, attribute: mapped.attribute });
  return { steps: [...steps, condition], principal };
}

function accountStep({ accountId }: AwsProvider, identity: AwsIdentity): AdmissionStepResult {
  if (!isDetermined(accountId)) return undetermined('account', `aws.account_id ${accountId.source}: ${accountId.reason}`);
  return identity.account === accountId ? { step: 'account', passed: true } : rejected('account', 'account-differs', answerOf('attribute-condition').message);
}

function map({ attributeMapping }: PoolProvider, assertion: CelMap): Mapped | AdmissionStepResult {
  const google: Record<string, string> = {};
  const attribute: Record<string, string> = {};
  let groups: string[] = [];
  for (const [target, expression] of attributeMapping) {
    if (!isDetermined(expression)) return undetermined('attribute mapping', `${target} ${expression.source}: ${expression.reason}`);
    let value: unknown;
    try {
      value = evaluateCel(expression, { assertion });
    } catch (error) {
      return failedStep('attribute mapping', error, `${target}: `);
    }
    if (target === 'google.groups' && isCelList(value)) {
      groups = [...value].map(String);
      continue;
    }
    if (typeof value !== 'string') return rejected('attribute mapping', 'mapping-fails', `${target} is not a text`);
    if (target.startsWith('attribute.')) attribute[target.slice('attribute.'.length)] = value;
    else if (target.startsWith('google.')) google[target.slice('google.'.length)] = value;
    else return rejected('attribute mapping', 'mapping-fails', `${target} is neither google.NAME nor attribute.NAME`);
  }
  return { google, attribute, groups, inCondition: attributeMapping.has('google.groups') ? { ...google, groups } : google };
}

function subjectStep({ google: { subject } }: Mapped): AdmissionStepResult {
  if (!subject) return rejected('google.subject', 'subject-empty', answerOf('subject-not-mapped').message);
  if (Buffer.byteLength(subject) > LIMITS.subjectBytes) {
    return rejected('google.subject', 'subject-too-long', answerOf('subject-too-long').message);
  }
  return { step: 'google.subject', passed: true };
}

function conditionStep(condition: Determined<string> | undefined, variables: CelVariables): AdmissionStepResult {
  const step = 'attribute condition';
  if (condition === undefined) return { step, passed: true };
  if (!isDetermined(condition)) return undetermined(step, `${condition.source}: ${condition.reason}`);
  try {
    if (evaluateCel(condition, variables) === true) return { step, passed: true };
  } catch (error) {
    if (isUndocumented(error)) return failedStep(step, error);
    // A condition that cannot be evaluated rejects, as Google does.
  }
  return rejected(step, 'condition-false', answerOf('attribute-condition').message);
}

function failedStep(step: AdmissionStep, error: unknown, prefix = ''): AdmissionStepResult {
  const reason = `${prefix}${(error as Error).message}`;
  return isUndocumented(error) ? { step, passed: undefined, code: 'undocumented-function', reason } : rejected(step, 'mapping-fails', reason);
}

function isUndocumented(error: unknown): boolean {
  return error instanceof CelError && error.code === 'unknown-function';
}

function rejected(step: AdmissionStep, code: AdmissionCode, reason: string): AdmissionStepResult {
  return { step, passed: false, code, reason };
}

function undetermined(step: AdmissionStep, reason: string): AdmissionStepResult {
  return { step, passed: undefined, code: 'not-known', reason: `cannot be known before deployment: ${reason}` };
}
