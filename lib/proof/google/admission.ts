import { isCelList } from '@bufbuild/cel';
import { LIMITS } from '../../federation/limits';
import { isDetermined } from '../determined';
import { CelVariables, evaluateCel } from './cel';
import { AwsProvider } from './google-configuration';
import { AwsIdentity, FederatedPrincipal } from './identity';

/** The steps in which a provider decides, in Google's order. */
export type AdmissionStep = 'account' | 'attribute mapping' | 'google.subject' | 'attribute condition';

/** What a provider answers to an AWS identity. */
export type Admission =
  | { readonly admitted: true; readonly principal: Omit<FederatedPrincipal, 'pool'> }
  | { readonly admitted: false; readonly step: AdmissionStep; readonly reason: string }
  /** The configuration alone does not say. */
  | { readonly admitted: undefined; readonly step: AdmissionStep; readonly reason: string };

const REJECTED = 'The given credential is rejected by the attribute condition.';

/** Whether, and as whom, a provider admits an identity that AWS STS has vouched for. */
export function admit(provider: AwsProvider, identity: AwsIdentity): Admission {
  const { accountId, attributeMapping, attributeCondition } = provider;
  if (!isDetermined(accountId)) return undetermined('account', `aws.account_id ${accountId.source}: ${accountId.reason}`);
  if (identity.account !== accountId) return refused('account', REJECTED);

  const assertion = { account: identity.account, arn: identity.arn, userid: identity.userid };
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

  const { subject } = google;
  if (!subject) return refused('google.subject', 'The mapped attribute google.subject must not be empty.');
  if (Buffer.byteLength(subject) > LIMITS.subjectBytes) {
    return refused('google.subject', `The size of mapped attribute google.subject exceeds the ${LIMITS.subjectBytes} bytes limit. `
      + `Either modify your attribute mapping or the incoming assertion to produce a mapped attribute that is less than ${LIMITS.subjectBytes} bytes.`);
  }

  if (attributeCondition !== undefined) {
    if (!isDetermined(attributeCondition)) {
      return undetermined('attribute condition', `${attributeCondition.source}: ${attributeCondition.reason}`);
    }
    if (!holds(attributeCondition, { assertion, google, attribute })) return refused('attribute condition', REJECTED);
  }
  return { admitted: true, principal: { subject, attributes: attribute, groups } };
}

/** A condition that cannot be evaluated rejects, as Google does. */
function holds(condition: string, variables: CelVariables): boolean {
  try {
    return evaluateCel(condition, variables) === true;
  } catch {
    return false;
  }
}

function refused(step: AdmissionStep, reason: string): Admission {
  return { admitted: false, step, reason };
}

function undetermined(step: AdmissionStep, reason: string): Admission {
  return { admitted: undefined, step, reason: `cannot be known before deployment: ${reason}` };
}
