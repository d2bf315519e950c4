import { LIMITS } from '../../../federation/limits';
import { CatalogueEntry } from '../explanation';
import { CHECK, MEMBER, WHO_AM_I } from './examples';

const { withoutOrganizationPolicy, minimum, maximum } = LIMITS.tokenLifetimeSeconds;
const BINDINGS = 'gcloud iam service-accounts get-iam-policy EMAIL';

/** What the IAM Service Account Credentials API answers to `generateAccessToken`. */
export const IMPERSONATION_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'impersonation-denied',
    error: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)",
    signatures: [
      ["Permission 'iam.serviceAccounts.getAccessToken' denied"],
      ['iam.serviceAccounts.getAccessToken', 'IAM_PERMISSION_DENIED'],
      ['iam.serviceAccounts.getAccessToken', 'PERMISSION_DENIED'],
    ],
    from: 'IAM Service Account Credentials API',
    causes: [
      'the member of the binding does not equal the mapped value: the role name instead of its assumed-role ARN, a role path in it, another account or partition',
      'the member holds the project id where it needs the project number, or names another pool',
      'the binding was made minutes ago and has not propagated',
      'the service account was deleted and created again under its name, or its email is misspelt in the configuration',
      'the binding is on another service account, or is conditional',
    ],
    confirm: [
      { command: BINDINGS, expect: `roles/iam.workloadIdentityUser for ${MEMBER}, letter by letter` },
      { command: WHO_AM_I, expect: 'the Arn without its last part is the end of that member' },
      { command: CHECK, expect: 'the member that does not match, beside the value that it should have' },
    ],
    fix: [
      'build both sides from the same federation object: both take the member from it',
      'wait a few minutes after the first apply, and try again',
      'grant roles/iam.workloadIdentityUser on this one account to this one member; not in the project, and no serviceAccountTokenCreator',
    ],
    docs: 'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#access_management',
  },
  {
    id: 'token-lifetime',
    error: 'Request contains an invalid argument (generateAccessToken)',
    signatures: [
      ['Request contains an invalid argument', 'generateAccessToken'],
      ['Request contains an invalid argument', 'INVALID_ARGUMENT', 'iamcredentials'],
      ['Request contains an invalid argument', 'service account'],
      ['Request contains an invalid argument'],
    ],
    from: 'IAM Service Account Credentials API',
    causes: [
      `the configuration asks for a lifetime above ${withoutOrganizationPolicy} s, and the organization policy iam.allowServiceAccountCredentialLifetimeExtension does not list the account`,
      `the lifetime is outside ${minimum} to ${maximum} s`,
    ],
    confirm: [
      { command: 'grep token_lifetime_seconds "$GOOGLE_APPLICATION_CREDENTIALS"', expect: `at most ${withoutOrganizationPolicy}, or no such line` },
      { command: 'gcloud resource-manager org-policies describe iam.allowServiceAccountCredentialLifetimeExtension --project=PROJECT_ID --effective', expect: 'the email of the service account among the allowed values' },
    ],
    fix: [
      'leave tokenLifetimeSeconds out: clients renew the token by themselves',
      'or have the account added to that organization policy',
    ],
    docs: 'https://cloud.google.com/iam/docs/create-short-lived-credentials-direct',
  },
  {
    id: 'credentials-api-disabled',
    error: 'API has not been used in project NUMBER before or it is disabled',
    signatures: [
      ['IAM Service Account Credentials API has not been used in project'],
      ['API has not been used in project', 'it is disabled'],
      ['API has not been used in project'],
      ['SERVICE_DISABLED'],
      ['SERVICE_DISABLED', 'iamcredentials.googleapis.com'],
      ['iamcredentials.googleapis.com', 'it is disabled'],
    ],
    from: 'a Google Cloud API: IAM while Terraform applies, IAM Service Account Credentials at run time',
    causes: [
      'the API was enabled minutes ago, such as by the same apply, and this has not propagated',
      'it is not enabled in the project that the message names, and enableApis is false, as it is by default where the pool exists already',
      'it is the API of a granted resource: these are not enabled for you',
    ],
    confirm: [{ command: "gcloud services list --enabled --project=PROJECT_ID --filter='config.name=iamcredentials.googleapis.com'", expect: 'one line; for another API, such as iam.googleapis.com, name that one' }],
    fix: [
      'wait a few minutes, and apply again',
      'GcpFederationStack enables iam, sts, iamcredentials and cloudresourcemanager: leave enableApis on; where a central team enables APIs, name them to it',
      'by hand: gcloud services enable iamcredentials.googleapis.com --project=PROJECT_ID, likewise any other; then wait a few minutes',
    ],
    docs: 'https://cloud.google.com/service-usage/docs/enable-disable',
  },
];
