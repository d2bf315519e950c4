import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { Annotations, ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { claim, claimant } from './claims';
import { GcpFederationOptions } from './gcp-federation-props';
import { enableServiceAccountServices } from './project-services';
import { serviceAccountDescription, workloadDisplayName } from './provenance';
import { resolvedOnce } from './resolved-once';
import { requireNewServiceAccount } from './role-claims';
import { protection } from './workload-identity-pool';
import { BoundServiceAccount } from '../federation/access';
import { refuse } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { LIMITS } from '../federation/limits';
import { serviceAccountResourceName } from '../federation/service-account';
import { treeRegistry } from '../federation/tree-registry';

/** The service accounts of one federation; several of its roles can share one. */
export class ServiceAccounts {
  private readonly created = new Map<string, { readonly resource: ServiceAccount; readonly usedBy: PoolFederation[] }>();
  private readonly existing = new Set<string>();
  private readonly projects = new Map<string, ITerraformDependable[]>();

  constructor(
    private readonly scope: Construct,
    private readonly options: GcpFederationOptions,
    private readonly dependsOn: ITerraformDependable[],
  ) {}

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
  public forRole(federation: PoolFederation): ServiceAccount | undefined {
    const account = federation.access.serviceAccount;
    if (!account) return undefined;
    const known = this.created.get(account.email);
    if (known) {
      known.usedBy.push(federation);
      known.resource.description = serviceAccountDescription(known.usedBy);
      return known.resource;
    }
    if (account.accountIdToCreate !== undefined) return this.create(account.accountIdToCreate, account, federation);
    this.existing.add(account.email);
    return this.createdHere(account.email); // exists to this federation, but another one of the stack can create it
  }

  private create(accountId: string, { email, project }: BoundServiceAccount, federation: PoolFederation): ServiceAccount {
    const elsewhere = project !== federation.gcpProjectId;
    const resource = resolvedOnce(new ServiceAccount(this.scope, `service-account-${accountId}${elsewhere ? `-${project}` : ''}`, {
      project,
      accountId,
      displayName: workloadDisplayName(federation),
      description: serviceAccountDescription([federation]),
      lifecycle: protection(this.options),
      dependsOn: [...this.dependsOn, ...elsewhere ? this.apisOf(project) : []],
    }));
    if (this.options.takeOver?.serviceAccounts) resource.importFrom(serviceAccountResourceName(email));
    this.warnAboveQuota(project);
    this.created.set(email, { resource, usedBy: [federation] });
    claim(resource, email);
    return resource;
  }

  /** Warns once, at the first account of a project that Google's default quota does not cover. */
  private warnAboveQuota(project: string): void {
    const counts = treeRegistry(this.scope.node.root, 'service-accounts', () => new Map<string, number>());
    const count = (counts.get(project) ?? 0) + 1;
    counts.set(project, count);
    if (count !== LIMITS.serviceAccountsPerProject + 1) return;
    Annotations.of(this.scope).addWarning(`project '${project}' gets more than ${LIMITS.serviceAccountsPerProject} service accounts, Google's default quota: `
      + 'request a higher quota, create some of them in other projects with serviceAccountProject, or use GcpAccess.direct()');
  }

  /** The APIs of a project that holds accounts, but not the pool. */
  private apisOf(project: string): ITerraformDependable[] {
    const known = this.projects.get(project);
    if (known) return known;
    const apis = this.options.enableApis ? enableServiceAccountServices(this.scope, project) : [];
    this.projects.set(project, apis);
    return apis;
  }

  /** An account that this stack creates, by this federation or another. */
  public createdHere(email: string): ServiceAccount | undefined {
    const creator = claimant(this.scope, email);
    return creator instanceof ServiceAccount && creator.cdktfStack === TerraformStack.of(this.scope) ? creator : undefined;
  }
}
