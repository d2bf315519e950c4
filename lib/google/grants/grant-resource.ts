import { additiveType, BoundGrant, FULL_NAME, fullName, isKnown, KINDS } from '../../federation/grants';
import { serviceAccountEmailOf } from '../../federation/names';
import { GoogleArguments } from '../element';

/** The Terraform resource of a grant, before its role, member and condition. */
export interface GrantResource {
  readonly type: string;
  readonly arguments: GoogleArguments;
}

/** Returns the Terraform resource that makes a grant. */
export function grantResource(grant: BoundGrant): GrantResource {
  const { resource, project, identity = {} } = grant;
  if (!isKnown(resource)) return { type: resource, arguments: { ...identity } };
  const [naming] = KINDS[resource].terraform;
  const parts = Object.entries(naming.arguments).map(([name, part]) => [name, part === FULL_NAME ? fullName(grant) : identity[part]]);
  const isComplete = Object.values(naming.arguments).includes(FULL_NAME);
  return { type: additiveType(naming), arguments: { ...!isComplete && project !== undefined && { project }, ...Object.fromEntries(parts) } };
}

/**
 * How the Terraform resource of a grant takes its member.
 *
 * A dataset has an access list instead of an allow policy. The IAM member resource of datasets rewrites that list and
 * takes neither conditions nor federated members as they are, so that the resource of a single entry stands in for it.
 */
export function memberArguments(type: string, member: string): GoogleArguments {
  if (type !== 'google_bigquery_dataset_access') return { member };
  const email = serviceAccountEmailOf(member);
  return email === undefined ? { iam_member: member } : { user_by_email: email };
}
