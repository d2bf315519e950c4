import { GcpFederatedRoleOptions } from '../gcp-federated-role-props';
import { IamRoleOptions } from './iam-role-options';

const NAMES: readonly (keyof IamRoleOptions)[] = ['description', 'inlinePolicies', 'managedPolicies', 'maxSessionDuration', 'path', 'permissionsBoundary'];

/** The properties that are handed to the IAM role as they are. */
export function roleOptions(props: GcpFederatedRoleOptions): IamRoleOptions {
  return Object.fromEntries(NAMES.filter(name => props[name] !== undefined).map(name => [name, props[name]]));
}

/** Refuses properties that would have no effect because the role exists. */
export function rejectRoleOptions(props: GcpFederatedRoleOptions): void {
  const idle = [...NAMES, 'assumedBy' as const].filter(name => props[name] !== undefined);
  if (idle.length > 0) {
    throw new Error(`${idle.join(', ')} cannot be given together with role, which is left as it is: set them where that role is made`);
  }
}
