import { GcpFederationOptions } from './gcp-federation-props';
import { refuse } from '../federation/errors';

/** Refuses options that contradict each other. */
export function validateOptions(options: GcpFederationOptions): void {
  const { existingPool, existingProvider, takeOver = {}, forget, deletionProtection } = options;
  if (existingProvider && existingPool === false) {
    refuse('existingPool', existingPool, 'contradicts existingProvider', 'leave it out: a provider exists in a pool that exists');
  }
  if (takeOver.pool && (existingPool || existingProvider)) {
    refuse('takeOver.pool', takeOver.pool, 'contradicts existingPool', 'a pool is managed either here or elsewhere, so leave one of the two out');
  }
  if (takeOver.provider && existingProvider) {
    refuse('takeOver.provider', takeOver.provider, 'contradicts existingProvider', 'a provider is managed either here or elsewhere, so leave one of the two out');
  }
  if (forget && Object.values(takeOver).some(Boolean)) {
    refuse('forget', forget, 'contradicts takeOver', 'apply takeOver first, then forget');
  }
  if (forget && deletionProtection) {
    refuse('forget', forget, 'contradicts deletionProtection', 'leave deletionProtection out: forgetting destroys nothing');
  }
}

/** Whether the pool is managed elsewhere. */
export function poolExists({ existingPool, existingProvider }: GcpFederationOptions): boolean {
  return (existingPool || existingProvider) ?? false;
}
