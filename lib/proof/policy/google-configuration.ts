import { Determined, Undetermined } from '../determined';
import type { Reading } from '../inputs/reading';

/** An element of a Terraform configuration. */
export interface ConfigurationElement {
  readonly address: string;
  /** @default - the configuration was not read from a file */
  readonly file?: string;
  /** Which of several configurations the element is part of. @default - there is one only */
  readonly configuration?: string;
  /** Construct path, where CDKTF made the element. */
  readonly constructPath?: string;
  /** Where the user's own source made the element, as `file:line:column`. */
  readonly source?: string;
  /** Why it is not known whether the element comes to be. @default - it does */
  readonly existence?: Undetermined;
}

/** A workload identity pool. */
export interface Pool extends ConfigurationElement {
  readonly project: Determined<string>;
  readonly poolId: Determined<string>;
  readonly disabled: Determined<boolean>;
}

/** A provider of a pool, whomever it trusts. */
export interface PoolProvider extends ConfigurationElement {
  readonly project: Determined<string>;
  readonly poolId: Determined<string>;
  readonly providerId: Determined<string>;
  readonly disabled: Determined<boolean>;
  /** Expressions by target; Google's default where the configuration has none. */
  readonly attributeMapping: ReadonlyMap<string, Determined<string>>;
  /** @default - everyone whom the provider trusts is admitted to the pool */
  readonly attributeCondition?: Determined<string>;
}

/** A provider of a pool that trusts an AWS account. */
export interface AwsProvider extends PoolProvider {
  readonly kind: 'aws';
  readonly accountId: Determined<string>;
}

/** A provider of a pool that trusts somebody else, such as an OpenID Connect issuer. */
export interface OtherProvider extends PoolProvider {
  /** `unknown` if a block that is not known, such as a `dynamic` one, decides whom it trusts. */
  readonly kind: 'oidc' | 'saml' | 'x509' | 'unknown';
  /** Issuer of an OpenID Connect provider, entity of a SAML provider. */
  readonly issuer: Determined<string>;
  /** Audiences that its tokens may name. @default - the full name of the provider, as Google has it */
  readonly allowedAudiences?: readonly Determined<string>[];
  /** The keys of the issuer, a JSON Web Key Set. @default - Google fetches them from the issuer */
  readonly jwksJson?: Determined<string>;
}

/** A provider of a pool, by the kind of party that it trusts. */
export type Provider = AwsProvider | OtherProvider;

/** A service account that the configuration creates. */
export interface ServiceAccount extends ConfigurationElement {
  readonly email: Determined<string>;
  readonly disabled: Determined<boolean>;
}

/** A member that holds a role somewhere. */
export interface Grant extends ConfigurationElement {
  readonly role: Determined<string>;
  readonly member: Determined<string>;
  /** IAM condition. @default - unconditional */
  readonly condition?: Determined<string>;
  /** Whether the element owns all members of the role, or the whole policy. @default 'member' */
  readonly authority?: 'member' | 'binding' | 'policy';
  /** Address of an authoritative element that removes this member again. @default - nobody does */
  readonly overwrittenBy?: string;
}

/** A member that holds a role on one service account. */
export interface ServiceAccountBinding extends Grant {
  readonly serviceAccount: Determined<string>;
}

/** A member that holds a role on a project. */
export interface ProjectGrant extends Grant {
  readonly project: Determined<string>;
}

/** A resource on which roles are granted. */
export interface GrantedResource {
  /** Such as `bucket` or `folder`. */
  readonly kind: string;
  readonly name: Determined<string>;
  /** Project that it is in. @default - it is in none, or its name is unique without */
  readonly project?: Determined<string>;
}

/** A member that holds a role on a resource of another kind, such as a bucket. */
export interface ResourceGrant extends Grant {
  /** @default - not told */
  readonly resource?: GrantedResource;
}

/** A key of a service account: whoever has it is the account. */
export interface ServiceAccountKey extends ConfigurationElement {
  readonly serviceAccount: Determined<string>;
}

/** A deny policy, which goes before all grants. */
export interface DenyPolicy extends ConfigurationElement {
  /** Project, folder or organization, such as `projects/my-project`. */
  readonly parent: Determined<string>;
  readonly rules: readonly DenyRule[];
}

/** A rule of a deny policy. */
export interface DenyRule {
  readonly deniedPrincipals: readonly Determined<string>[];
  readonly exceptionPrincipals: readonly Determined<string>[];
  /** Such as `iam.googleapis.com/serviceAccounts.getAccessToken`. */
  readonly deniedPermissions: readonly Determined<string>[];
  readonly exceptionPermissions: readonly Determined<string>[];
  /** @default - unconditional */
  readonly condition?: Determined<string>;
}

/** A policy that bounds which resources principals may use, whatever they are granted. */
export interface AccessBoundary extends ConfigurationElement {
  readonly name: Determined<string>;
}

/** A role of a project or organization of its own. */
export interface CustomRole extends ConfigurationElement {
  /** Full name, such as `projects/my-project/roles/reader`. */
  readonly name: Determined<string>;
  readonly permissions: readonly Determined<string>[];
}

/** What one Terraform configuration says about who may act in Google Cloud. */
export interface GoogleConfiguration extends Reading {
  readonly pools: readonly Pool[];
  readonly awsProviders: readonly AwsProvider[];
  /** @default - none */
  readonly otherProviders?: readonly OtherProvider[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly serviceAccountBindings: readonly ServiceAccountBinding[];
  readonly projectGrants: readonly ProjectGrant[];
  readonly resourceGrants: readonly ResourceGrant[];
  /** @default - none */
  readonly serviceAccountKeys?: readonly ServiceAccountKey[];
  /** @default - none */
  readonly denyPolicies?: readonly DenyPolicy[];
  /** @default - none */
  readonly accessBoundaries?: readonly AccessBoundary[];
  /** @default - none */
  readonly customRoles?: readonly CustomRole[];
}
