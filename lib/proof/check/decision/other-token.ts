import { TokenDecision } from './aws-token';
import { decideStep } from './step-list';
import { AWS4_REQUEST, CredentialConfig } from '../../inputs/credential-config';
import { Provider } from '../../policy';
import { ElementReference } from '../check-report';
import { googleElement } from '../elements';
import { finding } from '../findings/catalogue';

/** Decides on a token of another issuer: only the issuer knows what such a token says of its bearer. */
export function decideOtherToken({ subjectTokenType: type }: CredentialConfig, provider: Provider, element: ElementReference): TokenDecision {
  const elements = [element, googleElement(provider)];
  const trustsAws = provider.kind === 'aws';
  if (trustsAws === (type === AWS4_REQUEST)) {
    const detail = `the tokens of ${provider.address} are not from AWS`;
    return { steps: [decideStep('attribute condition', 'depends', detail, finding('token-not-known', detail, elements))] };
  }
  const detail = `${provider.address} ${trustsAws ? 'trusts AWS' : 'does not trust AWS'}, and the configuration brings a token of type ${type || 'none'}`;
  return { steps: [decideStep('token type', 'rejected', detail, finding('wrong-token-type', detail, elements))] };
}
