import * as path from 'path';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { App, LocalBackend, TerraformBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { GcpAdmittedRole } from './admitted-role';
import { readDescriptions, validateConstruct } from './arguments';
import { requirePossible } from './federation-construct';
import { STACK_OPTIONS, STACK_PROPS } from './forms';
import { GcpFederation } from './gcp-federation';
import { GcpFederationOptions } from './gcp-federation-props';
import { refuseProjectWide } from './several-pools';
import { requireScopeAndId } from '../federation/construct-arguments';
import { withSubject } from '../federation/errors';
import { readArgument } from '../federation/json/argument';
import { AnyFederationProps } from '../federation/party';
import { GcpKubernetesFederationProps } from '../federation/party/kubernetes';
import { GcpFederationProps } from '../federation/props';
import { federationsByPool } from '../google/pool/federations-by-pool';
import { resolvedDescription } from '../google/resolve';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, googleProviderRequirement, validateGoogleProviderVersion } from '../google/terraform/google-provider-version';

/** What concerns a Terraform stack of its own alone. */
export interface GcpFederationStackOptions extends GcpFederationOptions {
  /**
   * Terraform version constraint for the provider `hashicorp/google`.
   *
   * @default '>= 6.22.0, < 9.0.0'
   * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
   */
  readonly googleProviderVersion?: string;
}

/** Description of a federation for a Terraform stack of its own. */
export interface GcpFederationStackProps extends GcpFederationProps, GcpFederationStackOptions {}

/** Description of a federation of Kubernetes service accounts for a Terraform stack of its own. */
export interface GcpKubernetesFederationStackProps extends GcpKubernetesFederationProps, GcpFederationStackOptions {}

/**
 * The Google side of a federation as a Terraform stack of its own.
 *
 * Takes the very object that the AWS side is built from. Who applies the stack brings the credentials. The state is
 * kept in a local file unless the stack is given a backend, for example by `new GcsBackend(stack, { bucket })`.
 */
export class GcpFederationStack extends TerraformStack {
  /**
   * One stack for each pool that the descriptions name, with all of its roles: several AWS accounts or clusters, which
   * are applied and destroyed one by one. The stacks are called `ID-POOL`.
   *
   * Each AWS account and each cluster needs a pool of its own, such as `poolId: 'aws-111122223333'`.
   *
   * Throws where the constructor or `addRole` does, where one pool is given roles of two accounts or clusters, and on `auditLogs`
   * and `restrictAwsAccounts`, which concern a whole project: put `GcpAuditLogs` and `GcpAwsAccountRestriction` into one
   * stack.
   *
   * @param scope the CDKTF app
   * @param id what the ids of the stacks begin with
   * @param federations the descriptions that the AWS side of each role is built from
   * @param options what holds for every stack
   * @see GcpFederation.forAccounts
   */
  public static forAccounts(
    scope: Construct, id: string, federations: AnyFederationProps[], options: GcpFederationStackOptions = {},
  ): GcpFederationStack[] {
    const pools = withSubject(requireScopeAndId('GcpFederationStack', scope, id), () => {
      refuseProjectWide(readArgument(STACK_OPTIONS, options, 'options'));
      return federationsByPool(readDescriptions(federations));
    });
    return pools.map(([first, ...further]) => {
      const stack = new GcpFederationStack(scope, `${id}-${first.poolId}`, { ...resolvedDescription(first), ...options });
      for (const role of further) stack.federation._admit(role);
      return stack;
    });
  }

  /** The federation that the stack holds. */
  public readonly federation: GcpFederation;

  /**
   * Throws where `GcpFederation` does, and where `googleProviderVersion` is not a version constraint.
   */
  constructor(scope: Construct, id: string, props: GcpFederationStackProps | GcpKubernetesFederationStackProps) {
    const { version, federation } = validateConstruct('GcpFederationStack', scope, id, STACK_PROPS, props, read => ({
      version: validateGoogleProviderVersion(read.googleProviderVersion ?? DEFAULT_GOOGLE_PROVIDER_VERSION),
      federation: requirePossible(scope, read),
    }));
    super(scope, id);

    new GoogleProvider(this, 'google', { project: federation.gcpProjectId });
    // The prebuilt package would pin the one version that it is generated from.
    this.addOverride('terraform.required_providers.google', googleProviderRequirement(version));
    // The id that CDKTF leaves out of Terraform addresses: the stack has nothing else that could be confused with it.
    this.federation = new GcpFederation(this, 'Default', { ...props, ...resolvedDescription(federation) });
  }

  /**
   * Admits a further role of the same AWS account to the pool.
   *
   * @see GcpFederation.addRole
   */
  public addRole(props: GcpFederationProps): GcpAdmittedRole {
    return this.federation.addRole(props);
  }

  /**
   * Admits a further service account of the same Kubernetes cluster to the pool.
   *
   * @see GcpFederation.addKubernetesServiceAccount
   */
  public addKubernetesServiceAccount(props: GcpKubernetesFederationProps): GcpAdmittedRole {
    return this.federation.addKubernetesServiceAccount(props);
  }

  /**
   * The backend that the stack was given, or else a local file where CDKTF keeps it too, outside of the output
   * directory, but by a relative path: an absolute one would tie the configuration to the machine that wrote it.
   */
  public ensureBackendExists(): TerraformBackend {
    const chosen = this.node.findAll().find(TerraformBackend.isBackend);
    return chosen ?? new LocalBackend(this, { path: this.localStatePath() });
  }

  private localStatePath(): string {
    const file = `terraform.${this.node.id}.tfstate`;
    const outdir = path.relative(process.cwd(), App.of(this).outdir);
    if (outdir.startsWith('..') || path.isAbsolute(outdir)) return file;
    return path.posix.join(...path.join(outdir, 'stacks', this.node.id).split(path.sep).map(() => '..'), file);
  }
}
