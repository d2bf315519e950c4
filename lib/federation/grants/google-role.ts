import { refuse } from '../errors';
import { requireLiteral } from '../literals';

export const GOOGLE_ROLE =
  /^(?:roles\/[A-Za-z0-9_.]+|projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/roles\/[A-Za-z0-9_.]{3,64}|organizations\/[0-9]+\/roles\/[A-Za-z0-9_.]{3,64})$/;

/** Requires a predefined, basic or custom role. */
export function validateGoogleRole(value: string): string {
  const role = requireLiteral('role', value);
  if (!GOOGLE_ROLE.test(role)) {
    refuse('role', role, 'is not a Google Cloud role',
      "pass 'roles/NAME' such as 'roles/storage.objectViewer', 'projects/PROJECT_ID/roles/NAME' or 'organizations/NUMBER/roles/NAME'");
  }
  return role;
}
