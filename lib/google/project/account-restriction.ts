import { validateAwsAccountId } from '../../federation/aws-account';
import { refuse } from '../../federation/errors';
import { requireLiteral } from '../../federation/literals';
import { GoogleElement, Predecessor } from '../element';
import { validateTerraformText } from '../terraform/terraform-text';

const PARENT = /^(?:projects|folders|organizations)\/[1-9][0-9]{0,18}$/;

/** Under this name Google's constraint knows all AWS accounts together. */
const AWS = 'https://sts.amazonaws.com';

/** The constraints on whom pools may trust. */
export const TRUST_CONSTRAINTS = { awsAccounts: 'iam.workloadIdentityPoolAwsAccounts', providers: 'iam.workloadIdentityPoolProviders' } as const;

/** Options of the restriction of the parties that pools may trust. */
export interface Restriction {
  /** `projects/NUMBER`, `folders/NUMBER` or `organizations/NUMBER`. */
  readonly parent: string;
  readonly awsAccountIds: readonly string[];
  /** @default - providers other than AWS are not restricted */
  readonly issuerUris?: readonly string[];
}

/** Returns the organization policies that let pools trust these parties only. */
export function accountRestriction(
  scope: readonly string[], { parent, awsAccountIds, issuerUris }: Restriction, after: readonly Predecessor[] = [],
): GoogleElement[] {
  const policy = (id: string, constraint: string, allowed: readonly string[], parties: string): GoogleElement => ({
    kind: 'organization-policy',
    isLookup: false,
    path: [...scope, id],
    type: 'google_org_policy_policy',
    arguments: { name: `${parent}/policies/${constraint}`, parent, spec: { rules: [{ values: { allowed_values: allowed } }] } },
    after,
    purpose: `Lets workload identity pools of ${parent} trust ${parties} only.`,
  });
  const accounts = policy('aws-accounts', TRUST_CONSTRAINTS.awsAccounts, [...new Set(awsAccountIds)].sort(), 'these AWS accounts');
  return issuerUris ? [accounts, policy('providers', TRUST_CONSTRAINTS.providers, [AWS, ...issuerUris], 'AWS and these issuers')] : [accounts];
}

/** Requires values within their grammar. */
export function validateRestriction({ parent: place, awsAccountIds: accounts, issuerUris }: Restriction): Restriction {
  const parent = requireLiteral('parent', place);
  if (!PARENT.test(parent)) refuse('parent', parent, 'is not a place for a policy', "pass 'projects/NUMBER', 'folders/NUMBER' or 'organizations/NUMBER'");
  const awsAccountIds = (accounts ?? []).map(validateAwsAccountId);
  if (awsAccountIds.length === 0) throw new Error('awsAccountIds are empty: name at least one, since Google takes a policy without values for no policy');
  return { parent, awsAccountIds, issuerUris: issuerUris?.map(validateIssuerUri) };
}

function validateIssuerUri(value: string): string {
  const uri = validateTerraformText('issuerUris', requireLiteral('issuerUris', value));
  if (!/^https:\/\/[^\s/]+\S*$/.test(uri)) refuse('issuerUris', uri, 'is not an issuer URI', "pass it with 'https://', as the provider names it");
  return uri;
}
