import { assumedRoleArn } from '../../../federation/names';
import { isDetermined } from '../../determined';
import { groupBy } from '../../group-by';
import { IntendedRole } from '../../impostors';
import { allMembers, AwsProvider, GooglePolicy, parsePoolMember } from '../../policy';
import { WorkloadDecision } from '../decision/decide-workload';

const ARN = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})$/;
const ARNS = /arn:([a-z-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})/g;

/** Roles by their assumed-role ARN. */
export type IntendedRoles = ReadonlyMap<string, IntendedRole>;

/** The roles that somebody meant to admit in any of the pools: workloads, and roles that members and conditions name by their whole ARN. */
export function intendedRoles(decisions: readonly WorkloadDecision[], policy: GooglePolicy): ReadonlyMap<AwsProvider, IntendedRoles> {
  const named = new Map<string, { number: string; role: IntendedRole }[]>();
  for (const member of allMembers(policy.configuration)) {
    const parsed = parsePoolMember(member);
    const parts = ARN.exec(parsed?.value ?? '');
    if (!parsed || !parts) continue;
    const [, number, poolId] = /^projects\/(\d+)\/.*\/([^/]+)$/.exec(parsed.pool)!;
    const known = named.get(poolId) ?? [];
    known.push({ number, role: roleOf(parts) });
    named.set(poolId, known);
  }
  const decisionsOf = groupBy(decisions, ({ provider }) => provider);
  return new Map(policy.configuration.awsProviders.map(provider => {
    const { poolId, attributeCondition: condition, accountId } = provider;
    const inCondition = condition !== undefined && isDetermined(condition) ? [...condition.matchAll(ARNS)].map(roleOf) : [];
    const numbers = policy.numbersOf(provider);
    const inMembers = (isDetermined(poolId) ? named.get(poolId) ?? [] : [])
      .flatMap(({ number, role }) => numbers.size === 0 || numbers.has(number) ? [role] : []);
    const running = (decisionsOf.get(provider) ?? []).flatMap(({ role }) => role ?? []);
    const roles = [...running, ...inMembers, ...inCondition].filter(({ account }) => !isDetermined(accountId) || account === accountId);
    return [provider, new Map(roles.map(role => [assumedRoleArn(role.partition, role.account, role.roleName), role]))] as const;
  }));
}

function roleOf([, partition, account, roleName]: readonly string[]): IntendedRole {
  return { partition, account, roleName };
}
