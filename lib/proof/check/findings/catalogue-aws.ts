import type { CatalogueEntry } from './catalogue';
import type { ErrorId } from '../../../errors/catalogue';

/** Findings that begin at the AWS side. */
export const AWS_CATALOGUE = {
  'credential-config-unreadable': entry('depends', 'a credential configuration could not be read',
    'write the configuration out as valid JSON where the workload is defined, as `gcloud iam workload-identity-pools create-cred-config` writes it', 'configuration-not-json'),
  'workload-without-role': entry('error', 'a federated workload has no AWS role', 'give the workload the role that Google admits: an instance profile, an execution role or a task role', 'no-instance-profile'),
  'china-partition': entry('error', 'identities of the China partition cannot federate by AWS credentials',
    'use an OpenID Connect provider there: Google asks sts.amazonaws.com, which does not know these identities', 'aws-rejected-credentials'),
  'missing-imdsv2-url': entry('error', 'the credential configuration does not name the IMDSv2 token URL',
    'create the configuration with --enable-imdsv2: add imdsv2_session_token_url http://169.254.169.254/latest/api/token to credential_source', 'imdsv2-url-missing'),
  'missing-metadata-urls': entry('error', 'the credential configuration does not say where the instance finds its AWS credentials',
    'add region_url and url of the metadata service to credential_source, as create-cred-config --aws writes them', 'region-unknown'),
  'metadata-token-url-on-lambda': entry('depends', 'the credential configuration of a Lambda function names the IMDSv2 token URL, which is not reachable there',
    'leave imdsv2_session_token_url out, and keep region_url and url, which the client for C++ requires: clients for PHP and Rust ask for a token and fail', 'metadata-not-reachable'),
  'snap-start': entry('error', 'a function with SnapStart has no AWS credentials in its environment',
    'leave SnapStart out: the credentials are at an endpoint that no Google client reads', 'container-credentials-not-supported'),
  'emulator-network': entry('warning', 'the containers of the task do not share loopback, or share it with other tasks',
    'set NetworkMode awsvpc: with bridge the metadata emulator is out of reach, with host all tasks of the instance reach it'),
  'execution-role': entry('warning', 'the task has its execution role for its task role, so that its containers may do what only ECS should do for them', 'give each a role of its own'),
  'emulator-not-awaited': entry('warning', 'a container may start before the configuration that it points at is there',
    'let it depend on the container with the metadata emulator, on condition HEALTHY'),
  'container-credentials': entry('error', 'no Google client reads the credentials of an ECS task or a Kubernetes pod',
    'put a loopback metadata emulator beside the container and name its URLs; on EC2 hosts the clients would silently use the role of the host', 'container-credentials-not-supported'),
  'audience-project-id': entry('error', 'the audience names the project by id', 'write the project number: //iam.googleapis.com/projects/NUMBER/locations/global/...', 'audience-malformed'),
  'audience-doubled-prefix': entry('error', 'the audience has its prefix twice', 'write //iam.googleapis.com/ once', 'audience-malformed'),
  'audience-malformed': entry('error', 'the audience is not the name of a provider',
    'write //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER', 'audience-malformed'),
  'audience-unknown-pool': entry('error', 'the audience names a pool that is not there', 'make the pool id equal on both sides, or pass the Terraform output that makes the pool', 'provider-not-found'),
  'audience-unknown-provider': entry('error', 'the audience names a provider that is not there', 'make the provider id equal on both sides, or pass the Terraform output that makes the provider', 'provider-not-found'),
  'audience-wrong-project-number': entry('error', 'the audience and the members name different project numbers',
    'write the number of the project of the pool on both sides: gcloud projects describe PROJECT --format="value(projectNumber)"', 'provider-not-found'),
  'wrong-token-type': entry('error', 'the token type does not suit the provider',
    'an AWS provider takes urn:ietf:params:aws:token-type:aws4_request, others a token of their issuer: point the audience at the provider of that kind', 'provider-not-found'),
  'token-file-missing': entry('error', 'no container of the pod finds a token where its configuration says',
    'mount a projected volume with a serviceAccountToken there, as podWithCredentials of GcpKubernetesServiceAccount does', 'subject-token-file-missing'),
  'token-issuer': entry('error', 'the pod runs in another cluster than the provider trusts',
    'make issuer_uri of the provider the issuer of the cluster; another cluster needs a pool and provider of its own', 'token-issuer'),
  'token-audience': entry('error', 'the token of the pod is for somebody else than the provider',
    'project a token whose audience is https: and the full name of the provider, and allow that in allowed_audiences', 'token-audience'),
  'wrong-account': entry('error', 'the workload runs in another AWS account than the provider trusts',
    'correct aws.account_id of the provider, or deploy into that account; another account needs a pool and provider of its own', 'attribute-condition'),
  'impersonation-url-malformed': entry('error', 'the impersonation URL is not one of generateAccessToken',
    'write https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/EMAIL:generateAccessToken with the email of the account', 'impersonation-denied'),
  'impersonation-url-missing': entry('error', 'the workload may act as a service account, but its configuration names none',
    'create the configuration with --service-account: add service_account_impersonation_url', 'permission-missing'),
  'lifetime-out-of-range': entry('error', 'the token lifetime is outside what Google grants', 'pass 600 to 43200 seconds', 'invalid-argument'),
} satisfies Readonly<Record<string, CatalogueEntry>>;

function entry(severity: CatalogueEntry['severity'], title: string, fix: string, runtimeError?: ErrorId): CatalogueEntry {
  return { severity, title, fix, runtimeError };
}
