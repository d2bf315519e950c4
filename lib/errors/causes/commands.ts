import {
  assumedRoleArn, audience, awsRolePrincipalSet, poolResourceName, providerResourceName,
} from '../../federation/names';
import { Confirmation } from '../known-error';

/** The shared strings with their parts in capitals, as explanations show them. */
const POOL = poolResourceName('NUMBER', 'POOL');
export const ROLE_ARN = assumedRoleArn('aws', 'ACCOUNT', 'ROLE');
export const AUDIENCE = audience(providerResourceName(POOL, 'PROVIDER'));
export const MEMBER = awsRolePrincipalSet(POOL, ROLE_ARN);

const METADATA = 'http://169.254.169.254/latest';
const PUT_TOKEN = `-X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' ${METADATA}/api/token`;
const IMDSV2_TOKEN = `TOKEN=$(curl -sS -m 5 ${PUT_TOKEN})`;

/** Asks the instance metadata service for a session token. */
export const ASK_FOR_TOKEN
  = `curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' ${PUT_TOKEN}`;

/** Asks the instance metadata service for a path below `meta-data`. */
export function askMetadata(path: string): string {
  const header = '-H "X-aws-ec2-metadata-token: $TOKEN"';
  return `${IMDSV2_TOKEN}; curl -sS -m 5 -w '\\n%{http_code}\\n' ${header} ${METADATA}/meta-data/${path}`;
}

/** Prints the role of the instance. */
export const INSTANCE_ROLE = askMetadata('iam/security-credentials/');

/** Prints the names, never the values, of the AWS variables. */
export const AWS_VARIABLES = 'env | cut -d= -f1 | grep ^AWS_';

/** Prints the configuration in force, which holds no secret. */
export const SHOW_CONFIGURATION = 'cat "$GOOGLE_APPLICATION_CREDENTIALS"';

/** Prints the provider as Google has it. */
export const DESCRIBE_PROVIDER = 'gcloud iam workload-identity-pools providers describe PROVIDER '
  + '--workload-identity-pool=POOL --location=global --project=PROJECT_ID';
export const DESCRIBE_POOL
  = 'gcloud iam workload-identity-pools describe POOL --location=global --project=PROJECT_ID';
export const LIST_POOLS
  = 'gcloud iam workload-identity-pools list --location=global --project=PROJECT_ID --show-deleted';

/** Prints who may act as the service account. */
export const BINDINGS = 'gcloud iam service-accounts get-iam-policy EMAIL';

export const CHECK = 'npx cdk-gcp-federation check';

export function onWorkload(command: string, expect: string): Confirmation {
  return { where: 'workload', command, expect };
}

export function onWorkstation(command: string, expect: string): Confirmation {
  return { where: 'workstation', command, expect };
}

export function inCode(command: string, expect: string): Confirmation {
  return { where: 'code', command, expect };
}
