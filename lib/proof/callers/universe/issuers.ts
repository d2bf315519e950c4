import { TokenUniverse, KnownClaim } from './token-universe';
import { segmentText, Text } from '../texts/text';

/** What is known of an issuer of tokens. */
export interface Issuer {
  /** @default - not known before deployment */
  readonly url?: string;
  /** Audiences that the provider accepts. @default - not known */
  readonly audiences?: readonly string[];
  /** Whether its tokens are those of service accounts of a Kubernetes cluster. */
  readonly kubernetes: boolean;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const NAME = `${LABEL}(?:\\.${LABEL})*`;
const SUBJECT = `system:serviceaccount:${LABEL}:${NAME}`;
/** With the greatest lengths of Kubernetes: 63 characters for a namespace, 253 for a service account. */
const EXACT_SUBJECT = 'system:serviceaccount:[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?:[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?';

const PREFIX = 'system:serviceaccount:';

/**
 * Returns everybody for whom an issuer can vouch: the service accounts of a cluster, or with any claims where the
 * issuer is shared by all its customers, or not known.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
 */
export function tokenUniverse({ url, audiences, kubernetes }: Issuer): TokenUniverse {
  const known = new Map<string, KnownClaim>();
  if (url !== undefined) known.set('["iss"]', { kind: 'constant', value: url });
  if (audiences?.length === 1) known.set('["aud"]', { kind: 'constant', value: audiences[0] });
  else if (audiences !== undefined) known.set('["aud"]', { kind: 'pattern', pattern: `(?:${audiences.map(escapePattern).join('|')})` });
  if (!kubernetes) return new TokenUniverse(known);
  const subject = segmentText('["sub"]');
  const part = (index: number): Text => ({ kind: 'part', of: subject, separator: ':', index });
  known.set('["sub"]', { kind: 'pattern', pattern: SUBJECT, exactPattern: EXACT_SUBJECT });
  known.set('["kubernetes.io","namespace"]', { kind: 'text', text: part(2), read: value => value.slice(PREFIX.length).split(':')[0] });
  known.set('["kubernetes.io","serviceaccount","name"]', { kind: 'text', text: part(3), read: value => value.slice(PREFIX.length).split(':')[1] });
  for (const path of ['["kubernetes.io","serviceaccount","uid"]', '["kubernetes.io","pod","name"]', '["kubernetes.io","pod","uid"]']) {
    known.set(path, { kind: 'pattern', pattern: '[-.a-z0-9]+' });
  }
  // Tokens of a cluster have no other claims, unless its API server is told to add some.
  return new TokenUniverse(known);
}

const CLUSTERS = [
  /^https:\/\/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/[A-F0-9]+$/,
  /^https:\/\/oidc-eks\.[a-z0-9-]+\.(?:api\.aws|on\.aws)\/id\/[A-F0-9]+$/,
  /^https:\/\/container\.googleapis\.com\/v1\/projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+$/,
  /^https:\/\/[a-z0-9]+\.oic\.[a-z0-9.-]*azure\.[a-z]+\//,
];

/** Whether a URL is that of the issuer of a Kubernetes cluster. */
export function isClusterIssuer(url: string): boolean {
  return CLUSTERS.some(pattern => pattern.test(url));
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
