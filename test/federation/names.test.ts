import { assumedRoleArn, audience, awsRolePrincipalSet, poolResourceName, providerResourceName, serviceAccountMember } from '../../lib/federation/names';

const POOL = 'projects/123456789012/locations/global/workloadIdentityPools/aws-identity-pool';

test('every name has the form that its cloud expects', () => {
  expect(assumedRoleArn('aws', '012345678901', 'Reader')).toBe('arn:aws:sts::012345678901:assumed-role/Reader');
  expect(assumedRoleArn('aws-us-gov', '012345678901', 'Reader')).toBe('arn:aws-us-gov:sts::012345678901:assumed-role/Reader');
  expect(poolResourceName('123456789012', 'aws-identity-pool')).toBe(POOL);
  expect(providerResourceName(POOL, 'aws-provider')).toBe(`${POOL}/providers/aws-provider`);
  expect(audience(`${POOL}/providers/aws-provider`)).toBe(`//iam.googleapis.com/${POOL}/providers/aws-provider`);
  expect(awsRolePrincipalSet(POOL, 'arn:aws:sts::012345678901:assumed-role/Reader')).toBe(
    `principalSet://iam.googleapis.com/${POOL}/attribute.aws_role/arn:aws:sts::012345678901:assumed-role/Reader`);
  expect(serviceAccountMember('gcs-reader@my-gcp-project.iam.gserviceaccount.com')).toBe(
    'serviceAccount:gcs-reader@my-gcp-project.iam.gserviceaccount.com');
});
