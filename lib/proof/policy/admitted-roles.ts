import { allMembers, GooglePolicy } from './google-policy';
import { canBeGeneratedName, UnnamedRole } from '../../federation/generated-role-name';
import { assumedRoleArn } from '../../federation/names';

/** A role that a member names. */
export interface AdmittedRole {
  readonly partition: string;
  readonly account: string;
  readonly roleName: string;
}

const ROLE_MEMBER = /\/(workloadIdentityPools\/[^/]+)\/attribute\.[a-z0-9_]+\/arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)$/;

/** The roles that the members of the Google side name one by one, in the pool of an audience. */
export function admittedRoles(policy: GooglePolicy, audience: string): AdmittedRole[] {
  const roles = new Map<string, AdmittedRole>();
  for (const member of allMembers(policy.configuration)) {
    const parts = ROLE_MEMBER.exec(member);
    if (!parts || !audience.includes(`/${parts[1]}/providers/`)) continue;
    const [, , partition, account, roleName] = parts;
    roles.set(assumedRoleArn(partition, account, roleName), { partition, account, roleName });
  }
  return [...roles.values()];
}

/** Returns those of the admitted roles whose name AWS can have generated for a role of a template. */
export function possibleRoles(role: Partial<UnnamedRole>, account: string | undefined, admitted: readonly AdmittedRole[]): AdmittedRole[] {
  const { logicalId, stackName } = role;
  return admitted.filter(candidate => (account === undefined || candidate.account === account)
    && (logicalId === undefined || canBeGeneratedName(candidate.roleName, { logicalId, stackName })));
}
