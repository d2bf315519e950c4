import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

const IMPERSONATION =
  'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#access_management';
const SHORT_LIVED = 'https://cloud.google.com/iam/docs/create-short-lived-credentials-direct';

/** What the IAM Service Account Credentials API and the APIs behind it answer to a federated identity. */
export const ACCESS_ERRORS = {
  'impersonation-denied': {
    error: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)",
    from: 'IAM Service Account Credentials API',
    causes: [
      'member-differs', 'member-project-id', 'grant-not-propagated', 'service-account-wrong', 'binding-elsewhere',
      'service-account-disabled',
    ],
    docs: IMPERSONATION,
  },
  'id-token-denied': {
    error: "Permission 'iam.serviceAccounts.getOpenIdToken' denied on resource (or it may not exist)",
    from: 'IAM Service Account Credentials API, asked for an ID token',
    causes: ['member-differs', 'grant-not-propagated', 'service-account-wrong', 'binding-elsewhere'],
    docs: IMPERSONATION,
  },
  'service-account-not-found': {
    error: 'Not found; Gaia id not found for email EMAIL',
    from: 'IAM Service Account Credentials API',
    causes: ['service-account-wrong', 'service-account-not-visible-yet'],
    docs: SHORT_LIVED,
  },
  'impersonation-failed': {
    error: 'Unable to acquire impersonated credentials',
    from: 'a client of the IAM Service Account Credentials API; its answer follows these words',
    causes: ['member-differs', 'service-account-wrong', 'grant-not-propagated', 'api-not-enabled'],
    docs: IMPERSONATION,
    vague: true,
  },
  'invalid-argument': {
    error: 'Request contains an invalid argument (generateAccessToken)',
    from: 'IAM Service Account Credentials API',
    causes: ['lifetime-above-policy', 'scopes-not-passed', 'lifetime-out-of-range'],
    docs: SHORT_LIVED,
  },
  'token-lifetime': {
    error: 'The access token lifetime cannot exceed 3600 seconds',
    from: 'IAM Service Account Credentials API, or the client before it asks',
    causes: ['lifetime-above-policy', 'lifetime-out-of-range', 'clock-wrong'],
    docs: SHORT_LIVED,
  },
  'api-disabled': {
    error: 'API has not been used in project NUMBER before or it is disabled',
    from: 'a Google Cloud API: IAM while Terraform applies, IAM Service Account Credentials at run time',
    causes: ['api-not-enabled', 'api-just-enabled', 'api-of-resource'],
    docs: 'https://cloud.google.com/service-usage/docs/enable-disable',
  },
  'permission-missing': {
    error: "Permission 'storage.objects.list' denied on resource (or it may not exist)",
    from: 'a Google Cloud API',
    causes: ['role-missing', 'role-elsewhere', 'grant-not-propagated', 'resource-not-there'],
    docs: 'https://cloud.google.com/iam/docs/troubleshooting-access',
  },
  'anonymous-caller': {
    error: 'Anonymous caller does not have storage.objects.list access to the Google Cloud Storage bucket',
    from: 'a Google Cloud API, to a request without credentials',
    causes: ['anonymous-caller', 'variable-not-set', 'gcloud-not-pointed-at-configuration'],
    docs: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  'federated-token-not-taken': {
    error: '401 Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other '
      + 'valid authentication credential',
    from: 'a Google Cloud API',
    causes: ['federated-token-not-taken', 'not-an-access-token', 'gcloud-not-pointed-at-configuration'],
    docs: 'https://cloud.google.com/iam/docs/federated-identity-supported-services',
  },
  'service-perimeter': {
    error: "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier",
    from: 'a Google Cloud API behind VPC Service Controls',
    causes: ['service-perimeter'],
    docs: 'https://cloud.google.com/vpc-service-controls/docs/troubleshooting',
  },
  'scopes-insufficient': {
    error: 'Request had insufficient authentication scopes',
    from: 'a Google API',
    causes: ['scopes-too-narrow', 'scopes-not-passed'],
    docs: 'https://developers.google.com/identity/protocols/oauth2/scopes',
  },
  'quota-project-denied': {
    error: 'Caller does not have required permission to use project PROJECT',
    from: 'a Google Cloud API',
    causes: ['quota-project-refused', 'role-missing'],
    docs: 'https://cloud.google.com/docs/quotas/quota-project',
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;
