import { assumedRoleArn } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { allMembers, AwsProvider, GooglePolicy, parsePoolMember } from '../../google';
import { IntendedRole } from '../../strangers';
import { WorkloadDecision } from '../decision/decide-workload';

const ARN = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})$/;
const ARNS = /arn:([a-z-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})/g;

/** Roles by their assumed-role ARN. */
export type IntendedRoles = ReadonlyMap<string, IntendedRole>;

/** The roles that somebody meant to admit in any of the pools: workloads, and roles that members and conditions name by their whole ARN. */
export function intendedRoles(decisions: readonly WorkloadDecision[], policy: GooglePolicy): ReadonlyMap<AwsProvider, IntendedRoles> {
  const named = new Map<string, IntendedRole[]>();
  for (const member of allMembers(policy.configuration)) {
    const parsed = parsePoolMember(member);
    const parts = ARN.exec(parsed?.value ?? '');
    if (!parsed || !parts) continue;
    const poolId = parsed.pool.slice(parsed.pool.lastIndexOf('/') + 1);
    named.set(poolId, [...named.get(poolId) ?? [], roleOf(parts)]);
  }
  return new Map(policy.configuration.awsProviders.map(provider => {
    const { poolId, attributeCondition: condition, accountId } = provider;
    const inCondition = condition !== undefined && isDetermined(condition) ? [...condition.matchAll(ARNS)].map(roleOf) : [];
    const inMembers = isDetermined(poolId) ? named.get(poolId) ?? [] : [];
    const running = decisions.flatMap(decision => decision.provider === provider && decision.role !== undefined ? [decision.role] : []);
    const roles = [...running, ...inMembers, ...inCondition].filter(({ account }) => !isDetermined(accountId) || account === accountId);
    return [provider, new Map(roles.map(role => [assumedRoleArn(role.partition, role.account, role.roleName), role]))] as const;
  }));
}

function roleOf([, partition, account, roleName]: readonly string[]): IntendedRole {
  return { partition, account, roleName };
}
