import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { GcpAdmittedRole } from './admitted-role';
import { iamMembers } from './iam-member';
import { createIamMember } from './iam-member-resource';
import { addOutput } from './outputs';
import { enableProjectServices } from './project-services';
import { providerDescription } from './provenance';
import { resolveForTerraform } from './resolve';
import { claimMembers, claimPool, requireNewFederation, requireNewMembers } from './role-claims';
import { requireSamePool } from './same-pool';
import { ServiceAccounts } from './service-accounts';
import { terraformLiteral } from './terraform-literal';
import { createPool, createProvider } from './workload-identity-pool';
import { attributeCondition } from '../federation/attribute-condition';
import { refuse } from '../federation/errors';
import { Federation } from '../federation/federation';
import { GcpFederationProps } from '../federation/props';

/** Description of a federation for the Google side. */
export interface GcpFederationConstructProps extends GcpFederationProps {
  /**
   * Whether to enable the APIs that a federation needs in `gcpProjectId`: IAM, STS, IAM Service Account Credentials
   * and Cloud Resource Manager. They stay enabled when the federation is destroyed.
   *
   * @default true
   */
  readonly enableApis?: boolean;
}

/**
 * The Google side of a federation, in a Terraform stack of your own: a workload identity pool with an AWS provider that
 * admits exactly the role, what the role is granted, and the service account it acts as.
 *
 * The stack needs a `GoogleProvider`; which project that names does not matter.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export class GcpFederation extends Construct {
  /** Full resource name of the workload identity pool. */
  public readonly poolName: string;

  /** Full resource name of the pool's provider. */
  public readonly providerName: string;

  /** The provider as a credential configuration names it. */
  public readonly audience: string;

  /** The IAM member that stands for every session of the role. */
  public readonly principalSet: string;

  /** The IAM member that holds the grants: the service account, or the principal set in direct access. */
  public readonly grantee: string;

  /**
   * Email of the service account that the role acts as.
   *
   * @default - none, in direct access
   */
  public readonly serviceAccountEmail?: string;

  /** The Terraform resource of the pool. */
  public readonly pool: IamWorkloadIdentityPool;

  /** The Terraform resource of the provider. Let what you grant to `principalSet` yourself depend on it. */
  public readonly provider: IamWorkloadIdentityPoolProvider;

  private readonly serviceAccounts: ServiceAccounts;
  private readonly roles: Federation[] = [];

  /**
   * Throws, before anything is created, where a value is outside the grammar or limits of AWS or Google, or where the
   * construct tree describes the same pool, the same service account or the same grant already.
   */
  constructor(scope: Construct, id: string, props: GcpFederationConstructProps) {
    const federation = resolveForTerraform(props);
    requireNewFederation(scope, federation);
    super(scope, id);

    const apis = props.enableApis ?? true ? enableProjectServices(this, federation.gcpProjectId) : [];
    this.pool = createPool(this, federation, apis);
    this.provider = createProvider(this, federation, this.pool);
    this.serviceAccounts = new ServiceAccounts(this, apis);
    claimPool(this, federation);
    this.admit(federation);

    this.poolName = federation.poolResourceName;
    this.providerName = federation.providerResourceName;
    this.audience = federation.audience;
    this.principalSet = federation.principalSet;
    this.grantee = federation.grantee;
    this.serviceAccountEmail = federation.access.serviceAccount?.email;
    this.addOutputs();
  }

  /**
   * Admits a further role of the same AWS account to the pool: the condition grows by it, and its members are added.
   *
   * Throws, before anything is changed, where the description is for another pool, provider, account or attribute
   * mapping, where the role is in the pool or one of its grants is made already, and where the condition would exceed
   * the 4,096 characters that Google allows (38 roles with 64-character names).
   *
   * @param props the description that the AWS side of the role is built from
   */
  public addRole(props: GcpFederationProps): GcpAdmittedRole {
    const federation = resolveForTerraform(props);
    requireSamePool(this.roles[0], federation);
    if (this.roles.some(role => role.roleName === federation.roleName)) {
      refuse('roleName', federation.roleName, `is in pool '${federation.poolId}' already`, 'describe each role once, with all of its grants');
    }
    conditionOf([...this.roles, federation]);
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
  private admit(federation: Federation): void {
    this.roles.push(federation);
    this.provider.attributeCondition = terraformLiteral(conditionOf(this.roles));
    this.provider.description = providerDescription(federation.awsAccountId, this.roles.map(role => role.roleName));

    const serviceAccount = this.serviceAccounts.forRole(federation);
    const dependsOn = [this.pool, this.provider, ...serviceAccount ? [serviceAccount] : []];
    for (const member of iamMembers(federation)) createIamMember(this, member, dependsOn);
    claimMembers(this, federation);
    for (const warning of federation.warnings) Annotations.of(this).addWarning(warning.message);
  }

  private addOutputs(): void {
    addOutput(this, { name: 'pool_name', value: this.poolName, description: 'Resource name of the workload identity pool' });
    addOutput(this, { name: 'provider_name', value: this.providerName, description: 'Resource name of the workload identity pool provider' });
    addOutput(this, { name: 'audience', value: this.audience, description: 'Audience of the credential configuration' });
    addOutput(this, { name: 'member', value: this.principalSet, description: 'IAM member that stands for every session of the AWS role' });
    if (this.serviceAccountEmail !== undefined) {
      addOutput(this, { name: 'service_account_email', value: this.serviceAccountEmail, description: 'Service account that the AWS role acts as' });
    }
  }
}

/** In the order of the ARNs, so that the order of calls changes nothing. */
function conditionOf(roles: readonly Federation[]): string {
  return attributeCondition(roles.map(role => role.assumedRoleArn).sort());
}
