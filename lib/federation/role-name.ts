import { refuse } from './errors';
import { LIMITS } from './limits';
import { requireLiteral } from './literals';

export const ROLE_NAME = /^[A-Za-z0-9_+=,.@-]{1,64}$/;

/**
 * Requires the bare name of an IAM role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function validateRoleName(value: string): string {
  const roleName = requireLiteral('roleName', value);
  if (roleName.startsWith('arn:')) {
    refuse('roleName', roleName, 'is an ARN', 'pass the bare name, the part behind the last slash');
  }
  if (roleName.includes('/')) {
    refuse('roleName', roleName, 'contains a path',
      `pass the bare name '${roleName.split('/').filter(Boolean).pop() ?? ''}'; a path belongs into 'path' and never reaches Google`);
  }
  if (roleName.length > LIMITS.roleNameCharacters) {
    refuse('roleName', roleName, `has ${roleName.length} characters`, `IAM allows at most ${LIMITS.roleNameCharacters}`);
  }
  if (!ROLE_NAME.test(roleName)) {
    refuse('roleName', roleName, 'has a character that IAM does not allow', 'use letters, digits and _+=,.@- only');
  }
  return roleName;
}
