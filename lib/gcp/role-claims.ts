import { IConstruct } from 'constructs';
import { claim, claimant } from './claims';
import { IamMember, iamMemberKey, iamMembers } from './iam-member';
import { BoundServiceAccount } from '../federation/access';
import { refuse } from '../federation/errors';
import { Federation } from '../federation/federation';

/**
 * Refuses a federation whose pool, or anything that its role has, the construct tree describes already.
 */
export function requireNewFederation(scope: IConstruct, federation: Federation): void {
  const known = claimant(scope, federation.poolResourceName);
  if (known) {
    throw new Error(`poolId '${federation.poolId}' of project '${federation.gcpProjectId}' is federated by '${known.node.path}' already: `
      + 'add a further role of the same AWS account with its addRole, or pass another poolId');
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
 * Refuses a grant that is made already: IAM members are not counted, so destroying one of two equal ones ends both.
 */
export function requireNewMembers(scope: IConstruct, federation: Federation): void {
  for (const member of iamMembers(federation)) {
    const known = claimant(scope, iamMemberKey(member));
    if (known) {
      throw new Error(`${describe(member)} is granted by '${known.node.path}' already: grant it once, since removing either later would end both`);
    }
  }
}

/** Records the pool of a federation as described. */
export function claimPool(construct: IConstruct, federation: Federation): void {
  claim(construct, federation.poolResourceName);
}

/** Records the grants of a role as made. */
export function claimMembers(construct: IConstruct, federation: Federation): void {
  for (const member of iamMembers(federation)) claim(construct, iamMemberKey(member));
}

function describe({ resource, name, role, member }: IamMember): string {
  return `'${role}' on ${resource === 'project' ? `project '${name}'` : `service account '${name}'`} to '${member}'`;
}
