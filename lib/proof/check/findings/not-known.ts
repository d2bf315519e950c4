import { finding, FindingId } from './catalogue';
import { AdmissionStep, AdmissionStepResult } from '../../policy';
import { ElementReference, Finding } from '../check-report';

const IDS: Readonly<Record<AdmissionStep, FindingId>> = {
  'account': 'account-not-known',
  'issuer': 'issuer-not-known',
  'token audience': 'token-not-known',
  'attribute mapping': 'mapping-not-known',
  'google.subject': 'mapping-not-known',
  'attribute condition': 'condition-not-known',
};

/** Returns the finding on a step of an admission that the outputs do not decide. */
export function notKnown({ step, code, reason = '' }: AdmissionStepResult, elements: readonly ElementReference[]): Finding {
  return finding(code === 'undocumented-function' ? 'undocumented-function' : IDS[step], reason, elements);
}
