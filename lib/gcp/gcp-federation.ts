import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { Annotations, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { GcpAdmittedRole } from './admitted-role';
import { federationsByPool } from './federations-by-pool';
import { ForgottenResources } from './forgotten';
import { GcpAnyFederationConstructProps, GcpFederationOptions } from './gcp-federation-props';
import { iamMembers } from './iam-member';
import { createIamMember } from './iam-member-resource';
import { addOutput } from './outputs';
import { PoolAndProvider } from './pool-and-provider';
import { enablesApis, prepareProject, requirePossible } from './project';
import { resolveForTerraform } from './resolve';
import { claimMembers, claimPool, requireNewMembers } from './role-claims';
import { requireSamePool } from './same-pool';
import { ServiceAccounts } from './service-accounts';
import { shareAmongPools } from './several-pools';
import { validateOptions } from './validate-options';
import { refuse } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { AnyFederationProps } from '../federation/party';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';
import { registerAccountUser } from '../federation/shared-accounts';

/**
 * The Google side of a federation, in a Terraform stack of your own: a workload identity pool with an AWS provider that
 * admits exactly the role, what the role is granted, and the service account it acts as. Or, by
 * `GcpKubernetesFederationProps`, with a provider that trusts a Kubernetes cluster, and admits exactly the service account.
 *
 * The stack needs a `GoogleProvider`; which project that names does not matter.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export class GcpFederation extends Construct {
  /**
   * One federation for each pool that the descriptions name, with all of its roles, in one stack: several AWS accounts,
   * clusters, or more roles of one account than a condition holds.
   *
   * Each AWS account and each cluster needs a pool of its own, such as `poolId: 'aws-111122223333'`, which becomes the id of its
   * construct (behind `_` where it does not begin with a letter). APIs, audit logs and the restriction of accounts are
   * made once for each project.
   *
   * Throws where the constructor or `addRole` does, and where one pool is given roles of two accounts or clusters.
   *
   * @param stack the stack, which needs a `GoogleProvider`
   * @param federations the descriptions that the AWS side of each role is built from
   * @param options what holds for every pool
   * @see GcpFederationStack.forAccounts
   */
  public static forAccounts(stack: TerraformStack, federations: AnyFederationProps[], options: GcpFederationOptions = {}): GcpFederation[] {
    validateOptions(options);
    const pools = federationsByPool(federations);
    const optionsFor = shareAmongPools(stack, pools, options);
    return pools.map(pool => {
      const [first, ...further] = pool.roles;
      // Names of Terraform do not begin with a digit or a hyphen, as ids of pools may, and no construct can be called 'constructor'.
      const federation = new GcpFederation(stack, pool.federation.poolId.replace(/^(?:[^a-z]|constructor$)/, '_$&'), { ...first, ...optionsFor(pool) });
      for (const role of further) federation._admit(role);
      return federation;
    });
  }

  /** Full resource name of the workload identity pool. */
  public readonly poolName: string;

  /** Full resource name of the pool's provider. */
  public readonly providerName: string;

  /** The provider as a credential configuration names it. */
  public readonly audience: string;

  /** The IAM member that stands for every session of the role, or for the Kubernetes service account. */
  public readonly principalSet: string;

  /** The IAM member that holds the grants: the service account, or the principal set in direct access. */
  public readonly grantee: string;

  /**
   * Email of the service account that the role acts as.
   *
   * @default - none, in direct access
   */
  public readonly serviceAccountEmail?: string;

  private readonly poolAndProvider: PoolAndProvider;
  private readonly serviceAccounts: ServiceAccounts;
  private readonly forgotten?: ForgottenResources;

  /**
   * Throws, before anything is created, where a value is outside the grammar or limits of AWS or Google, or where the
   * construct tree describes the same pool, the same service account or the same grant already, where options contradict
   * each other, and where an allow policy would exceed the 1,500 principals that Google allows.
   */
  constructor(scope: Construct, id: string, props: GcpAnyFederationConstructProps) {
    const federation = requirePossible(scope, props);
    super(scope, id);

    const dependsOn = prepareProject(this, federation, props);
    this.poolAndProvider = new PoolAndProvider(this, federation, props, dependsOn);
    this.serviceAccounts = new ServiceAccounts(this, { ...props, enableApis: enablesApis(props) }, dependsOn);
    if (props.forget) this.forgotten = new ForgottenResources(this);
    claimPool(this, federation);
    this.admit(federation);

    this.poolName = federation.poolResourceName;
    this.providerName = federation.providerResourceName;
    this.audience = federation.audience;
    this.principalSet = federation.principalSet;
    this.grantee = federation.grantee;
    this.serviceAccountEmail = federation.access.serviceAccount?.email;
    this.addOutputs(federation);
  }

  /** The Terraform resource of the pool. Throws where the pool is managed elsewhere, or forgotten. */
  public get pool(): IamWorkloadIdentityPool {
    const [pool] = this.poolAndProvider.elements;
    if (this.forgotten || !(pool instanceof IamWorkloadIdentityPool)) return this.refuseResource('pool', 'poolName');
    return pool;
  }

  /**
   * The Terraform resource of the provider. Let what you grant to `principalSet` yourself depend on it. Throws where the
   * provider is managed elsewhere, or forgotten.
   */
  public get provider(): IamWorkloadIdentityPoolProvider {
    const [, provider] = this.poolAndProvider.elements;
    if (this.forgotten || !(provider instanceof IamWorkloadIdentityPoolProvider)) return this.refuseResource('provider', 'providerName');
    return provider;
  }

  /**
   * Admits a further role of the same AWS account to the pool: the condition grows by it, and its members are added.
   *
   * Throws, before anything is changed, where the description is for another pool, provider, account or attribute
   * mapping, where the role is in the pool or one of its grants is made already, where the condition would exceed the
   * 4,096 characters that Google allows (38 roles with 64-character names), and an allow policy its 1,500 principals.
   *
   * @param props the description that the AWS side of the role is built from
   */
  public addRole(props: GcpFederationProps): GcpAdmittedRole {
    return this._admit(props);
  }

  /**
   * Admits a further service account of the same Kubernetes cluster to the pool, as `addRole` does a role.
   *
   * Throws, before anything is changed, in the cases of `addRole`, where the description is for another cluster, and where
   * the pool admits AWS roles.
   *
   * @param props the description that the pods of the service account are built from
   */
  public addKubernetesServiceAccount(props: GcpKubernetesFederationProps): GcpAdmittedRole {
    return this._admit(props);
  }

  /** @internal */
  public _admit(props: AnyFederationProps): GcpAdmittedRole {
    const federation = resolveForTerraform(props);
    const { workloads } = federation.party;
    requireSamePool(this.poolAndProvider.roles[0], federation);
    if (this.poolAndProvider.roles.some(role => role.admittedIdentity === federation.admittedIdentity)) {
      refuse(workloads.property, federation.workloadName, `is in pool '${federation.poolId}' already`,
        `describe each ${workloads.noun} once, with all of its grants`);
    }
    this.poolAndProvider.requireRoom(federation);
    this.serviceAccounts.requireCreatable(federation.access.serviceAccount);
    requireNewMembers(this, federation);
    this.admit(federation);
    return {
      principalSet: federation.principalSet,
      grantee: federation.grantee,
      serviceAccountEmail: federation.access.serviceAccount?.email,
    };
  }

  /** Everything that a role adds; all checks are passed. */
  private admit(federation: PoolFederation): void {
    this.poolAndProvider.admit(federation);
    const serviceAccount = this.serviceAccounts.forRole(federation);
    for (const member of iamMembers(federation)) {
      const on = member.resource === 'serviceAccount' && this.serviceAccounts.createdHere(member.identity!.serviceAccountEmail);
      const accounts = new Set([serviceAccount, on].filter(account => account !== undefined && account !== false));
      createIamMember(this, member, [...this.poolAndProvider.elements, ...accounts]);
    }
    claimMembers(this, federation);
    const warnings = [...federation.warnings, ...registerAccountUser(this.node.root, federation)];
    for (const warning of warnings) Annotations.of(this).addWarning(warning.message);
    this.forgotten?.forget();
  }

  private addOutputs(federation: PoolFederation): void {
    const { title, identities } = federation.party.workloads;
    addOutput(this, { name: 'pool_name', value: this.poolName, description: 'Resource name of the workload identity pool' });
    addOutput(this, { name: 'provider_name', value: this.providerName, description: 'Resource name of the workload identity pool provider' });
    addOutput(this, { name: 'audience', value: this.audience, description: 'Audience of the credential configuration' });
    addOutput(this, { name: 'member', value: this.principalSet, description: `IAM member that stands for ${identities}` });
    if (this.serviceAccountEmail !== undefined) {
      addOutput(this, { name: 'service_account_email', value: this.serviceAccountEmail, description: `Service account that the ${title} acts as` });
    }
  }

  private refuseResource(what: string, name: string): never {
    throw new Error(`${what} of '${this.node.path}' is not a resource of this stack: it is managed elsewhere or forgotten, so use ${name}`);
  }
}
