import { decideStep, StepDecision } from './step-list';
import { LIMITS } from '../../../federation/limits';
import { CredentialConfig } from '../../inputs/credential-config';
import { ElementReference } from '../check-report';
import { finding } from '../findings/catalogue';

const { minimum, maximum, withoutOrganizationPolicy } = LIMITS.tokenLifetimeSeconds;

/** Decides whether Google grants the lifetime that a configuration asks for. Without impersonation there is no such step. */
export function lifetimeSteps({ lifetimeSeconds, impersonationUrl }: CredentialConfig, element: ElementReference): StepDecision[] {
  if (impersonationUrl === undefined) return [];
  const seconds = lifetimeSeconds ?? withoutOrganizationPolicy;
  const granted = Number.isInteger(seconds) && seconds >= minimum && seconds <= maximum;
  if (granted) return [decideStep('lifetime', 'passed', `${seconds} seconds`)];
  return [decideStep('lifetime', 'rejected', `${seconds} seconds`, finding('lifetime-out-of-range', `token_lifetime_seconds is ${seconds}`, [element]))];
}

/** Returns a note on the organization policy that a long lifetime needs. */
export function assumedLifetimes({ lifetimeSeconds }: CredentialConfig): string[] {
  if (lifetimeSeconds === undefined || lifetimeSeconds <= withoutOrganizationPolicy || lifetimeSeconds > maximum) return [];
  return [`an organization policy that allows tokens of ${lifetimeSeconds} seconds was assumed (iam.allowServiceAccountCredentialLifetimeExtension)`];
}
