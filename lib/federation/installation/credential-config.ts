import { BoundAccess } from '../access';
import { METADATA_EMULATOR } from './installation';

/** Where a workload finds its AWS credentials. */
export type AwsCredentialSource = 'instance-metadata' | 'environment' | 'metadata-emulator';

/** What a credential configuration is made from. */
export interface CredentialConfigInput {
  readonly audience: string;
  readonly access: BoundAccess;
}

const INSTANCE_METADATA = 'http://169.254.169.254/latest';

/** Address of instance metadata in the configuration, by source. */
const METADATA: Readonly<Record<AwsCredentialSource, string>> = {
  'instance-metadata': INSTANCE_METADATA,
  'metadata-emulator': `http://${METADATA_EMULATOR.host}:${METADATA_EMULATOR.port}/latest`,
  'environment': INSTANCE_METADATA,
};

/**
 * The credential configuration, byte for byte as `gcloud iam workload-identity-pools create-cred-config --aws` writes
 * it: two spaces of indentation, this order of keys, no newline at the end. It holds no secret.
 *
 * From instance metadata it always names the IMDSv2 token URL. From the environment it leaves that URL out, as gcloud does
 * without `--enable-imdsv2`: the clients for PHP and Rust ask for a token even though the environment holds credentials.
 * It keeps the other two, which no client asks there, since the client for C++ requires them. From the metadata emulator
 * of a container task it is that of instance metadata at another address.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#create-cred-config
 */
export function credentialConfig(input: CredentialConfigInput, source: AwsCredentialSource): string {
  const metadata = METADATA[source];
  return externalAccount(input, 'urn:ietf:params:aws:token-type:aws4_request', {
    environment_id: 'aws1',
    region_url: `${metadata}/meta-data/placement/availability-zone`,
    url: `${metadata}/meta-data/iam/security-credentials`,
    regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
    ...source !== 'environment' && { imdsv2_session_token_url: `${metadata}/api/token` },
  });
}

/**
 * The credential configuration of a workload whose own token lies in a file, as `create-cred-config
 * --credential-source-file` with `--credential-source-type=text` writes it.
 *
 * @see https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes
 */
export function tokenFileCredentialConfig(input: CredentialConfigInput, file: string): string {
  return externalAccount(input, 'urn:ietf:params:oauth:token-type:jwt', { file, format: { type: 'text' } });
}

function externalAccount({ audience, access }: CredentialConfigInput, subjectTokenType: string, credentialSource: object): string {
  const { serviceAccount, tokenLifetimeSeconds } = access;
  return JSON.stringify({
    universe_domain: 'googleapis.com',
    type: 'external_account',
    audience,
    subject_token_type: subjectTokenType,
    token_url: 'https://sts.googleapis.com/v1/token',
    credential_source: credentialSource,
    ...serviceAccount
      ? {
        service_account_impersonation_url:
          `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${serviceAccount.email}:generateAccessToken`,
        ...tokenLifetimeSeconds !== undefined && { service_account_impersonation: { token_lifetime_seconds: tokenLifetimeSeconds } },
      }
      : { token_info_url: 'https://sts.googleapis.com/v1/introspect' },
  }, null, 2);
}
