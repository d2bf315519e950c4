import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { validateConstruct } from './arguments';
import { ElementWriter } from './element-writer';
import { CDKTF } from './engine/cdktf-engine';
import { RESTRICTION_PROPS } from './forms';
import { inventoryOf } from './tree-inventory';
import { CALLERS_OWN } from '../google/element';
import { accountRestriction, validateRestriction } from '../google/project/account-restriction';

/** Properties of the restriction of the AWS accounts, and of the other identity providers, that workload identity pools may trust. */
export interface GcpAwsAccountRestrictionProps {
  /** The parent of the policies: `projects/NUMBER`, `folders/NUMBER` or `organizations/NUMBER`. */
  readonly parent: string;

  /** Ids of the AWS accounts that pools may trust, at least one. */
  readonly awsAccountIds: string[];

  /**
   * Issuer URIs of the identity providers that pools may trust besides AWS, such as the issuer of an EKS cluster. With
   * this, even if empty, a second policy allows AWS and these only.
   *
   * @default - providers other than AWS are not restricted
   */
  readonly issuerUris?: string[];

  /**
   * The elements that have to exist before, such as the Organization Policy API.
   *
   * @default - none
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Organization policies that let workload identity pools trust certain AWS accounts only, no matter who creates the pools.
 *
 * Google checks them when a provider is created or updated; providers that exist are unaffected. To apply them takes
 * `roles/orgpolicy.policyAdmin` on the organization, and the Organization Policy API.
 *
 * @see https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#restrict
 */
export class GcpAwsAccountRestriction extends Construct {
  /** The Terraform resources, for what is to come after them. */
  public readonly resources: ITerraformDependable[];

  /** Throws if a value is outside its grammar, or if the construct tree restricts the same parent already. */
  constructor(scope: Construct, id: string, props: GcpAwsAccountRestrictionProps) {
    const restriction = validateConstruct('GcpAwsAccountRestriction', scope, id, RESTRICTION_PROPS, props, read => {
      const validated = validateRestriction(read);
      inventoryOf(scope).requireNewRestriction(validated.parent);
      return validated;
    });
    super(scope, id);
    this.resources = new ElementWriter(CDKTF, this, props.dependsOn).writeAll(accountRestriction([], restriction, [CALLERS_OWN]));
    inventoryOf(this).addRestriction(this.node.path, restriction.parent);
  }
}
