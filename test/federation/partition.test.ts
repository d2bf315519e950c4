import { messageOf } from './messages';
import { partitionWarnings, validatePartition } from '../../lib/federation/partition';

test('takes the commercial partition without a warning', () => {
  expect(validatePartition('aws')).toBe('aws');
  expect(partitionWarnings('aws')).toEqual([]);
});

test('takes GovCloud with the warning that nobody has confirmed it', () => {
  expect(validatePartition('aws-us-gov')).toBe('aws-us-gov');
  expect(partitionWarnings('aws-us-gov')).toEqual([{ id: 'cdk-gcp-federation:govCloud', message: expect.stringContaining('has not been confirmed') }]);
});

test('fails when it is China, with the reason', () => {
  const message = messageOf(() => validatePartition('aws-cn'));
  expect(message).toContain("awsPartition 'aws-cn' cannot federate by AWS credentials");
  expect(message).toContain('no value of awsPartition helps');
});

test.each(['AWS', 'aws-iso', 'us-east-1'])('fails when it is %j', partition => {
  expect(messageOf(() => validatePartition(partition))).toBe(`awsPartition '${partition}' is unknown: pass 'aws' or 'aws-us-gov'`);
});
