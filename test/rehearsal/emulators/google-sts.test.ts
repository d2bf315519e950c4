import { request, World } from './world';
import { AwsIdentity, GoogleConfiguration } from '../../../lib/proof';
import { SubjectTokenInput, subjectToken } from '../../../lib/rehearsal/attempts/signed-request';
import { AUDIENCE, configuration } from '../../proof/policy/configuration';
import { GENUINE, identity, IMPOSTORS, provider, ROLE_ARN } from '../../proof/policy/providers';

const INVALID_TARGET = { error: 'invalid_target', error_description: expect.stringContaining('is invalid') };
const REJECTED = { error: 'unauthorized_client', error_description: 'The given credential is rejected by the attribute condition.' };

function signedBy(world: World, caller: AwsIdentity = GENUINE, changes: Partial<SubjectTokenInput> = {}): string {
  return subjectToken({ credentials: world.directory.issue(caller), region: 'eu-west-1', targetResource: AUDIENCE, ...changes });
}

test('exchanges the signed request of the role for a token', () => {
  const world = new World();
  expect(world.exchange(signedBy(world))).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: expect.any(String) } });
  expect(world.log.entries.at(-1)).toMatchObject({ verdict: 'accepted', identity: expect.stringContaining(`/subject/${GENUINE.arn}`) });
});

test('takes audience and target with https: too', () => {
  const world = new World();
  expect(world.exchange(signedBy(world, GENUINE, { targetResource: `https:${AUDIENCE}` })).status).toBe(200);
  expect(world.exchange(signedBy(world), { audience: `https:${AUDIENCE}` }).status).toBe(200);
});

test.each(['grant_type', 'requested_token_type', 'subject_token_type'])('refuses another %s', parameter => {
  const world = new World();
  expect(world.exchange(signedBy(world), { [parameter]: 'other' })).toMatchObject({
    status: 400, body: { error: 'invalid_request', error_description: `Invalid value for "${parameter}".` },
  });
});

test('refuses a project id for its number, as Google words it', () => {
  const world = new World();
  const audience = AUDIENCE.replace('123456789012', 'my-gcp-project');
  expect(world.exchange(signedBy(world, GENUINE, { targetResource: audience }), { audience }))
    .toMatchObject({ status: 400, body: { error_description: 'Invalid value for "audience".' } });
});

// The signed request names the same audience, so that nothing but the look-up refuses it.
test.each([
  ['provider', AUDIENCE.replace('aws-provider', 'other-provider')],
  ['pool', AUDIENCE.replace('aws-identity-pool', 'other-pool')],
  ['project number', AUDIENCE.replace('123456789012', '999999999999')],
])('refuses another audience: %s', (_, audience) => {
  const world = new World();
  expect(world.exchange(signedBy(world, GENUINE, { targetResource: audience }), { audience })).toMatchObject({ status: 400, body: INVALID_TARGET });
});

test.each<[string, Partial<GoogleConfiguration>]>([
  ['provider', { awsProviders: [provider({ disabled: true })] }],
  ['pool', { pools: [{ ...configuration().pools[0], disabled: true }] }],
])('refuses a disabled %s', (_, changes) => {
  const world = new World(changes);
  expect(world.exchange(signedBy(world))).toMatchObject({ status: 400, body: INVALID_TARGET });
});

test.each<[string, Partial<SubjectTokenInput>]>([
  ['for another provider', { targetResource: `${AUDIENCE}-2` }],
  ['for no provider', { targetResource: undefined }],
])('refuses a request signed %s', (_, changes) => {
  const world = new World();
  expect(world.exchange(signedBy(world, GENUINE, changes)).status).toBe(400);
  expect(world.step).toBe('target resource');
});

test.each<[string, Partial<SubjectTokenInput>]>([
  ['another action', { url: 'https://sts.eu-west-1.amazonaws.com?Action=AssumeRole&Version=2011-06-15' }],
  ['a further parameter', { url: 'https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15&X=1' }],
  ['another path', { url: 'https://sts.eu-west-1.amazonaws.com/x?Action=GetCallerIdentity&Version=2011-06-15' }],
  ['plain http', { url: 'http://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15' }],
  ['a host of others', { url: 'https://sts.eu-west-1.amazonaws.com.example.com?Action=GetCallerIdentity&Version=2011-06-15', scopeRegion: 'us-east-1' }],
  ['GET', { method: 'GET' }],
])('sends nothing to AWS for a request with %s', (_, changes) => {
  const world = new World();
  expect(world.exchange(signedBy(world, GENUINE, changes)).status).toBe(400);
  expect(world.log.entries).toMatchObject([{ standIn: 'Google STS', step: 'subject token' }]);
});

test.each(['', 'x', '%7B', '[]', 'null', '{}', JSON.stringify({ url: 1 })])('refuses the subject token %j', token => {
  const world = new World();
  expect(world.exchange(token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('refuses a header that has two values', () => {
  const world = new World();
  const twice = JSON.parse(decodeURIComponent(signedBy(world))) as { headers: { key: string; value: string }[] };
  twice.headers.push({ key: 'X-Goog-Cloud-Target-Resource', value: `${AUDIENCE}-2` });
  expect(world.exchange(encodeURIComponent(JSON.stringify(twice)))).toMatchObject({ status: 400 });
  expect(world.step).toBe('subject token');
});

test('takes a header that is repeated, as the client for Java writes it, and spaces written as plus signs, as that for Go does', () => {
  const world = new World();
  const twice = JSON.parse(decodeURIComponent(signedBy(world))) as { headers: { key: string; value: string }[] };
  twice.headers.push({ key: 'X-Goog-Cloud-Target-Resource', value: AUDIENCE });
  expect(world.exchange(encodeURIComponent(JSON.stringify(twice)))).toMatchObject({ status: 200 });
  expect(world.exchange(encodeURIComponent(JSON.stringify(twice)).replaceAll('%20', '+'))).toMatchObject({ status: 200 });
});

test('passes on what AWS says of a forged signature', () => {
  const world = new World();
  const credentials = { ...world.directory.issue(GENUINE), secretAccessKey: 'forged' };
  const answer = world.exchange(subjectToken({ credentials, region: 'eu-west-1', targetResource: AUDIENCE }));
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: expect.stringContaining('SignatureDoesNotMatch') } });
});

describe('with the synthesized condition', () => {
  test.each(IMPOSTORS)('refuses %s', (_, impostor) => {
    const world = new World();
    expect(world.exchange(signedBy(world, impostor))).toMatchObject({ status: 400, body: REJECTED });
  });
});

describe('each half of the condition alone refuses', () => {
  const own = IMPOSTORS.filter(([, impostor]) => impostor.account === GENUINE.account);

  test.each(own)('%s, by the mapped attribute', (_, impostor) => {
    const world = new World({ awsProviders: [provider({ attributeCondition: `attribute.aws_role == '${ROLE_ARN}'` })] });
    expect(world.exchange(signedBy(world, impostor))).toMatchObject({ status: 400, body: REJECTED });
  });

  test.each(own)('%s, by the raw assertion', (_, impostor) => {
    const world = new World({ awsProviders: [provider({ attributeCondition: `assertion.arn.startsWith('${ROLE_ARN}/')` })] });
    expect(world.exchange(signedBy(world, impostor))).toMatchObject({ status: 400, body: REJECTED });
  });
});

test('evaluates the condition that is there: a prefix without slash admits a role that starts alike', () => {
  const world = new World({ awsProviders: [provider({ attributeCondition: `assertion.arn.startsWith('${ROLE_ARN}')` })] });
  expect(world.exchange(signedBy(world, identity(`${ROLE_ARN}-x/i-0`))).status).toBe(200);
});

test('refuses a subject above 127 bytes, as Google words it', () => {
  const world = new World();
  expect(world.exchange(signedBy(world, identity(`${ROLE_ARN}/${'x'.repeat(80)}`)))).toMatchObject({
    status: 400, body: { error_description: expect.stringContaining('google.subject exceeds the 127 bytes limit') },
  });
});

test('tells of a token whether it is alive', () => {
  const world = new World();
  const { access_token: token } = world.exchange(signedBy(world)).body as { access_token: string };
  const introspect = (body: string) => world.googleSts.answer(request('POST', '/v1/introspect', { body })).body;
  expect(introspect(`token=${token}`)).toMatchObject({ active: true });
  expect(introspect('token=made-up')).toEqual({ active: false });
});

test('logs no token', () => {
  const world = new World();
  const { access_token: token } = world.exchange(signedBy(world)).body as { access_token: string };
  expect(JSON.stringify(world.log.entries)).not.toContain(token);
});
