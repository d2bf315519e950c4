import { refuse } from './errors';
import { requireLiteral } from './literals';

export const AWS_ACCOUNT_ID = /^[0-9]{12}$/;

/** The id as the AWS console shows it is taken as well. */
export const WRITTEN_AWS_ACCOUNT_ID = /^(?:[0-9]{12}|[0-9]{4}-[0-9]{4}-[0-9]{4})$/;

/** Requires the id of an AWS account, and returns its 12 digits. */
export function validateAwsAccountId(value: string): string {
  const account = requireLiteral('awsAccountId', value);
  if (!WRITTEN_AWS_ACCOUNT_ID.test(account)) {
    refuse('awsAccountId', account, 'is not an AWS account id', 'pass its 12 digits, as a string with its leading zeros');
  }
  return account.replaceAll('-', '');
}
