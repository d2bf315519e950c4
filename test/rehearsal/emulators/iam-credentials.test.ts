import { bearer, request, World } from './world';
import { FederatedPrincipal, GoogleConfiguration } from '../../../lib/proof';
import { configuration, EMAIL, MEMBER, POOL } from '../../proof/policy/configuration';
import { ROLE_ARN } from '../../proof/policy/providers';

const PRINCIPAL: FederatedPrincipal = { pool: POOL, subject: `${ROLE_ARN}/i-0`, attributes: { aws_role: ROLE_ARN }, groups: [] };
const DENIED = { error: { code: 403, status: 'PERMISSION_DENIED', message: "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist)." } };

interface Call {
  readonly principal?: FederatedPrincipal;
  readonly email?: string;
  readonly body?: object | string;
}

function generate(world: World, { principal = PRINCIPAL, email = EMAIL, body = { scope: ['s'], lifetime: '3600s' } }: Call = {}) {
  const { token } = world.tokens.issue({ kind: 'federated', principal }, 3600);
  return world.iamCredentials.answer(request('POST', `/v1/projects/-/serviceAccounts/${email}:generateAccessToken`, {
    ...bearer(token), body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
}

test('gives the bound role a token of the service account', () => {
  const world = new World();
  const answer = generate(world);
  expect(answer).toMatchObject({ status: 200, body: { accessToken: expect.any(String), expireTime: expect.stringMatching(/Z$/) } });
  const { accessToken } = answer.body as { accessToken: string };
  expect(world.tokens.holder(`Bearer ${accessToken}`)).toEqual({ kind: 'service account', email: EMAIL });
  expect(JSON.stringify(world.log.entries)).not.toContain(accessToken);
});

// No condition takes part here: the member alone keeps these out.
test.each<[string, string]>([
  ['another role', 'arn:aws:sts::111122223333:assumed-role/other'],
  ['a role whose name starts alike', `${ROLE_ARN}-x`],
  ['a role whose name ends alike', 'arn:aws:sts::111122223333:assumed-role/my-gcs-reader'],
  ['a role in other letter case', 'arn:aws:sts::111122223333:assumed-role/GCS-reader'],
  ['another account', ROLE_ARN.replace('111122223333', '999988887777')],
  ['a user with path /assumed-role/gcs-reader/', 'arn:aws:iam::111122223333:user/assumed-role/gcs-reader'],
  ['a user named assumed-role', 'assumed-role/'],
])('denies %s', (_, attribute) => {
  expect(generate(new World(), { principal: { ...PRINCIPAL, attributes: { aws_role: attribute } } })).toMatchObject({ status: 403, body: DENIED });
});

test('denies identities of another pool with the same attribute', () => {
  expect(generate(new World(), { principal: { ...PRINCIPAL, pool: POOL.replace('aws-identity-pool', 'other-pool') } })).toMatchObject({ status: 403, body: DENIED });
});

test('denies accounts that the role is not bound to', () => {
  expect(generate(new World(), { email: 'other-account@my-gcp-project.iam.gserviceaccount.com' })).toMatchObject({ status: 403, body: DENIED });
});

test.each<[string, Partial<GoogleConfiguration>]>([
  ['the binding is gone', { serviceAccountBindings: [] }],
  ['the binding names a lesser role', { serviceAccountBindings: [{ ...configuration().serviceAccountBindings[0], role: 'roles/iam.serviceAccountUser' }] }],
  ['the member lacks the host', { serviceAccountBindings: [{ ...configuration().serviceAccountBindings[0], member: MEMBER.replace('iam.googleapis.com/', '') }] }],
  ['the account is disabled', { serviceAccounts: [{ address: 'a', email: EMAIL, disabled: true }] }],
])('denies when %s', (_, changes) => {
  expect(generate(new World(changes))).toMatchObject({ status: 403, body: DENIED });
});

test.each<[string, object | string]>([
  ['above an hour', { scope: ['s'], lifetime: '3601s' }],
  ['zero', { scope: ['s'], lifetime: '0s' }],
  ['without unit', { scope: ['s'], lifetime: '3600' }],
  ['fine, but no scope', { lifetime: '3600s' }],
  ['not JSON', 'lifetime'],
])('refuses a lifetime that is %s', (_, body) => {
  expect(generate(new World(), { body })).toMatchObject({ status: 400, body: { error: { message: 'Request contains an invalid argument.' } } });
});

test('an organization policy lets tokens live up to twelve hours', () => {
  expect(generate(new World({}, true), { body: { scope: ['s'], lifetime: '43200s' } }).status).toBe(200);
  expect(generate(new World({}, true), { body: { scope: ['s'], lifetime: '43201s' } }).status).toBe(400);
});

test('wants a federated token that is alive', () => {
  const world = new World();
  const path = `/v1/projects/-/serviceAccounts/${EMAIL}:generateAccessToken`;
  const body = JSON.stringify({ scope: ['s'] });
  expect(world.iamCredentials.answer(request('POST', path, { body })).status).toBe(401);
  expect(world.iamCredentials.answer(request('POST', path, { ...bearer('made-up'), body })).status).toBe(401);
  const { token } = world.tokens.issue({ kind: 'federated', principal: PRINCIPAL }, 60);
  expect(world.iamCredentials.answer(request('POST', path, { ...bearer(token), body })).status).toBe(200);
  world.now = new Date(world.now.getTime() + 61_000);
  expect(world.iamCredentials.answer(request('POST', path, { ...bearer(token), body })).status).toBe(401);
});

test('denies the token of a service account', () => {
  const world = new World();
  const { token } = world.tokens.issue({ kind: 'service account', email: EMAIL }, 60);
  const path = `/v1/projects/-/serviceAccounts/${EMAIL}:generateAccessToken`;
  expect(world.iamCredentials.answer(request('POST', path, { ...bearer(token), body: JSON.stringify({ scope: ['s'] }) })).status).toBe(403);
});

test('knows no other method', () => {
  expect(new World().iamCredentials.answer(request('POST', `/v1/projects/-/serviceAccounts/${EMAIL}:signBlob`)).status).toBe(404);
});
