import { POD_TOKEN_PATH } from '../../../federation/installation/installation';
import { LIMITS } from '../../../federation/limits';
import { CatalogueEntry } from '../explanation';
import { CHECK, DESCRIBE_PROVIDER } from './examples';

const DOCS = 'https://cloud.google.com/iam/docs/workload-identity-federation-with-kubernetes';
const CLAIMS = `kubectl exec POD -- cat ${POD_TOKEN_PATH} | cut -d. -f2 | base64 -d 2>/dev/null`;

/** What Google STS answers to the token of a Kubernetes service account. */
export const KUBERNETES_ERRORS: readonly CatalogueEntry[] = [
  {
    id: 'token-issuer',
    error: 'The issuer in ID Token ISSUER does not match the expected ones',
    signatures: [['The issuer in ID Token', 'does not match the expected']],
    from: 'Google STS',
    causes: ['the pod runs in another cluster than issuerUri names: each EKS cluster has an issuer of its own, new when the cluster is made again'],
    confirm: [
      { command: 'aws eks describe-cluster --name CLUSTER --query cluster.identity.oidc.issuer --output text', expect: 'issuerUri, letter by letter' },
      { command: CLAIMS, expect: 'the same under iss' },
    ],
    fix: ['write the issuer of the cluster into issuerUri, and deploy the Google side; another cluster takes a pool of its own'],
    docs: DOCS,
  },
  {
    id: 'token-audience',
    error: 'The audience in ID Token AUDIENCE does not match the expected audience',
    signatures: [['The audience in ID Token', 'does not match the expected audience']],
    from: 'Google STS',
    causes: ['the token was made for somebody else: the default token of the pod is for the API server, that of IRSA for sts.amazonaws.com'],
    confirm: [
      { command: CLAIMS, expect: 'under aud the provider, as the credential configuration names it, with https: before it' },
      { command: CHECK, expect: 'the audience on both sides' },
    ],
    fix: ['take the volume that GcpKubernetesServiceAccount.podWithCredentials adds, and the credential configuration of the same object'],
    docs: DOCS,
  },
  {
    id: 'token-stale',
    error: 'ID Token issued at TIME is stale to sign-in',
    signatures: [['ID Token issued at', 'is stale to sign-in']],
    from: 'Google STS',
    causes: [
      'the token has expired: a copy of it is used, where Kubernetes renews only the file of the volume',
      'the clock of the node is wrong',
    ],
    confirm: [{ command: CLAIMS, expect: 'an exp that is still to come: compare with `date +%s`' }],
    fix: [
      'let the configuration name the file in the volume, and mount the volume without subPath, with which files are not renewed',
      `it may live ${LIMITS.podTokenSeconds.minimum} to ${LIMITS.podTokenSeconds.maximum} seconds: tokenExpirationSeconds`,
    ],
    docs: DOCS,
  },
  {
    id: 'issuer-not-reachable',
    error: "Error connecting to the given credential's issuer",
    signatures: [["Error connecting to the given credential's issuer"]],
    from: 'Google STS',
    causes: ['Google could not read the keys of the cluster at issuerUri: the cluster is private or deleted, or the address is misspelt'],
    confirm: [
      { command: 'curl -sS ISSUER/.well-known/openid-configuration', expect: 'JSON with jwks_uri, from anywhere' },
      { command: DESCRIBE_PROVIDER, expect: 'oidc.issuerUri, and oidc.jwksJson where Google is not to ask' },
    ],
    fix: ['correct issuerUri; where Google cannot reach it, hand the keys over by jwksJson, and again whenever the cluster rotates them'],
    docs: DOCS,
  },
];
