import { assumedRoleArn, audience, awsRolePrincipalSet, poolResourceName, providerResourceName } from '../../../federation/names';

/** The shared strings with their parts in capitals, as explanations show them. */
const POOL = poolResourceName('NUMBER', 'POOL');
export const ROLE_ARN = assumedRoleArn('aws', 'ACCOUNT', 'ROLE');
export const AUDIENCE = audience(providerResourceName(POOL, 'PROVIDER'));
export const MEMBER = awsRolePrincipalSet(POOL, ROLE_ARN);

/** Says which AWS identity the process has. */
export const WHO_AM_I = 'aws sts get-caller-identity';

/** Reads the provider as Google has it. */
export const DESCRIBE_PROVIDER
  = 'gcloud iam workload-identity-pools providers describe PROVIDER --workload-identity-pool=POOL --location=global --project=PROJECT_ID';

/** The configuration in force in a process, on Linux. */
export const SHOW_CONFIGURATION = 'cat "$GOOGLE_APPLICATION_CREDENTIALS"';

export const CHECK = 'cdk-gcp-federation check --aws cdk.out --gcp cdktf.out';

export const TROUBLESHOOTING = 'https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation';
