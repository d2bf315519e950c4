import { longestSessionName } from './session-name';
import { assumedRoleArn } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { IntendedRole, roleSession } from '../../impostors';
import { AwsWorkload, partitionOf } from '../../inputs/cloudformation';
import { AwsIdentity, Provider } from '../../policy';

/** Who a workload is to AWS, as far as the outputs tell. */
export interface WorkloadIdentity {
  /** @default - the name of the role is not known */
  readonly role?: IntendedRole;
  readonly roleArn?: string;
  readonly identity?: AwsIdentity;
  /** What was assumed, such that everything else depends on it. */
  readonly assumed: readonly string[];
  /** What was assumed, and is of no consequence but in GovCloud and China. */
  readonly notes: readonly string[];
}

const UNKNOWN_ACCOUNT = '000000000000';

/** @param provider whose account stands in for one that is not known */
export function workloadIdentity(workload: AwsWorkload, provider: Provider | undefined): WorkloadIdentity {
  const { role, region } = workload;
  const assumed: string[] = [];
  const notes: string[] = [];
  if (role === undefined || !isDetermined(role) || !isDetermined(role.name)) return { assumed, notes };
  let account = role.account ?? workload.account;
  if (account === undefined) {
    account = provider?.kind === 'aws' && isDetermined(provider.accountId) ? provider.accountId : UNKNOWN_ACCOUNT;
    assumed.push('the stack is bound to no account; that of the provider was taken');
  }
  if (region === undefined && role.partition === undefined) notes.push("the stack is bound to no region; the partition 'aws' was taken");
  const intended = { partition: role.partition ?? (region === undefined ? 'aws' : partitionOf(region)), account, roleName: role.name };
  return {
    role: intended,
    roleArn: assumedRoleArn(intended.partition, account, role.name),
    identity: roleSession(intended, longestSessionName(workload)),
    assumed,
    notes,
  };
}
