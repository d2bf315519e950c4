import { refusalOf, refuse } from './errors';
import { LIMITS } from './limits';
import { isUnresolved } from './literals';
import { FederationWarning } from './warning';

const { minimum, maximum, withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;

export function validateTokenLifetime(seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (isUnresolved(seconds)) {
    throw refusalOf('tokenLifetimeSeconds', 'tokenLifetimeSeconds is known only at deployment: it is written into the credential configuration at synthesis, so pass the number');
  }
  if (!Number.isInteger(seconds) || seconds < minimum || seconds > maximum) {
    refuse('tokenLifetimeSeconds', seconds, 'is not a lifetime that Google grants', `pass a whole number of seconds from ${minimum} to ${maximum}`);
  }
  return seconds;
}

export function tokenLifetimeWarnings(seconds: number | undefined): FederationWarning[] {
  if (seconds === undefined || seconds <= withoutOrganizationPolicy) return [];
  return [{
    id: 'cdk-gcp-federation:tokenLifetime',
    message: `tokenLifetimeSeconds ${seconds}: above ${withoutOrganizationPolicy} Google asks for the organization policy iam.allowServiceAccountCredentialLifetimeExtension `
      + 'to list the service account; without it every token request fails with "Request contains an invalid argument"',
  }];
}
