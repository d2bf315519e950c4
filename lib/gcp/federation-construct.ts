import { Construct, IConstruct } from 'constructs';
import { GcpAdmittedRole } from './admitted-role';
import { resolveFurther, validateConstruct } from './arguments';
import { ElementWriter } from './element-writer';
import { Dependable, TerraformEngine } from './engine/terraform-engine';
import { CONSTRUCT_PROPS } from './forms';
import { inventoryOf } from './tree-inventory';
import { withSubject } from '../federation/errors';
import { PoolFederation } from '../federation/federation';
import { projectName } from '../federation/names';
import { AnyFederationProps } from '../federation/party';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';
import { registerAccountUser } from '../federation/shared-accounts';
import { GoogleElement, GoogleOutput } from '../google/element';
import { GoogleSideOptions, validateOptions } from '../google/options';
import { requireFurtherRole } from '../google/pool/further-role';
import { poolSide, PoolSide } from '../google/pool/pool-side';
import { requireAwsAccount } from '../google/project/require-aws-account';
import { resolveForTerraform } from '../google/resolve';
import { admissionAssertion } from '../google/terraform/admission';

/** The options of a pool in any engine. */
export interface EngineOptions extends GoogleSideOptions {
  readonly dependsOn?: Dependable[];
}

/** The Google side of one pool, in the constructs of any engine. */
export abstract class FederationConstruct extends Construct {
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

  private readonly options: EngineOptions;
  private readonly writer: ElementWriter;
  private readonly roles: PoolFederation[];
  private readonly warned = new Set<string>();
  private side: PoolSide;

  protected constructor(
    scope: Construct, id: string, private readonly engine: TerraformEngine,
    props: AnyFederationProps & EngineOptions,
  ) {
    const { federation, options } = validateConstruct(new.target.name, scope, id, CONSTRUCT_PROPS, props, read => {
      if (!scope.node.scopes.some(parent => engine.isStack(parent))) {
        throw new Error('the scope is in no Terraform stack: pass a TerraformStack, or a construct in one, as first argument');
      }
      return { federation: requirePossible(scope, read), options: read };
    });
    super(scope, id);
    this.options = options;
    this.writer = new ElementWriter(engine, this, options.dependsOn);
    this.roles = [federation];
    this.side = this.computeSide();
    this.writeFirst();
    this.register(federation);

    this.poolName = federation.poolResourceName;
    this.providerName = federation.providerResourceName;
    this.audience = federation.audience;
    this.principalSet = federation.principalSet;
    this.grantee = federation.grantee;
    this.serviceAccountEmail = federation.access.serviceAccount?.email;
  }

  /**
   * Admits a further role of the same AWS account to the pool: the condition grows by it, and its members are added.
   *
   * Throws, before anything is changed, if the description is for another pool, provider, account or attribute mapping,
   * if the role is in the pool or one of its grants is made already, if the condition would exceed the 4,096 characters
   * that Google allows (38 roles with 64-character names), or an allow policy its 1,500 principals.
   *
   * @param props the description that the AWS side of the role is built from
   */
  public addRole(props: GcpFederationProps): GcpAdmittedRole {
    return this._admit(resolveFurther(props));
  }

  /**
   * Admits a further service account of the same Kubernetes cluster to the pool, as `addRole` does a role.
   *
   * Throws, before anything is changed, in the cases of `addRole`, if the description is for another cluster, and if the
   * pool admits AWS roles.
   *
   * @param props the description that the pods of the service account are built from
   */
  public addKubernetesServiceAccount(props: GcpKubernetesFederationProps): GcpAdmittedRole {
    return this._admit(resolveFurther(props));
  }

  /** @internal */
  public _admit(federation: PoolFederation): GcpAdmittedRole {
    const inventory = inventoryOf(this);
    withSubject(`${federation.party.workloads.noun} '${federation.workloadName}'`, () => {
      requireFurtherRole(this.roles, federation, this.options, inventory);
    });
    this.roles.push(federation);
    this.side = this.computeSide();
    this.writer.write(this.side.elements);
    inventory.addMembers(this.node.path, federation);
    this.registerServiceAccounts(federation);
    return {
      principalSet: federation.principalSet,
      grantee: federation.grantee,
      serviceAccountEmail: federation.access.serviceAccount?.email,
    };
  }

  /** Returns the construct of the pool or the provider, if it is a resource of this stack. */
  protected resourceOf(kind: 'pool' | 'provider'): Dependable | undefined {
    const element = this.side.elements.find(candidate => candidate.kind === kind);
    return element === undefined || element.isLookup || element.isForgotten ? undefined : this.writer.find(element)?.construct;
  }

  /** Refuses to hand out a resource that is none of this stack. */
  protected refuseResource(resource: string, name: string): never {
    throw new Error(`${resource} of '${this.node.path}' is not a resource of this stack: it is managed elsewhere or forgotten, so use ${name}`);
  }

  private computeSide(): PoolSide {
    return poolSide(this.roles, this.options, { serviceAccount: email => this.foreignServiceAccount(email) });
  }

  /** Finds an account that another construct of the same stack creates. */
  private foreignServiceAccount(email: string): GoogleElement | undefined {
    const account = inventoryOf(this).serviceAccount(email);
    if (account?.writer?.stack !== this.engine.stackOf(this)) return undefined;
    this.writer.know(account.element, account.writer.written);
    return account.element;
  }

  /** Writes the pool with its first role. The order of the constructs is the order of the blocks in the configuration. */
  private writeFirst(): void {
    const { elements, checks, outputs } = this.side;
    const upToProvider = elements.findIndex(({ kind }) => kind === 'provider') + 1;
    this.writer.write(elements.slice(0, upToProvider));
    for (const { id, provider } of checks) this.writeCheck(id, provider);
    this.writer.write(elements.slice(upToProvider));
    if (this.options.forget) this.writer.writeForgotten(this);
    for (const output of outputs) this.engine.createOutput(this, output, this.outputName(output));
  }

  private writeCheck(id: string, provider: GoogleElement): void {
    this.engine.createBlocks(this, id, name => {
      const check = this.side.checks.find(candidate => candidate.id === id)!;
      return { check: { [name]: { assert: [admissionAssertion(check, this.writer.find(provider)!.address())] } } };
    });
  }

  private register(federation: PoolFederation): void {
    const [inventory, { path }] = [inventoryOf(this), this.node];
    inventory.addPool(path, federation);
    inventory.addMembers(path, federation);
    this.registerServiceAccounts(federation);
    if (this.options.auditLogs) inventory.addAuditLogs(`${path}/audit-logs`, federation.gcpProjectId);
    if (this.options.restrictAwsAccounts) inventory.addRestriction(`${path}/aws-accounts`, projectName(federation.gcpProjectNumber));
  }

  /** Records the accounts that are created, and who acts as them. */
  private registerServiceAccounts(user: PoolFederation): void {
    const stack = this.engine.stackOf(this);
    const noticed = [...this.side.serviceAccounts].flatMap(([email, element]) => {
      const written = this.writer.find(element)!;
      return inventoryOf(this).addServiceAccount(email, { owner: written.construct.node.path, element, writer: { stack, written } });
    });
    const shared = registerAccountUser(this.node.root, user).map(({ message }) => message);
    this.addWarnings([...this.side.warnings, ...noticed, ...shared]);
  }

  private addWarnings(warnings: readonly string[]): void {
    for (const warning of warnings) {
      if (!this.warned.has(warning)) this.engine.addWarning(this, warning);
      this.warned.add(warning);
    }
  }

  /** The name of an output is the engine's own, unless the id alone tells this construct from all others of its stack. */
  private outputName({ name }: GoogleOutput): string | undefined {
    const { id, scope: parent } = this.node;
    const isReadable = parent !== undefined && this.engine.isStack(parent) && id !== 'Default' && /^[A-Za-z_][\w-]*$/.test(id);
    return isReadable ? `${id}_${name}` : undefined;
  }
}

/** Refuses, before anything is created, a federation that is wrong in itself or contradicts another of the tree. */
export function requirePossible(scope: IConstruct, props: AnyFederationProps & GoogleSideOptions): PoolFederation {
  validateOptions(props);
  const federation = resolveForTerraform(props);
  const inventory = inventoryOf(scope);
  inventory.requireNewFederation(federation);
  if (props.auditLogs) inventory.requireNewAuditLogs(federation.gcpProjectId);
  if (props.restrictAwsAccounts) {
    requireAwsAccount(federation);
    inventory.requireNewRestriction(projectName(federation.gcpProjectNumber));
  }
  return federation;
}
