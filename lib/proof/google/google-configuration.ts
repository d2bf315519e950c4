import { Determined } from '../determined';

/** A workload identity pool. */
export interface Pool {
  readonly address: string;
  readonly project: Determined<string>;
  readonly poolId: Determined<string>;
  readonly disabled: Determined<boolean>;
}

/** A provider of a pool that trusts an AWS account. */
export interface AwsProvider {
  readonly address: string;
  readonly project: Determined<string>;
  readonly poolId: Determined<string>;
  readonly providerId: Determined<string>;
  readonly disabled: Determined<boolean>;
  readonly accountId: Determined<string>;
  /** Expressions by target; Google's default where the configuration has none. */
  readonly attributeMapping: ReadonlyMap<string, Determined<string>>;
  /** @default - everyone of the account is admitted to the pool */
  readonly attributeCondition?: Determined<string>;
}

/** A service account that the configuration creates. */
export interface ServiceAccount {
  readonly address: string;
  readonly email: Determined<string>;
  readonly disabled: Determined<boolean>;
}

/** A member that holds a role on one service account. */
export interface ServiceAccountBinding {
  readonly address: string;
  readonly serviceAccount: Determined<string>;
  readonly role: Determined<string>;
  readonly member: Determined<string>;
  /** IAM condition. @default - unconditional */
  readonly condition?: Determined<string>;
}

/** A member that holds a role on a project. */
export interface ProjectGrant {
  readonly address: string;
  readonly project: Determined<string>;
  readonly role: Determined<string>;
  readonly member: Determined<string>;
  /** IAM condition. @default - unconditional */
  readonly condition?: Determined<string>;
}

/** A member that holds a role on a resource of another kind, such as a bucket. */
export interface ResourceGrant {
  readonly address: string;
  readonly role: Determined<string>;
  readonly member: Determined<string>;
}

/** What one Terraform configuration says about who may act in Google Cloud. */
export interface GoogleConfiguration {
  readonly pools: readonly Pool[];
  readonly awsProviders: readonly AwsProvider[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly serviceAccountBindings: readonly ServiceAccountBinding[];
  readonly projectGrants: readonly ProjectGrant[];
  readonly resourceGrants: readonly ResourceGrant[];
}
