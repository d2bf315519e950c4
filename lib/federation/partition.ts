import { refuse } from './errors';
import { requireLiteral } from './literals';
import { FederationWarning } from './warning';

export const DEFAULT_PARTITION = 'aws';

export const PARTITIONS = ['aws', 'aws-us-gov'];

/** Refuses the partitions that cannot federate with Google Cloud. */
export function validatePartition(value: string): string {
  const partition = requireLiteral('awsPartition', value);
  if (partition === 'aws-cn') {
    refuse('awsPartition', partition, 'cannot federate by AWS credentials',
      'Google verifies them at sts.amazonaws.com, which does not know identities of the China partition; use an OIDC provider there');
  }
  if (!PARTITIONS.includes(partition)) {
    refuse('awsPartition', partition, 'is unknown', `pass ${PARTITIONS.map(name => `'${name}'`).join(' or ')}`);
  }
  return partition;
}

export function partitionWarnings(partition: string): FederationWarning[] {
  if (partition !== 'aws-us-gov') return [];
  return [{
    id: 'cdk-gcp-federation:govCloud',
    message: "awsPartition 'aws-us-gov': that Google accepts identities of AWS GovCloud has not been confirmed; try it before you rely on it",
  }];
}
