import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { isSameRole } from './role-name';
import { WorkloadTrust } from './trust';
import { Federation } from '../../federation/federation';

/** A federated role, as the workloads that carry its configuration see it. */
export interface FederatedIdentity {
  /** The construct of the role. */
  readonly scope: Construct;
  readonly federation: Federation;
  readonly role: iam.IRole;
  /** Set where the construct made the role. */
  readonly trust?: WorkloadTrust;
}

/** Refuses a workload with another role: attaching ours would take the permissions of what runs there. */
export function requireFederatedRole(identity: Pick<FederatedIdentity, 'federation' | 'role'>, role: iam.IRole, title: string, waysOut: string): void {
  if (isSameRole(role, identity.role)) return;
  throw new Error(`${title} has role ${role.node.path}, not the federated role '${identity.federation.roleName}', and its role is never swapped: ${waysOut}`);
}
