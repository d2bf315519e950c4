import { createPrivateKey, generateKeyPairSync, sign } from 'crypto';
import { request, World } from './world';
import { PoolProvider } from '../../../lib/proof';
import { GoogleSts, KubernetesCluster, verifySignedToken } from '../../../lib/rehearsal/emulators';

const ISSUER = 'https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const AUDIENCE = 'https://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/eks-pool/providers/eks-provider';
const cluster = new KubernetesCluster(ISSUER);
const ASKED = { namespace: 'reports', serviceAccount: 'gcs-reader', audience: AUDIENCE };

const published = (issuer: string) => issuer === ISSUER ? cluster.jwks : undefined;
const refusal = (token: string, now = new Date()) => {
  try {
    verifySignedToken(token, published, now);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

test('a token of the cluster tells who it is of and for whom', () => {
  expect(verifySignedToken(cluster.token(ASKED), published, new Date())).toEqual({ issuer: ISSUER, subject: 'system:serviceaccount:reports:gcs-reader', audiences: [AUDIENCE] });
});

const changed = (part: 0 | 1, change: object) => {
  const parts = cluster.token(ASKED).split('.');
  parts[part] = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(parts[part], 'base64url').toString()), ...change })).toString('base64url');
  return parts.join('.');
};

test.each<[string, () => string, RegExp]>([
  ['is changed', () => changed(1, { sub: 'system:serviceaccount:kube-system:admin' }), /signature/],
  ['is not signed', () => changed(0, { alg: 'none' }), /signed with none/],
  ['is signed with a secret', () => changed(0, { alg: 'HS256' }), /signed with HS256/],
  ['says ES256 of an RSA key', () => changed(0, { alg: 'ES256' }), /signature/],
  ['names another key', () => changed(0, { kid: 'x' }), /No key of issuer/],
  ['is of an issuer without keys', () => changed(1, { iss: 'https://other' }), /No key of issuer https:\/\/other/],
  ['is signed by somebody else', () => {
    const [head, body] = cluster.token(ASKED).split('.');
    const key = createPrivateKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' }));
    return `${head}.${body}.${sign('RSA-SHA256', Buffer.from(`${head}.${body}`), key).toString('base64url')}`;
  }, /signature/],
  ['lives longer than a day', () => cluster.token({ ...ASKED, expirationSeconds: 86_401 }), /24 hours/],
  ['has expired', () => cluster.token({ ...ASKED, expirationSeconds: 0 }), /stale/],
  ['is not valid yet', () => cluster.token({ ...ASKED, claims: { nbf: Date.now() / 1000 + 600 } }), /not valid yet/],
  ['has no times', () => cluster.token({ ...ASKED, claims: { exp: undefined } }), /no exp/],
  ['has no subject', () => cluster.token({ ...ASKED, claims: { sub: '' } }), /no sub/],
  ['is something else', () => 'x', /parse/],
  ['holds something else', () => 'bnVsbA.bnVsbA.x', /parse/],
])('a token that %s is refused', (_, token, reason) => {
  expect(refusal(token())).toMatch(reason);
});

describe('at Google STS', () => {
  const pool: Omit<PoolProvider, 'attributeMapping'> = { address: 'provider', project: 'my-gcp-project', poolId: 'eks-pool', providerId: 'eks-provider', disabled: false };
  const world = new World({
    otherProviders: [{
      ...pool,
      kind: 'oidc',
      issuer: ISSUER,
      allowedAudiences: [AUDIENCE],
      attributeMapping: new Map([['google.subject', 'assertion.sub']]),
      attributeCondition: "assertion.sub == 'system:serviceaccount:reports:gcs-reader'",
    }],
  });
  const sts = new GoogleSts(world.policy, world.awsSts, world.tokens, world.log, published);
  const exchange = (token: string, type = 'urn:ietf:params:oauth:token-type:jwt') => sts.answer(request('POST', '/v1/token', {
    body: String(new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      audience: AUDIENCE.replace('https:', ''),
      subject_token: token,
      subject_token_type: type,
    })),
  }));

  test('a token is exchanged by keys that the issuer publishes, also one that is for several', () => {
    expect(exchange(cluster.token(ASKED))).toMatchObject({ status: 200 });
    expect(exchange(cluster.token({ ...ASKED, claims: { aud: ['other', AUDIENCE] } }))).toMatchObject({ status: 200 });
    expect(exchange(cluster.token({ ...ASKED, claims: { aud: AUDIENCE } }), 'urn:ietf:params:oauth:token-type:id_token')).toMatchObject({ status: 200 });
  });

  test.each([
    ['subject token', { claims: { iss: 'https://other' } }],
    ['token audience', { audience: 'sts.amazonaws.com' }],
    ['attribute condition', { namespace: 'reports-x' }],
  ])('is refused by its %s', (step, change) => {
    expect(exchange(cluster.token({ ...ASKED, ...change })).status).toBe(400);
    expect(world.step).toBe(step);
  });

  test('is not taken for an AWS request, nor the other way round', () => {
    expect(exchange(cluster.token(ASKED), 'urn:ietf:params:aws:token-type:aws4_request')).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
    expect(world.exchange(cluster.token(ASKED), { subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' })).toMatchObject({ status: 400 });
  });
});
