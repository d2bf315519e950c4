import { refuse } from './errors';
import { requireLiteral } from './literals';

export const AWS_ACCOUNT_ID = /^[0-9]{12}$/;

/** Requires the 12-digit id of an AWS account. */
export function validateAwsAccountId(value: string): string {
  const account = requireLiteral('awsAccountId', value);
  if (!AWS_ACCOUNT_ID.test(account)) {
    refuse('awsAccountId', account, 'is not an AWS account id', 'pass exactly 12 digits, as a string with its leading zeros and without dashes');
  }
  return account;
}
