import { createHash } from 'crypto';
import { Federation } from '../federation/federation';
import { GcpGrantCondition } from '../federation/grant';
import { serviceAccountResourceName } from '../federation/service-account';

/** One additive IAM grant: one role, to one member, on one resource. */
export interface IamMember {
  readonly resource: 'serviceAccount' | 'project';
  /** Name of the resource, in the form its Terraform resource takes. */
  readonly name: string;
  readonly role: string;
  readonly member: string;
  readonly condition?: GcpGrantCondition;
}

/** Everything that a federated role is granted: to act as its service account, and what the user asked for. */
export function iamMembers(federation: Federation): IamMember[] {
  const { access, grants, grantee, principalSet } = federation;
  const grantMembers = grants.map((grant): IamMember => (
    { resource: grant.resource, name: grant.project, role: grant.role, member: grantee, condition: grant.condition }
  ));
  if (!access.serviceAccount) return grantMembers;
  return [
    {
      resource: 'serviceAccount',
      name: serviceAccountResourceName(access.serviceAccount.email),
      role: 'roles/iam.workloadIdentityUser',
      member: principalSet,
    },
    ...grantMembers,
  ];
}

/** Equal for grants that are one grant to Google. */
export function iamMemberKey(member: IamMember): string {
  const { resource, name, role, condition } = member;
  return JSON.stringify([resource, name, role, member.member, condition?.title ?? '', condition?.expression ?? '']);
}

/** Construct id that depends on nothing but the grant, so that no other grant can move it. */
export function iamMemberId(member: IamMember): string {
  const role = member.role.slice(member.role.lastIndexOf('/') + 1).replace(/\W+/g, '-');
  return `${role}-${createHash('sha256').update(iamMemberKey(member)).digest('hex').slice(0, 8)}`;
}
