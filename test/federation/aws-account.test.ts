import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { messageOf } from './messages';
import { validateAwsAccountId } from '../../lib/federation/aws-account';

test('takes any 12 digits', () => {
  fc.assert(fc.property(valid.awsAccountId, id => expect(validateAwsAccountId(id)).toBe(id)));
});

test.each(['12345678901', '1234567890123', '1234-56789012', '123456-789012', '1234_5678_9012', '12345678901a', ' 123456789012', '123456789012\n', '١٢٣٤٥٦٧٨٩٠١٢'])(
  'fails when the account is %j', id => {
    const message = messageOf(() => validateAwsAccountId(id));
    expect(message).toBe(`awsAccountId '${id}' is not an AWS account id: pass its 12 digits, as a string with its leading zeros`);
  },
);

test('fails when the account is a number', () => {
  expect(messageOf(() => validateAwsAccountId(123456789012 as unknown as string))).toBe('awsAccountId 123456789012 is not a string: put it in quotes');
});

test('takes an account as the AWS console shows it', () => {
  expect(validateAwsAccountId('0111-2222-3333')).toBe('011122223333');
});
