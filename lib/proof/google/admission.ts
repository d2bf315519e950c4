import { isCelList } from '@bufbuild/cel';
import { LIMITS } from '../../federation/limits';
import { Determined, isDetermined } from '../determined';
import { CelVariables, evaluateCel } from './cel';
import { AwsProvider, PoolProvider } from './google-configuration';
import { AwsIdentity, FederatedPrincipal } from './identity';

/** The steps in which a provider decides, in Google's order. */
export type AdmissionStep = 'account' | 'attribute mapping' | 'google.subject' | 'attribute condition';

/** What a provider answers to an AWS identity. */
export type Admission =
  | { readonly admitted: true; readonly principal: Omit<FederatedPrincipal, 'pool'> }
  | { readonly admitted: false; readonly step: AdmissionStep; readonly reason: string }
  /** The configuration alone does not say. */
  | { readonly admitted: undefined; readonly step: AdmissionStep; readonly reason: string };

/** One step of an admission. */
export interface AdmissionStepResult {
  readonly step: AdmissionStep;
  readonly passed: boolean | undefined;
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

/** What a provider makes of the claims of an identity. */
interface Mapped {
  readonly google: Attributes;
  readonly attribute: Attributes;
  readonly groups: readonly string[];
}

const REJECTED = 'The given credential is rejected by the attribute condition.';

/** Whether, and as whom, a provider admits an identity that AWS STS has vouched for. */
export function admit(provider: AwsProvider, identity: AwsIdentity): Admission {
  const { steps, principal } = traceAdmission(provider, identity);
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

/** The steps behind the one that looks whether the provider trusts the issuer of the claims. */
export function traceClaims(provider: PoolProvider, assertion: Readonly<Record<string, string>>): AdmissionTrace {
  const mapped = map(provider, assertion);
  if ('step' in mapped) return { steps: [mapped] };
  const subject = subjectStep(mapped);
  const steps: AdmissionStepResult[] = [{ step: 'attribute mapping', passed: true }, subject];
  if (!subject.passed) return { steps };
  const principal = { subject: mapped.google.subject, attributes: mapped.attribute, groups: mapped.groups };
  const condition = conditionStep(provider.attributeCondition, { assertion, google: mapped.google, attribute: mapped.attribute });
  return { steps: [...steps, condition], principal };
}

function accountStep({ accountId }: AwsProvider, identity: AwsIdentity): AdmissionStepResult {
  if (!isDetermined(accountId)) return undetermined('account', `aws.account_id ${accountId.source}: ${accountId.reason}`);
  return identity.account === accountId ? { step: 'account', passed: true } : refused('account', REJECTED);
}

function map({ attributeMapping }: PoolProvider, assertion: Attributes): Mapped | AdmissionStepResult {
  const google: Record<string, string> = {};
  const attribute: Record<string, string> = {};
  let groups: string[] = [];
  for (const [target, expression] of attributeMapping) {
    if (!isDetermined(expression)) return undetermined('attribute mapping', `${target} ${expression.source}: ${expression.reason}`);
    let value: unknown;
    try {
      value = evaluateCel(expression, { assertion });
    } catch (error) {
      return refused('attribute mapping', `${target}: ${(error as Error).message}`);
    }
    if (target === 'google.groups' && isCelList(value)) {
      groups = [...value].map(String);
      continue;
    }
    if (typeof value !== 'string') return refused('attribute mapping', `${target} is not a text`);
    if (target.startsWith('attribute.')) attribute[target.slice('attribute.'.length)] = value;
    else if (target.startsWith('google.')) google[target.slice('google.'.length)] = value;
    else return refused('attribute mapping', `${target} is neither google.NAME nor attribute.NAME`);
  }
  return { google, attribute, groups };
}

function subjectStep({ google: { subject } }: Mapped): AdmissionStepResult {
  if (!subject) return refused('google.subject', 'The mapped attribute google.subject must not be empty.');
  if (Buffer.byteLength(subject) > LIMITS.subjectBytes) {
    return refused('google.subject', `The size of mapped attribute google.subject exceeds the ${LIMITS.subjectBytes} bytes limit. `
      + `Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than ${LIMITS.subjectBytes} bytes.`);
  }
  return { step: 'google.subject', passed: true };
}

function conditionStep(condition: Determined<string> | undefined, variables: CelVariables): AdmissionStepResult {
  const step = 'attribute condition';
  if (condition === undefined) return { step, passed: true };
  if (!isDetermined(condition)) return undetermined(step, `${condition.source}: ${condition.reason}`);
  return holds(condition, variables) ? { step, passed: true } : refused(step, REJECTED);
}

/** A condition that cannot be evaluated rejects, as Google does. */
function holds(condition: string, variables: CelVariables): boolean {
  try {
    return evaluateCel(condition, variables) === true;
  } catch {
    return false;
  }
}

function refused(step: AdmissionStep, reason: string): AdmissionStepResult {
  return { step, passed: false, reason };
}

function undetermined(step: AdmissionStep, reason: string): AdmissionStepResult {
  return { step, passed: undefined, reason: `cannot be known before deployment: ${reason}` };
}
