import type { CatalogueEntry } from './catalogue';

/** Findings on the inputs, on what clients make of configurations, and on who may become an intended caller. */
export const INPUT_CATALOGUE = {
  'no-workload': entry('depends', 'no workload carries a credential configuration',
    'install the credential configuration on a workload, for example with addToInstance or addToUserData; pass the output that holds it; or name the intended callers with --expect'),
  'default-taken': entry('warning', 'a default value was taken', 'pass the value with which the output is deployed'),
  'engine-refuses': entry('error', 'the engine of the input refuses it, so nothing of it is deployed', 'correct the input'),
  'token-url-missing': entry('error', 'the credential configuration has no token URL', 'set token_url to https://sts.googleapis.com/v1/token'),
  'token-host-foreign': entry('error', 'the credential configuration sends the signed request to a host that is not of Google',
    'set token_url to https://sts.googleapis.com/v1/token: whoever receives the request can act as the workload for 15 minutes'),
  'impersonation-host-foreign': entry('error', 'the credential configuration sends the federated token to a host that is not of Google',
    'set service_account_impersonation_url to https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/EMAIL:generateAccessToken'),
  'sts-host-foreign': entry('error', 'the credential configuration signs a request for a host that is not AWS STS',
    'set regional_cred_verification_url to https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15'),
  'private-google-host': entry('note', 'the credential configuration names a private endpoint, which resolves only in its VPC network', 'use it only where the network has the endpoint'),
  'environment-id': entry('error', 'the credential configuration has an environment id that clients refuse', 'set environment_id to aws1'),
  'verification-url-missing': entry('error', 'the credential configuration names no URL of AWS STS, so clients refuse it',
    'set regional_cred_verification_url to https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15'),
  'region-url-not-zone': entry('error', 'the credential configuration reads the region where clients expect an availability zone, and they cut off its last character',
    'set region_url to http://169.254.169.254/latest/meta-data/placement/availability-zone'),
  'metadata-host-foreign': entry('error', 'the credential configuration reads AWS credentials from a host that is not an instance metadata service',
    'name 169.254.169.254, [fd00:ec2::254] or a loopback address'),
  'metadata-off': entry('error', 'the instance metadata service is off, so clients find neither credentials nor region', 'set HttpEndpoint to enabled'),
  'configuration-in-path-variable': entry('error', 'a variable that names a file holds the configuration itself', 'write the configuration to a file, and set the variable to its path'),
  'configuration-not-used': entry('warning', 'no variable points to a credential configuration', 'set GOOGLE_APPLICATION_CREDENTIALS to its path, unless the program names it itself'),
  'configuration-not-known': entry('depends', 'a URL of a credential configuration is not known before deployment', 'write the URL out'),
  'trust-everyone': entry('error', 'everyone may assume a role that Google admits', 'name the principals in the trust policy, or narrow it by a condition on the caller'),
  'trust-shared-issuer': entry('error', 'a trust policy admits every customer of a shared issuer to a role that Google admits',
    'add a condition on the subject claim, such as token.actions.githubusercontent.com:sub'),
  'trust-service': entry('error', 'the service that runs the workload may not assume its role', 'add the service to the principals of the trust policy'),
  'trust-other-account': entry('warning', 'another AWS account may assume a role that Google admits', 'remove the account from the trust policy, unless this is intended'),
  'trust-not-known': entry('depends', 'the trust policy of a role is not known before deployment', 'write the trust policy out'),
  'service-account-key': entry('error', 'a key of a service account is created, and whoever has it is the account', 'remove the key: the federation needs none'),
  'denied': entry('error', 'a deny policy denies what the federation needs', 'except the member from the deny policy'),
  'access-boundary': entry('warning', 'a principal access boundary was not judged', 'make sure that it holds the resources that the workload uses'),
  'pool-elsewhere': entry('depends', 'a member names a pool that is not in the files, so its callers were not judged', 'pass the configuration of the pool, or remove the member'),
  'workforce-member': entry('error', 'users of a workforce pool may act as a service account', 'remove the member, unless this is intended'),
  'project-number-not-known': entry('depends', 'the files name two project numbers, or two projects, for one pool id', 'pass the configuration of each project on its own, or write the same number on both sides'),
} satisfies Readonly<Record<string, Omit<CatalogueEntry, 'about'>>>;

function entry(severity: CatalogueEntry['severity'], title: string, fix: string): Pick<CatalogueEntry, 'severity' | 'title' | 'fix' | 'runtimeError'> {
  return { severity, title, fix };
}
