import { BoundSubject } from './subject';

/**
 * Google's default for `attribute.aws_role`: the assumed-role ARN without the session name.
 *
 * Written out because a mapping that names `google.subject` alone drops the default.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#mappings-and-conditions
 */
export const AWS_ROLE = "assertion.arn.contains('assumed-role') ? "
  + "assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/') : "
  + 'assertion.arn';

/** The attribute mapping of an AWS provider. */
export function attributeMapping(subject: BoundSubject): Record<string, string> {
  return {
    'google.subject': subject.expression,
    'attribute.aws_role': AWS_ROLE,
  };
}
