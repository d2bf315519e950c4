import { CauseId } from '../causes';
import { ErrorKind } from '../known-error';

const TROUBLESHOOTING = 'https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation';
const MAPPINGS =
  'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds#mappings-and-conditions';
const KUBERNETES = 'https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes';

/** What Google STS answers to the exchange of a signed AWS request, or of a token. */
export const EXCHANGE_ERRORS = {
  'audience-malformed': {
    error: 'Invalid value for "audience"',
    from: 'Google STS',
    causes: ['audience-project-id', 'audience-malformed'],
    docs: TROUBLESHOOTING,
  },
  'provider-not-found': {
    error: 'invalid_target: The target service indicated by the "audience" parameters is invalid',
    from: 'Google STS',
    causes: ['audience-of-other-provider', 'pool-not-deployed', 'pool-deleted', 'pool-disabled', 'wrong-token-type'],
    docs: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers',
  },
  'attribute-condition': {
    error: 'The given credential is rejected by the attribute condition',
    from: 'Google STS',
    causes: ['other-role', 'other-account', 'condition-with-path', 'condition-letter-case'],
    docs: MAPPINGS,
  },
  'subject-too-long': {
    error: 'The size of mapped attribute google.subject exceeds the 127 bytes limit',
    from: 'Google STS',
    causes: ['subject-too-long'],
    docs: MAPPINGS,
  },
  'subject-not-mapped': {
    error: 'Could not obtain a value for google.subject from the given credential',
    from: 'Google STS',
    causes: ['subject-not-mapped', 'mapping-not-evaluated'],
    docs: MAPPINGS,
  },
  'mapping-not-evaluated': {
    error: 'The mapped attribute must be of type STRING',
    from: 'Google STS',
    causes: ['mapping-not-evaluated', 'subject-not-mapped'],
    docs: MAPPINGS,
  },
  'token-issuer': {
    error: 'The issuer in ID Token ISSUER does not match the expected ones',
    from: 'Google STS',
    causes: ['issuer-of-other-cluster'],
    docs: KUBERNETES,
  },
  'token-audience': {
    error: 'The audience in ID Token AUDIENCE does not match the expected audience',
    from: 'Google STS',
    causes: ['token-for-other-audience'],
    docs: KUBERNETES,
  },
  'token-stale': {
    error: 'ID Token issued at TIME is stale to sign-in',
    from: 'Google STS',
    causes: ['token-copied', 'clock-wrong'],
    docs: KUBERNETES,
  },
  'token-signature': {
    error: 'Error verifying the signature of the ID Token',
    from: 'Google STS',
    causes: ['keys-rotated', 'issuer-of-other-cluster'],
    docs: KUBERNETES,
  },
  'issuer-not-reachable': {
    error: "Error connecting to the given credential's issuer",
    from: 'Google STS',
    causes: ['issuer-not-reachable'],
    docs: KUBERNETES,
  },
  'exchange-failed': {
    error: 'failed to generate Google Cloud federated token for AUDIENCE',
    from: 'a client of Google STS; its answer follows these words',
    causes: [
      'audience-of-other-provider',
      'other-role',
      'pool-not-deployed',
      'google-unavailable',
      'exchange-rejected',
    ],
    docs: TROUBLESHOOTING,
    vague: true,
  },
} satisfies Readonly<Record<string, ErrorKind<CauseId>>>;
