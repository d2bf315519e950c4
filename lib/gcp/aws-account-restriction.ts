import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { claim, claimant } from './claims';
import { GoogleResource } from './google-resource';
import { validateTerraformText } from './terraform-literal';
import { validateAwsAccountId } from '../federation/aws-account';
import { refuse } from '../federation/errors';
import { requireLiteral } from '../federation/literals';

/** Which AWS accounts, and which other identity providers, workload identity pools may trust. */
export interface GcpAwsAccountRestrictionProps {
  /** Where the policies hold: `projects/NUMBER`, `folders/NUMBER` or `organizations/NUMBER`. */
  readonly parent: string;

  /** Ids of the AWS accounts that pools may trust, at least one. */
  readonly awsAccountIds: string[];

  /**
   * Issuer URIs of the identity providers that pools may trust beside AWS, such as the issuer of an EKS cluster. With
   * this, even if empty, a second policy allows AWS and these only.
   *
   * @default - providers other than AWS are not restricted
   */
  readonly issuerUris?: string[];

  /**
   * What has to be there before, such as the Organization Policy API.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

const PARENT = /^(?:projects|folders|organizations)\/[1-9][0-9]{0,18}$/;

/** Under this name Google's constraint knows all AWS accounts together. */
const AWS = 'https://sts.amazonaws.com';

/**
 * Organization policies that let workload identity pools trust certain AWS accounts only, whoever creates the pools.
 *
 * Google checks them when a provider is created or updated; providers that exist go on. Who applies them needs
 * `roles/orgpolicy.policyAdmin` on the organization, and the Organization Policy API.
 *
 * @see https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#restrict
 */
export class GcpAwsAccountRestriction extends Construct {
  /** The Terraform resources, for what is to come after them. */
  public readonly resources: ITerraformDependable[];

  /** Throws where a value is outside its grammar, or where the construct tree restricts the same parent already. */
  constructor(scope: Construct, id: string, props: GcpAwsAccountRestrictionProps) {
    const parent = requireLiteral('parent', props.parent);
    if (!PARENT.test(parent)) refuse('parent', parent, 'is not a place for a policy', "pass 'projects/NUMBER', 'folders/NUMBER' or 'organizations/NUMBER'");
    const awsAccountIds = [...new Set(props.awsAccountIds.map(validateAwsAccountId))].sort();
    if (awsAccountIds.length === 0) throw new Error('awsAccountIds are empty: name at least one, since Google takes a policy without values for no policy');
    const issuerUris = props.issuerUris?.map(validateIssuerUri);
    requireNewRestriction(scope, parent);

    super(scope, id);
    const policy = (policyId: string, constraint: string, allowed: readonly string[]) => new GoogleResource(this, policyId, 'google_org_policy_policy', {
      name: `${parent}/policies/${constraint}`,
      parent,
      spec: { rules: [{ values: { allowed_values: allowed } }] },
    }, { dependsOn: props.dependsOn });
    this.resources = [policy('aws-accounts', 'iam.workloadIdentityPoolAwsAccounts', awsAccountIds)];
    if (issuerUris) this.resources.push(policy('providers', 'iam.workloadIdentityPoolProviders', [AWS, ...issuerUris]));
    claim(this, restrictionKey(parent));
  }
}

/** Refuses a second policy of the same constraint on the same parent, of which Google knows only one. */
export function requireNewRestriction(scope: Construct, parent: string): void {
  const known = claimant(scope, restrictionKey(parent));
  if (known) {
    throw new Error(`AWS accounts of '${parent}' are restricted by '${known.node.path}' already: a parent has one policy of a kind, so name all accounts in one GcpAwsAccountRestriction`);
  }
}

function validateIssuerUri(value: string): string {
  const uri = validateTerraformText('issuerUris', requireLiteral('issuerUris', value));
  if (!/^https:\/\/[^\s/]+\S*$/.test(uri)) refuse('issuerUris', uri, 'is not an issuer URI', "pass it with 'https://', as the provider names it");
  return uri;
}

function restrictionKey(parent: string): string {
  return `AWS accounts of ${parent}`;
}
