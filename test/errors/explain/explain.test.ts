import * as fc from 'fast-check';
import { CATALOGUE, explain } from '../../../lib/errors/explain';
import { ANSWERS } from '../../../lib/proof/check/findings/google-answers';

function ids(text: string): string[] {
  return explain(text).matches.map(({ id }) => id);
}

/** The errors as clients, Google and Terraform write them, not as the catalogue does. */
const REAL: readonly [string, string][] = [
  ['container-credentials-not-supported', 'google.auth.exceptions.RefreshError: Unable to determine the AWS metadata server security credentials endpoint'],
  ['container-credentials-not-supported', 'RangeError: Unable to determine AWS role name due to missing "options.credential_source.url"'],
  ['metadata-not-reachable', 'FetchError: request to http://169.254.169.254/latest/api/token failed, reason: connect ETIMEDOUT 169.254.169.254:80'],
  ['metadata-not-reachable', "HTTPConnectionPool(host='169.254.169.254', port=80): Max retries exceeded with url: /latest/api/token (Caused by ConnectTimeoutError())"],
  ['metadata-not-reachable', 'Put "http://169.254.169.254/latest/api/token": context deadline exceeded'],
  ['imdsv2-url-missing', 'RefreshError: (\'Unable to retrieve AWS region\', \'<?xml version="1.0"?><title>401 - Unauthorized</title>\')'],
  ['imdsv2-url-missing', 'Unable to retrieve AWS role name 401 - Unauthorized'],
  ['no-instance-profile', 'google.auth.exceptions.RefreshError: ("Unable to retrieve AWS role name <title>404 - Not Found</title>")'],
  ['audience-malformed', '{"error":"invalid_request","error_description":"Invalid value for \\"audience\\". This value should be the full resource name of the Identity Provider."}'],
  ['provider-not-found', 'Error code invalid_target: The target service indicated by the "audience" parameters is invalid. This might either be because the pool or provider is '
    + 'disabled or deleted or because it doesn\'t exist.'],
  ['attribute-condition', 'Error: Error code unauthorized_client: The given credential is rejected by the attribute condition.\n    at getErrorFromOAuthErrorResponse (oauth2common.js:181)'],
  ['subject-too-long', 'Error code invalid_grant: The size of mapped attribute google.subject exceeds the 127 bytes limit. Either modify your attribute mapping or the incoming assertion'],
  ['impersonation-denied', '{"error":{"code":403,"message":"Permission \'iam.serviceAccounts.getAccessToken\' denied on resource (or it may not exist).","status":"PERMISSION_DENIED"}}'],
  ['token-lifetime', 'POST https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b:generateAccessToken 400 Request contains an invalid argument.'],
  ['credentials-api-disabled', 'IAM Service Account Credentials API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.'],
  ['credentials-api-disabled', 'Error: Error creating WorkloadIdentityPool: googleapi: Error 403: Identity and Access Management (IAM) API has not been used in project 123456789012 before or it is '
    + 'disabled. Enable it by visiting https://console.developers.google.com/apis/api/iam.googleapis.com/overview?project=123456789012 then retry.'],
  ['apply-not-signed-in', '\u2502 Error: Attempted to load application default credentials since neither `credentials` nor `access_token` was set in the provider block.  No credentials loaded. To use '
    + "your gcloud credentials, run 'gcloud auth application-default login'.\n\u2502   google: could not find default credentials. See https://cloud.google.com/docs/authentication"],
  ['apply-denied', "Error: Error creating WorkloadIdentityPool: googleapi: Error 403: Permission 'iam.workloadIdentityPools.create' denied on resource "
    + "'//iam.googleapis.com/projects/my-gcp-project/locations/global' (or it may not exist)."],
  ['apply-denied', "Error creating service account: googleapi: Error 403: Permission 'iam.serviceAccounts.create' denied on resource (or it may not exist)., forbidden"],
  ['apply-denied', 'Error setting IAM policy: googleapi: Error 403: a@b.com does not have storage.buckets.setIamPolicy permission., forbidden'],
  ['apply-denied', 'Failed to list enabled services for project: googleapi: Error 403: Permission denied to list services for consumer container [projects/123456789012]'],
  ['role-not-grantable', 'Error applying IAM policy for project: Error setting IAM policy: googleapi: Error 400: Role roles/storage.objectViewr is not supported for this resource., badRequest'],
  ['role-not-grantable', "googleapi: Error 400: Role (projects/p/roles/reader) does not exist in the resource's hierarchy., badRequest"],
  ['id-not-reusable', 'Error: Error creating WorkloadIdentityPool: googleapi: Error 409: Requested entity already exists'],
  ['organization-policy', 'googleapi: Error 400: Precondition check failed. "Org Policy violated for value: \'https://sts.amazonaws.com\'."'],
  ['federated-token-not-taken', '401 Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.'],
  ['no-default-credentials', 'Error: Could not load the default credentials. Browse to https://cloud.google.com/docs/authentication/getting-started for more information.'],
  ['no-default-credentials', 'google.auth.exceptions.DefaultCredentialsError: Your default credentials were not found.'],
  ['google-role-missing', "gcs-reader-b8ee5d75@p.iam.gserviceaccount.com does not have storage.objects.list access to the Google Cloud Storage bucket. Permission 'storage.objects.list' denied on resource (or it may not exist)."],
  ['google-role-missing', 'Access Denied: Project p: User does not have bigquery.jobs.create permission in project p.'],
  ['file-missing', 'Error: The file at /etc/cdk-gcp/credential-config.json does not exist, or it is not a file. ENOENT: no such file or directory, lstat'],
  ['file-missing', 'google.auth.exceptions.DefaultCredentialsError: File /etc/cdk-gcp/credential-config.json was not found.'],
  ['token-issuer', 'Error code invalid_grant: The issuer in ID Token https://oidc.eks.eu-central-1.amazonaws.com/id/ABC does not match the expected ones: [https://oidc.eks].'],
  ['token-audience', 'Error code invalid_grant: The audience in ID Token [sts.amazonaws.com] does not match the expected audience https://iam.googleapis.com/projects/1.'],
  ['token-stale', 'Error code invalid_grant: ID Token issued at 1732441111 is stale to sign-in.'],
  ['issuer-not-reachable', "Error code invalid_request: Error connecting to the given credential's issuer."],
  ['container-credentials-not-supported', 'google.auth.exceptions.RefreshError: Unable to determine AWS region'],
  ['metadata-not-reachable', "google.auth.exceptions.RefreshError: Unable to retrieve AWS Session Token: b'Unauthorized'"],
  ['google-not-reachable', "google.auth.exceptions.TransportError: HTTPSConnectionPool(host='sts.googleapis.com', port=443): Max retries exceeded with url: /v1/token (Caused by "
    + 'NameResolutionError("HTTPSConnection(host=\'sts.googleapis.com\', port=443): Failed to resolve \'sts.googleapis.com\' ([Errno -3] Temporary failure in name resolution)"))'],
  ['google-not-reachable', "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='bigquery.googleapis.com', port=443): Max retries exceeded with url: /bigquery/v2/projects/p/jobs"],
  ['google-not-reachable', 'Error: getaddrinfo ENOTFOUND sts.googleapis.com\n    at GetAddrInfoReqWrap.onlookup (node:dns:107:26)'],
  ['google-not-reachable', 'FetchError: request to https://sts.googleapis.com/v1/token failed, reason: connect ETIMEDOUT 142.250.1.95:443'],
  ['google-not-reachable', 'oauth2/google: failed to exchange: Post "https://sts.googleapis.com/v1/token": dial tcp: lookup sts.googleapis.com on 10.0.0.2:53: no such host'],
  ['google-not-reachable', 'java.net.UnknownHostException: sts.googleapis.com'],
  ['signing-needs-key', "AttributeError: you need a private key to sign credentials.the credentials you are currently using <class 'google.auth.aws.Credentials'> just contains a token. see "
    + 'https://googleapis.dev/python/google-api-core/latest/auth.html#setting-up-a-service-account for more details.'],
  ['signing-needs-key', "Permission 'iam.serviceAccounts.signBlob' denied on resource (or it may not exist)."],
  ['project-not-detected', 'Error: Unable to detect a Project Id in the current environment. \nTo learn more about authentication'],
];

test.each(REAL)('%s is first for what is really written: %s', (id, text) => {
  expect(ids(text)[0]).toBe(id);
});

test('every entry of the catalogue has such a text', () => {
  expect(CATALOGUE.map(({ id }) => id).sort()).toEqual([...new Set(REAL.map(([id]) => id))].sort());
});

test.each(CATALOGUE.map(entry => [entry.id, entry] as const))('%s: its own headline leads to it, and it is complete', (id, entry) => {
  expect(ids(entry.error)[0]).toBe(id);
  for (const list of [entry.causes, entry.confirm, entry.fix, entry.signatures]) expect(list.length).toBeGreaterThan(0);
  expect(entry.docs).toMatch(/^https:\/\/(?:cloud\.google\.com|docs\.aws\.amazon\.com)\//);
  expect(id).toMatch(/^[a-z0-9-]+$/);
});

test('what check foretells is explained, where it quotes an answer', () => {
  const quoted = Object.entries(ANSWERS).filter(([name]) => !['mapping', 'noAccess', 'apply'].includes(name));
  for (const [, answer] of quoted) expect(explain(answer).matches.length).toBeGreaterThan(0);
});

describe('what stands around does not matter', () => {
  const phrase = "Permission 'iam.serviceAccounts.getAccessToken' denied";

  test('a JSON body inside a JSON log line, with escapes', () => {
    const body = JSON.stringify({ error: { message: `${phrase} on resource\nor it may not exist` } }, null, 2);
    expect(ids(JSON.stringify({ level: 'error', msg: JSON.stringify({ body }) }))).toEqual(['impersonation-denied']);
  });

  test('escaped quotes of JSON, as \\u0027', () => {
    expect(ids(phrase.replaceAll("'", '\\u0027'))).toEqual(['impersonation-denied']);
  });

  test('lines broken anywhere, typographic quotes, colours, case', () => {
    fc.assert(fc.property(fc.nat(phrase.length), fc.constantFrom('\n', '\r\n  ', '\u001b[31m', '"'), (at, noise) => {
      const broken = `${phrase.slice(0, at)}${noise}${phrase.slice(at)}`.replaceAll("'", '\u2019').toUpperCase();
      expect(ids(broken)).toEqual(['impersonation-denied']);
    }));
  });

  test('any text before and after', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
      expect(ids(`${before} ${phrase} ${after}`)).toContain('impersonation-denied');
    }));
  });
});

test('several errors of one log are all explained', () => {
  const log = 'Unable to retrieve AWS region 401\n at refresh\nCaused by: Error 409: Requested entity already exists';
  expect(ids(log)).toEqual(expect.arrayContaining(['imdsv2-url-missing', 'id-not-reusable']));
});

test('of two that share their words, the one that accounts for more comes first', () => {
  expect(ids('Unable to retrieve AWS role name: 401')).toEqual(['imdsv2-url-missing', 'no-instance-profile']);
  expect(ids('Unable to retrieve AWS role name: 404')).toEqual(['no-instance-profile']);
});

test.each([
  ['impersonation-denied', "Error creating client: googleapi: Error 403: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)."],
  ['google-role-missing', "Error creating object: googleapi: Error 403: a@b does not have storage.objects.create access to the Google Cloud Storage object. Permission 'storage.objects.create' denied on resource (or it may not exist)."],
  ['no-default-credentials', 'google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information'],
])('%s is first for a workload, although the apply has errors of these words: %s', (id, text) => {
  expect(ids(text)[0]).toBe(id);
});

test('a status code counts as a number of its own only', () => {
  expect(ids('Unable to retrieve AWS role name of i-0401f')[0]).toBe('no-instance-profile');
});

describe('what is not known', () => {
  test('is said to be unknown, with errors that read alike', () => {
    const { matches, nearest } = explain('The credential you gave was refused by the condition on the attribute');
    expect(matches).toEqual([]);
    expect(nearest[0].id).toBe('attribute-condition');
    expect(nearest.length).toBeLessThanOrEqual(3);
  });

  test.each(['', 'disk full', 'ENOSPC: no space left on device', '409', '401 Unauthorized'])('has nothing near it: %p', text => {
    expect(explain(text).matches).toEqual([]);
    expect(explain(text).nearest).toEqual([]);
  });

  test('is answered fast, whatever its size', () => {
    const started = Date.now();
    expect(explain('Unable to retrieve '.repeat(500_000)).matches).toEqual([]);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
