import { GoogleElement } from './element';
import { allowPolicyKey, describeMember, IamMember, iamMemberKey, iamMembers } from './grants/iam-member';
import { BoundServiceAccount } from '../federation/access';
import { refusalOf, refuse } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { describeResource } from '../federation/grants';
import { LIMITS } from '../federation/limits';
import { projectOfServiceAccount } from '../federation/service-account';

/** A service account that some configuration creates. */
export interface CreatedServiceAccount<Writer = unknown> {
  readonly owner: string;
  readonly element: GoogleElement;
  /** What the writer keeps of it. */
  readonly writer?: Writer;
}

/**
 * Everything that exists only once in Google Cloud, and who describes it: what one configuration, or all of one app,
 * hold together. Two that describe the same would undo each other.
 */
export class Inventory<Writer = unknown> {
  private readonly owners = new Map<string, string>();
  private readonly accounts = new Map<string, CreatedServiceAccount<Writer>>();
  private readonly accountsOfProject = new Map<string, number>();
  private readonly principals = new Map<string, number>();

  /** Refuses a federation whose pool, account or grants are described already. */
  public requireNewFederation(federation: PoolFederation): void {
    const { poolId, gcpProjectId, poolResourceName, party, access } = federation;
    const owner = this.owners.get(poolResourceName);
    if (owner !== undefined) {
      throw refusalOf('poolId', `poolId '${poolId}' of project '${gcpProjectId}' is federated by '${owner}' already: `
        + `add a further ${party.workloads.addition}, or pass another poolId`);
    }
    this.requireNewServiceAccount(access.serviceAccount);
    this.requireNewMembers(federation);
  }

  /** Refuses to create an account that is created already. */
  public requireNewServiceAccount(account?: BoundServiceAccount): void {
    const known = account?.accountIdToCreate === undefined ? undefined : this.accounts.get(account.email);
    if (!known) return;
    refuse('serviceAccountId', account!.accountIdToCreate, `in project '${account!.project}' is created by '${known.owner}' already`,
      `pass another one, or share the account by serviceAccountEmail '${account!.email}'`);
  }

  /**
   * Refuses a grant that is made already: IAM stores a member once, so that destroying one of two equal ones ends both.
   * And refuses more grants than the allow policies can hold.
   */
  public requireNewMembers(federation: PoolFederation): void {
    const members = iamMembers(federation);
    for (const member of members) {
      const owner = this.owners.get(iamMemberKey(member));
      if (owner !== undefined) {
        throw new Error(`${describeMember(member)} is granted by '${owner}' already${explainRepeatedGrant(member, federation)}`);
      }
    }
    const added = new Map<string, number>();
    for (const member of members.filter(hasAllowPolicy)) {
      const key = allowPolicyKey(member);
      added.set(key, (added.get(key) ?? 0) + 1);
      requireRoom(member, (this.principals.get(key) ?? 0) + added.get(key)!);
    }
  }

  /** Refuses to configure logs twice: of two authoritative resources the last one to apply wins, in every apply again. */
  public requireNewAuditLogs(project: string): void {
    const owner = this.owners.get(auditLogsKey(project));
    if (owner === undefined) return;
    throw new Error(`audit logs of project '${project}' are configured by '${owner}' already: `
      + 'the configuration of a service is one whole, so leave one of the two out');
  }

  /** Refuses a second policy of the same constraint on the same parent, of which Google knows only one. */
  public requireNewRestriction(parent: string): void {
    const owner = this.owners.get(restrictionKey(parent));
    if (owner === undefined) return;
    throw new Error(`AWS accounts of '${parent}' are restricted by '${owner}' already: `
      + 'a parent has one policy of a kind, so name all accounts in one GcpAwsAccountRestriction');
  }

  /** Records the pool of a federation. */
  public addPool(owner: string, { poolResourceName }: PoolFederation): void {
    this.owners.set(poolResourceName, owner);
  }

  /** Records the grants of a role. */
  public addMembers(owner: string, federation: PoolFederation): void {
    for (const member of iamMembers(federation)) {
      this.owners.set(iamMemberKey(member), owner);
      if (hasAllowPolicy(member)) this.principals.set(allowPolicyKey(member), (this.principals.get(allowPolicyKey(member)) ?? 0) + 1);
    }
  }

  /** Records an account as created. Warns once, at the first of a project that Google's default quota does not cover. */
  public addServiceAccount(email: string, account: CreatedServiceAccount<Writer>): string[] {
    const isKnown = this.accounts.has(email);
    this.accounts.set(email, account);
    if (isKnown) return [];
    const project = projectOfServiceAccount(email);
    const count = (this.accountsOfProject.get(project) ?? 0) + 1;
    this.accountsOfProject.set(project, count);
    if (count !== LIMITS.serviceAccountsPerProject + 1) return [];
    return [`project '${project}' gets more than ${LIMITS.serviceAccountsPerProject} service accounts, Google's default quota: `
      + 'request a higher quota, create some of them in other projects with serviceAccountProject, or use GcpAccess.direct()'];
  }

  public addAuditLogs(owner: string, project: string): void {
    this.owners.set(auditLogsKey(project), owner);
  }

  public addRestriction(owner: string, parent: string): void {
    this.owners.set(restrictionKey(parent), owner);
  }

  /** Returns the account of this email that some configuration creates. */
  public serviceAccount(email: string): CreatedServiceAccount<Writer> | undefined {
    return this.accounts.get(email);
  }
}

/** Returns why a grant is made twice, and the ways out. */
function explainRepeatedGrant({ member }: IamMember, { access: { serviceAccount }, grantee }: PoolFederation): string {
  const once = 'remove the grant from one of the two (IAM stores it once, so removing either copy later would revoke it for both)';
  if (serviceAccount === undefined || member !== grantee) return `: ${once}`;
  return `, since both act as service account '${serviceAccount.email}': give each an account of its own by leaving access out, or ${once}`;
}

function requireRoom(member: IamMember, total: number): void {
  if (total <= LIMITS.allowPolicyPrincipals) return;
  throw new Error(`the allow policy of ${describeResource(member)} would hold ${total} principals of this app alone, `
    + `Google allows ${LIMITS.allowPolicyPrincipals} in all, repeats counted: `
    + 'grant on narrower resources, or let roles that need the same share a service account');
}

/** A BigQuery dataset has an access list instead. */
function hasAllowPolicy(member: IamMember): boolean {
  return member.resource !== 'bigQueryDataset';
}

function auditLogsKey(project: string): string {
  return `audit logs of ${project}`;
}

function restrictionKey(parent: string): string {
  return `AWS accounts of ${parent}`;
}
