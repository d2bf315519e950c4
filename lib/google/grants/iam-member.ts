import { createHash } from 'crypto';
import { PoolFederation } from '../../federation/federation';
import { BoundGrant, describeResource, fullName } from '../../federation/grants';

/** One additive IAM grant: one role, to one member, on one resource. */
export interface IamMember extends BoundGrant {
  readonly member: string;
}

/** Everything that a federated role is granted: to act as its service account, and what the user asked for. */
export function iamMembers(federation: PoolFederation): IamMember[] {
  const { access, grants, grantee, principalSet } = federation;
  const grantMembers = grants.map((grant): IamMember => ({ ...grant, member: grantee }));
  if (!access.serviceAccount) return grantMembers;
  return [
    {
      resource: 'serviceAccount',
      identity: { serviceAccountEmail: access.serviceAccount.email },
      role: 'roles/iam.workloadIdentityUser',
      member: principalSet,
    },
    ...grantMembers,
  ];
}

/** Equal for grants that are one grant to Google. */
export function iamMemberKey(member: IamMember): string {
  const { resource, role, condition } = member;
  return JSON.stringify([resource, fullName(member), role, member.member, condition?.title ?? '', condition?.expression ?? '']);
}

/** Equal for grants that are entries of one allow policy. */
export function allowPolicyKey(member: IamMember): string {
  return JSON.stringify([member.resource, fullName(member)]);
}

/** A grant as messages call it. */
export function describeMember(member: IamMember): string {
  return `'${member.role}' on ${describeResource(member)} to '${member.member}'`;
}

/** Construct id that depends on nothing but the grant, so that no other grant can move it. */
export function iamMemberId(member: IamMember): string {
  // Ids of custom roles may begin with a digit or a dot, which names of Terraform do not.
  const role = member.role.slice(member.role.lastIndexOf('/') + 1).replace(/\W+/g, '-').replace(/^[^A-Za-z_]/, '_$&');
  return `${role}-${createHash('sha256').update(iamMemberKey(member)).digest('hex').slice(0, 8)}`;
}
