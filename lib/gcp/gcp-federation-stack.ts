import * as path from 'path';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { App, LocalBackend, TerraformBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { GcpAdmittedRole } from './admitted-role';
import { GcpFederation, GcpFederationConstructProps } from './gcp-federation';
import { DEFAULT_GOOGLE_PROVIDER_VERSION, validateGoogleProviderVersion } from './google-provider-version';
import { resolveForTerraform } from './resolve';
import { requireNewFederation } from './role-claims';
import { GcpFederationProps } from '../federation/props';

/** Description of a federation for a Terraform stack of its own. */
export interface GcpFederationStackProps extends GcpFederationConstructProps {
  /**
   * Terraform version constraint for the provider `hashicorp/google`.
   *
   * @default '>= 6.0.0, < 8.0.0'
   * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
   */
  readonly googleProviderVersion?: string;
}

/**
 * The Google side of a federation as a Terraform stack of its own.
 *
 * Takes the very object that the AWS side is built from. Who applies the stack brings the credentials. The state is
 * kept in a local file unless the stack is given a backend, for example by `new GcsBackend(stack, { bucket })`.
 */
export class GcpFederationStack extends TerraformStack {
  /** The federation that the stack holds. */
  public readonly federation: GcpFederation;

  /**
   * Throws where `GcpFederation` does, and where `googleProviderVersion` is not a version constraint.
   */
  constructor(scope: Construct, id: string, props: GcpFederationStackProps) {
    const federation = resolveForTerraform(props);
    const version = validateGoogleProviderVersion(props.googleProviderVersion ?? DEFAULT_GOOGLE_PROVIDER_VERSION);
    requireNewFederation(scope, federation);
    super(scope, id);

    new GoogleProvider(this, 'google', { project: federation.gcpProjectId });
    this.addOverride('terraform.required_providers.google', { source: 'hashicorp/google', version });
    // The id that CDKTF leaves out of Terraform addresses: the stack has nothing else that could be confused with it.
    this.federation = new GcpFederation(this, 'Default', props);
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
