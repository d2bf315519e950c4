import { refuse } from './errors';
import { requireLiteral } from './literals';
import { FederationWarning } from './warning';

export const DEFAULT_PARTITION = 'aws';

export const PARTITIONS = ['aws', 'aws-us-gov'];

/** The ways that are open in the China partition. */
export const CHINA_FIX = 'no value of awsPartition helps; run the workload in another partition, '
  + 'or on a Kubernetes cluster with an OIDC issuer, whose pods GcpKubernetesServiceAccount federates';

/** Refuses the partitions that cannot federate with Google Cloud. */
export function validatePartition(value: string): string {
  const partition = requireLiteral('awsPartition', value);
  if (partition === 'aws-cn') {
    refuse('awsPartition', partition, 'cannot federate by AWS credentials, which Google verifies at sts.amazonaws.com', CHINA_FIX);
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
