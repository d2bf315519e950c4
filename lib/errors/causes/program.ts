import { inCode, onWorkload, SHOW_CONFIGURATION } from './commands';
import { Cause } from '../known-error';

/** What is wrong with the program or the client library, while both clouds are set up right. */
export const PROGRAM_CAUSES = {
  'client-too-old': {
    cause: 'this program contains a version of the Google client library from before external_account (or its AWS '
      + 'form)',
    confirm: [
      inCode(
        'pip show google-auth; npm ls google-auth-library; bundle info googleauth; composer show google/auth; go '
          + 'version -m BINARY',
        'at least google-auth 1.27 (Python), google-auth-library 7 (Node), googleauth 1.5 (Ruby), google/auth 1.31 '
          + '(PHP), google-auth-library-oauth2-http 0.24 (Java), golang.org/x/oauth2 of 2021',
      ),
      onWorkload(
        'grep \'"type"\' "$GOOGLE_APPLICATION_CREDENTIALS"',
        'external_account: the file is right, its reader is old',
      ),
    ],
    fix: ['update the client library, or the program that contains it; for hadoop\'s GCS connector to 3.0 or later'],
  },
  'program-reads-keys-only': {
    cause: 'this program, or this call of it, reads service account keys only: from_service_account_file, cert(), '
      + 'activate-service-account, the Rust crate object_store, and plugins with a field for a key',
    confirm: [
      inCode(
        'grep -rn '
          + '"from_service_account\\|ServiceAccountCredentials\\|cert(\\|keyFilename\\|activate-service-account" .',
        'none; each such call wants a key with client_email and private_key',
      ),
    ],
    fix: [
      'use application default credentials: google.auth.default(), new GoogleAuth(), or the client without any '
        + 'credentials argument',
      'gcloud: set CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE, or gcloud auth login --cred-file=FILE',
      'obstore: pass its GoogleCredentialProvider; polars: pip install google-auth; deltalake and others on '
        + 'object_store: pass a token',
      'a program that offers nothing else cannot use federation: ask its authors for application default credentials',
    ],
  },
  'metadata-host-refused': {
    cause: 'this client takes only 169.254.169.254 or fd00:ec2::254 as the host of metadata URLs, and the '
      + 'configuration names the loopback sidecar: google-cloud-cpp, .NET, and the clients of November 2022 to 2023',
    confirm: [
      onWorkload('grep _url "$GOOGLE_APPLICATION_CREDENTIALS"', '127.0.0.1 means the sidecar'),
      inCode('pip show google-auth; npm ls google-auth-library',
        'not google-auth 2.15.0 to 2.16.3, google-auth-library 8.7.0, google-auth-library-oauth2-http 1.13.0 to '
          + '1.16.0 (Java), golang.org/x/oauth2 v0.3.0 to v0.12.0'),
    ],
    fix: [
      'Python, Node, Java, Go: update the client library',
      'C++ and .NET check the host in every version: run that program on EC2 or Lambda, or give it the signed '
        + 'request as a subject token',
    ],
    signs: ['127.0.0.1'],
  },
  'node-reads-metadata-as-text': {
    cause: 'google-auth-library 10.0.0 to 10.5.0 does not read the credentials that instance metadata answers as '
      + 'text/plain, and signs with undefined; google-gax 5.0.7 and 5.0.8 (pubsub 5, firestore 8, secret-manager 6) '
      + 'pin 10.5.0',
    confirm: [inCode('npm ls google-auth-library', 'no 10.0.0 to 10.5.0')],
    fix: ['in package.json: "overrides": { "google-auth-library": "^10.6.1" }, then npm install'],
    signs: ['google-auth-library', 'gaxios', 'node:internal', 'processTicksAndRejections', 'Getting metadata from '
      + 'plugin failed',
    'node_modules', 'Credential=undefined'],
  },
  'session-token-not-renewed': {
    cause: 'this version of google-auth-library (Node) keeps the first IMDSv2 session token, which expires: requests '
      + 'fail after some hours, and work again after a restart',
    confirm: [
      inCode('npm ls google-auth-library', 'a newer version than the 7, 8 and 9.4 with which this was reported'),
    ],
    fix: ['update google-auth-library; until then restart the process before the token expires'],
  },
  'credentials-kept-in-memory': {
    cause: 'the program signs with AWS credentials that it read long ago, or a custom supplier hands out the same '
      + 'ones again; cloud.google.com/go/auth kept those of a supplier in 2024',
    confirm: [inCode('grep -rn "AwsSecurityCredentials" .', 'a supplier that asks for new credentials each time')],
    fix: ['return fresh AWS credentials from the supplier, and update the client library'],
    signs: ['credentials: status code 400'],
  },
  'id-token-not-supported': {
    cause: 'Node, Python, Java, .NET and gcloud mint no ID tokens from an external_account configuration, not with '
      + 'impersonation either',
    confirm: [onWorkload('grep \'"type"\' "$GOOGLE_APPLICATION_CREDENTIALS"', 'external_account means this cause')],
    fix: [
      'call generateIdToken of the IAM Service Account Credentials API with the federated token: '
        + 'roles/iam.workloadIdentityUser holds iam.serviceAccounts.getOpenIdToken',
      'Node, .NET and PHP: use a file of type impersonated_service_account whose source_credentials are the '
        + 'external_account configuration without service_account_impersonation_url',
      'Python: google.auth.impersonated_credentials.IDTokenCredentials over impersonated credentials of your own',
    ],
  },
  'no-key-to-sign': {
    cause: 'a signed URL or a signed blob is wanted, and federation has no private key: the IAM API signs instead, '
      + 'and this call does not ask it',
    confirm: [onWorkload('grep service_account_impersonation_url "$GOOGLE_APPLICATION_CREDENTIALS"',
      'the email of the account that is to sign; nothing means direct access, which cannot sign')],
    fix: [
      'Python: call credentials.refresh(Request()) with the scope cloud-platform, then generate_signed_url with '
        + 'service_account_email=credentials.service_account_email and access_token=credentials.token',
      'Node: update @google-cloud/storage to 7 or later',
      'direct access: use GcpAccess.impersonation instead',
    ],
  },
  'esm-named-import': {
    cause: 'Node.js does not see the names that this CommonJS package exports, or the import names a path that it '
      + 'does not export',
    confirm: [
      inCode('node -e "console.log(Object.keys(require(\'cdk-gcp-federation\')))"', 'the name that you import'),
    ],
    fix: [
      "import federation from 'cdk-gcp-federation'; const { GcpFederatedRole } = federation;",
      'or run TypeScript by tsx or ts-node, as the examples do; entries are cdk-gcp-federation and '
        + 'cdk-gcp-federation/gcp',
    ],
  },
  'peer-missing': {
    cause: 'a peer of cdk-gcp-federation is not installed, or in a version that it does not take: aws-cdk-lib and '
      + 'constructs for the AWS side, cdktf and @cdktf/provider-google for cdk-gcp-federation/gcp',
    confirm: [
      inCode(
        'npm ls aws-cdk-lib constructs cdktf @cdktf/provider-google',
        'one version of each, without `invalid` or `UNMET`',
      ),
    ],
    fix: [
      'npm install aws-cdk-lib constructs, and for the Google side cdktf @cdktf/provider-google',
      'two versions of constructs: npm dedupe, or npm install constructs@VERSION that both accept',
    ],
  },
  'retry-hides-cause': {
    cause: 'the program gave up before the token arrived: what it could not reach, or what was not set, is hidden by '
      + 'its own time limit',
    confirm: [
      onWorkload("curl -sS -m 5 -o /dev/null -w '%{http_code}\\n' -X POST https://sts.googleapis.com/v1/token",
        'any status but 000: Google STS answers'),
      onWorkload(SHOW_CONFIGURATION, 'a configuration of type external_account; an error means that none is mounted'),
    ],
    fix: [
      'give the helper or driver the same variables and files as the program, then see its own log for the first error',
    ],
  },
} satisfies Readonly<Record<string, Cause>>;
