import { refuse } from './errors';
import { requireLiteral } from './literals';

export const DEFAULT_POOL_ID = 'aws-identity-pool';
export const DEFAULT_PROVIDER_ID = 'aws-provider';

export const POOL_OR_PROVIDER_ID = /^(?!gcp-)[a-z0-9-]{4,32}$/;

/**
 * Requires the id of a workload identity pool or provider.
 *
 * @see https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools/create
 */
export function validatePoolOrProviderId(property: string, value: string): string {
  const id = requireLiteral(property, value);
  if (id.startsWith('gcp-')) {
    refuse(property, id, "starts with 'gcp-', which Google reserves", 'choose another prefix');
  }
  if (id.length < 4 || id.length > 32) {
    refuse(property, id, `has ${id.length} characters`, 'Google allows 4 to 32');
  }
  if (!POOL_OR_PROVIDER_ID.test(id)) {
    refuse(property, id, 'has a character that Google does not allow', 'use lower-case letters, digits and hyphens only');
  }
  return id;
}
