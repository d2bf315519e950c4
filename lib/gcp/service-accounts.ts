import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { claim, claimant } from './claims';
import { awsRoleDisplayName, serviceAccountDescription } from './provenance';
import { requireNewServiceAccount } from './role-claims';
import { BoundServiceAccount } from '../federation/access';
import { refuse } from '../federation/errors';
import { Federation } from '../federation/federation';

/** The service accounts of one federation; several of its roles can share one. */
export class ServiceAccounts {
  private readonly created = new Map<string, { readonly resource: ServiceAccount; readonly roleNames: string[] }>();
  private readonly existing = new Set<string>();

  constructor(private readonly scope: Construct, private readonly dependsOn: ITerraformDependable[]) {}

  /** Refuses to create an account that another federation creates, or that exists according to another role. */
  public requireCreatable(account?: BoundServiceAccount): void {
    if (account?.accountIdToCreate === undefined || this.created.has(account.email)) return;
    if (this.existing.has(account.email)) {
      refuse('serviceAccountId', account.accountIdToCreate, 'creates an account that another role of the pool binds as existing',
        `pass another one, or in both roles serviceAccountEmail '${account.email}'`);
    }
    requireNewServiceAccount(this.scope, account);
  }

  /** The account that a role acts as, where this stack creates it. */
  public forRole(federation: Federation): ServiceAccount | undefined {
    const account = federation.access.serviceAccount;
    if (!account) return undefined;
    const known = this.created.get(account.email);
    if (known) {
      known.roleNames.push(federation.roleName);
      known.resource.description = serviceAccountDescription(federation.awsAccountId, known.roleNames);
      return known.resource;
    }
    if (account.accountIdToCreate !== undefined) return this.create(account.accountIdToCreate, account.email, federation);
    this.existing.add(account.email);
    return this.createdElsewhere(account.email);
  }

  private create(accountId: string, email: string, federation: Federation): ServiceAccount {
    const { gcpProjectId, awsAccountId, roleName } = federation;
    const resource = new ServiceAccount(this.scope, `service-account-${accountId}`, {
      project: gcpProjectId,
      accountId,
      displayName: awsRoleDisplayName(roleName),
      description: serviceAccountDescription(awsAccountId, [roleName]),
      dependsOn: this.dependsOn,
    });
    this.created.set(email, { resource, roleNames: [roleName] });
    claim(resource, email);
    return resource;
  }

  /** An account that exists to this federation can be one that another federation of the stack creates. */
  private createdElsewhere(email: string): ServiceAccount | undefined {
    const creator = claimant(this.scope, email);
    return creator instanceof ServiceAccount && creator.cdktfStack === TerraformStack.of(this.scope) ? creator : undefined;
  }
}
