import { createPublicKey, generateKeyPairSync, JsonWebKey, KeyObject, randomUUID, sign } from 'node:crypto';

/** What a token is asked for. */
export interface TokenRequest {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly audience: string;
  /** @default 3600 */
  readonly expirationSeconds?: number;
  /** In place of what the cluster would write, for tokens that must not pass. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A Kubernetes cluster, as far as it issues tokens of service accounts: with keys of its own, and signed. */
export class KubernetesCluster {
  private readonly privateKey: KeyObject = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  private readonly keyId = randomUUID();

  constructor(readonly issuer: string, private readonly now: () => Date = () => new Date()) {}

  /** What the issuer publishes: its public keys. */
  get jwks(): string {
    const { kty, n, e }: JsonWebKey = createPublicKey(this.privateKey).export({ format: 'jwk' });
    return JSON.stringify({ keys: [{ kty, alg: 'RS256', use: 'sig', kid: this.keyId, n, e }] });
  }

  /** A token as the kubelet puts it into a pod, for one audience. */
  token({ namespace, serviceAccount, audience, expirationSeconds = 3600, claims }: TokenRequest): string {
    const iat = Math.floor(this.now().getTime() / 1000);
    return this.signed({ alg: 'RS256', kid: this.keyId }, {
      'aud': [audience],
      'exp': iat + expirationSeconds,
      iat,
      'iss': this.issuer,
      'jti': randomUUID(),
      'kubernetes.io': { namespace, pod: { name: 'pod', uid: randomUUID() }, serviceaccount: { name: serviceAccount, uid: randomUUID() } },
      'nbf': iat,
      'sub': `system:serviceaccount:${namespace}:${serviceAccount}`,
      ...claims,
    });
  }

  private signed(header: object, claims: object): string {
    const text = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), this.privateKey).toString('base64url')}`;
  }
}
