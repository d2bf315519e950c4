import { IConstruct } from 'constructs';
import { countMembers, requireRoom } from './allow-policies';
import { claim, claimant } from './claims';
import { describeMember, IamMember, iamMemberKey, iamMembers } from './iam-member';
import { BoundServiceAccount } from '../federation/access';
import { refuse } from '../federation/errors';
import { PoolFederation } from '../federation/federation';

/**
 * Refuses a federation whose pool, or anything that its role has, the construct tree describes already.
 */
export function requireNewFederation(scope: IConstruct, federation: PoolFederation): void {
  const known = claimant(scope, federation.poolResourceName);
  if (known) {
    throw new Error(`poolId '${federation.poolId}' of project '${federation.gcpProjectId}' is federated by '${known.node.path}' already: `
      + `add a further ${federation.party.workloads.addition}, or pass another poolId`);
  }
  requireNewServiceAccount(scope, federation.access.serviceAccount);
  requireNewMembers(scope, federation);
}

/**
 * Refuses to create an account that the construct tree creates already.
 */
export function requireNewServiceAccount(scope: IConstruct, account?: BoundServiceAccount): void {
  const creator = account?.accountIdToCreate !== undefined && claimant(scope, account.email);
  if (!creator) return;
  refuse('serviceAccountId', account.accountIdToCreate, `in project '${account.project}' is created by '${creator.node.path}' already`,
    `pass another one, or share the account by serviceAccountEmail '${account.email}'`);
}

/**
 * Refuses a grant that is made already: IAM members are not counted, so destroying one of two equal ones ends both. And
 * refuses more grants than the allow policies can hold.
 */
export function requireNewMembers(scope: IConstruct, federation: PoolFederation): void {
  const members = iamMembers(federation);
  for (const member of members) {
    const known = claimant(scope, iamMemberKey(member));
    if (known) {
      throw new Error(`${describeMember(member)} is granted by '${known.node.path}' already${explainRepeatedGrant(member, federation)}`);
    }
  }
  requireRoom(scope, members);
}

/** Why a grant is made twice, and the ways out. */
function explainRepeatedGrant({ member }: IamMember, { access: { serviceAccount }, grantee }: PoolFederation): string {
  const once = 'remove the grant from one of the two (IAM stores it once, so removing either copy later would revoke it for both)';
  if (serviceAccount === undefined || member !== grantee) return `: ${once}`;
  return `, since both act as service account '${serviceAccount.email}': give each an account of its own by leaving access out, or ${once}`;
}

/** Records the pool of a federation as described. */
export function claimPool(construct: IConstruct, federation: PoolFederation): void {
  claim(construct, federation.poolResourceName);
}

/** Records the grants of a role as made. */
export function claimMembers(construct: IConstruct, federation: PoolFederation): void {
  const members = iamMembers(federation);
  for (const member of members) claim(construct, iamMemberKey(member));
  countMembers(construct, members);
}
