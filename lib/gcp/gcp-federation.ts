import { IamWorkloadIdentityPool } from '@cdktf/provider-google/lib/iam-workload-identity-pool';
import { IamWorkloadIdentityPoolProvider } from '@cdktf/provider-google/lib/iam-workload-identity-pool-provider';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CDKTF } from './engine/cdktf-engine';
import { FederationConstruct } from './federation-construct';
import { GcpAnyFederationConstructProps, GcpFederationOptions } from './gcp-federation-props';
import { federationsInStack } from './several-pools';
import { AnyFederationProps } from '../federation/party';

/**
 * The Google side of a federation, in a Terraform stack of your own: a workload identity pool with an AWS provider that
 * admits exactly the role, what the role is granted, and the service account it acts as. Or, by
 * `GcpKubernetesFederationProps`, with a provider that trusts a Kubernetes cluster, and admits exactly the service account.
 *
 * The stack needs a `GoogleProvider`; which project that names does not matter.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export class GcpFederation extends FederationConstruct {
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
    return federationsInStack(CDKTF, stack, federations, options, (id, props) => new GcpFederation(stack, id, props));
  }

  /**
   * Throws, before anything is created, if a value is outside the grammar or limits of AWS or Google, if the construct
   * tree describes the same pool, the same service account or the same grant already, if options contradict each other,
   * or if an allow policy would exceed the 1,500 principals that Google allows.
   */
  constructor(scope: Construct, id: string, props: GcpAnyFederationConstructProps) {
    super(scope, id, CDKTF, props);
  }

  /** The Terraform resource of the pool. Throws if the pool is managed elsewhere, or forgotten. */
  public get pool(): IamWorkloadIdentityPool {
    const pool = this.resourceOf('pool');
    return pool instanceof IamWorkloadIdentityPool ? pool : this.refuseResource('pool', 'poolName');
  }

  /**
   * The Terraform resource of the provider. Let what you grant to `principalSet` yourself depend on it. Throws if the
   * provider is managed elsewhere, or forgotten.
   */
  public get provider(): IamWorkloadIdentityPoolProvider {
    const provider = this.resourceOf('provider');
    return provider instanceof IamWorkloadIdentityPoolProvider ? provider : this.refuseResource('provider', 'providerName');
  }
}
