import { attributePrincipalSet } from '../../../federation/names';
import { IntendedRole } from '../../impostors';
import { FederatedPrincipal, parsePoolMember } from '../../policy';
import { FindingId } from '../findings/catalogue';

const ARN = /^arn:([a-z-]+):(sts|iam)::(\d*):(?:assumed-role|role|user)\/(.*)$/s;

/** What is wrong with a member that was meant for an identity; `undefined` where it was meant for somebody else. */
export function diagnoseMember(member: string, principal: FederatedPrincipal, role: IntendedRole): FindingId | undefined {
  const parsed = parsePoolMember(member);
  if (parsed === undefined) return malformed(member) ?? undefined;
  const name = parsed.selector.replace(/^attribute\./, '');
  const actual = parsed.selector === 'subject' ? principal.subject : principal.attributes[name];
  if (parsed.pool !== principal.pool) return parsed.value === actual && actual !== undefined ? 'member-other-pool' : undefined;
  if (actual === undefined) return undefined;
  return diagnoseValue(parsed.value, actual, role);
}

/** What is wrong with the value of a member, compared with that of the attribute. */
export function diagnoseValue(value: string, actual: string, { partition, account, roleName }: IntendedRole): FindingId | undefined {
  if (value === actual) return undefined;
  if (value.includes('*')) return value.replace(/\/?\*+$/, '') === actual || value.includes(roleName) ? 'member-wildcard' : undefined;
  if (value === roleName && actual.startsWith('arn:')) return 'member-role-name';
  const [, ownPartition, service, ownAccount, rest] = ARN.exec(value) ?? [];
  if (rest === undefined) return value.toLowerCase() === actual.toLowerCase() ? 'member-letter-case' : undefined;
  const segments = rest.split('/');
  const named = segments.some(segment => segment === roleName);
  if (!actual.startsWith('arn:')) return named ? 'member-arn-for-name' : undefined;
  if (!named) return segments.some(segment => segment.toLowerCase() === roleName.toLowerCase()) && value.toLowerCase() === actual.toLowerCase() ? 'member-letter-case' : undefined;
  if (service === 'iam') return 'member-iam-arn';
  if (ownAccount !== account) return 'member-wrong-account';
  if (ownPartition !== partition) return 'member-wrong-partition';
  if (segments[0] === roleName && segments.length > 1) return 'member-session';
  return segments.length > 1 ? 'member-role-path' : undefined;
}

/** What is wrong with a member that names a workload identity pool, but not in Google's grammar. */
export function malformed(member: string): FindingId | undefined {
  if (!/^principal(?:Set)?:/.test(member) || !member.includes('workloadIdentityPools/')) return undefined;
  if (parsePoolMember(member) !== undefined) return undefined;
  if (!/^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\//.test(member)) return 'member-without-host';
  return /\/projects\/\d+\/locations\/global\/workloadIdentityPools\//.test(member) ? 'member-malformed' : 'member-project-id';
}

/** The member that would stand for a role under Google's default mapping. */
export function expectedMember(principal: FederatedPrincipal, roleArn: string): string {
  const [name] = Object.entries(principal.attributes).find(([, value]) => value === roleArn) ?? [];
  return attributePrincipalSet(principal.pool, name ?? 'aws_role', roleArn);
}
