import * as fc from 'fast-check';
import { valid } from './arbitraries';
import { kubernetesServiceAccountId, roleServiceAccountId } from '../../lib/federation/default-service-account';
import { SERVICE_ACCOUNT_ID } from '../../lib/federation/service-account';

/** The ids are contract: a different one would replace the service account of everyone who uses the default. */
test.each([
  ['gcs-reader', 'gcs-reader-b8ee5d75'],
  ['GcsReader', 'gcsreader-'],
  ['Stack-Role1ABC2-4XYZ', 'stack-role1abc2-4xyz-'],
  ['a+b=c,d.e@f_g', 'a-b-c-d-e-f-g-'],
  ['7-eleven', 'eleven-'],
  ['4711', 'workload-'],
  ['-_-', 'workload-'],
  ['x', 'x-'],
  ['reports-of-the-region-eu', 'reports-of-the-region-'],
  ['reports-of-the-regio--eu', 'reports-of-the-regio-'],
])('of role %s begins with its name: %s', (roleName, id) => {
  expect(roleServiceAccountId('aws', '111122223333', roleName)).toMatch(new RegExp(`^${id}${id.endsWith('-') ? '[0-9a-f]{8}' : ''}$`));
});

test('is what a shell makes of the assumed-role ARN: printf %s ARN | sha256sum', () => {
  expect(roleServiceAccountId('aws', '012345678901', 'Reader')).toBe('reader-fa21035d');
  expect(kubernetesServiceAccountId('https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE', 'reports', 'gcs-reader')).toBe('gcs-reader-203f6413');
});

test('is a service account id, whatever the role is called', () => {
  fc.assert(fc.property(valid.awsPartition, valid.awsAccountId, valid.roleName, (partition, account, role) => {
    expect(roleServiceAccountId(partition, account, role)).toMatch(SERVICE_ACCOUNT_ID);
  }));
});

test('differs if anything of the workload differs', () => {
  const ids = [
    roleServiceAccountId('aws', '111122223333', 'gcs-reader'),
    roleServiceAccountId('aws-us-gov', '111122223333', 'gcs-reader'),
    roleServiceAccountId('aws', '444455556666', 'gcs-reader'),
    roleServiceAccountId('aws', '111122223333', 'Gcs-Reader'),
    kubernetesServiceAccountId('https://a.example.com', 'reports', 'gcs-reader'),
    kubernetesServiceAccountId('https://b.example.com', 'reports', 'gcs-reader'),
    kubernetesServiceAccountId('https://a.example.com', 'orders', 'gcs-reader'),
    kubernetesServiceAccountId('https://a.example.com', 'reports', 'gcs-reader2'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
