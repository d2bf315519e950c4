import { SubjectTokenInput, subjectToken } from '../../../lib/rehearsal/attempts/signed-request';
import { AwsDirectory, AwsRequest, AwsSts, parseSubjectToken, RequestLog, signatureV4 } from '../../../lib/rehearsal/emulators';
import { GENUINE } from '../../proof/policy/providers';

const NOW = new Date('2026-11-24T12:00:00Z');
const directory = new AwsDirectory();
const credentials = directory.issue(GENUINE, { expiration: new Date('2026-11-24T18:00:00Z') });
let log: RequestLog;
let sts: AwsSts;

beforeEach(() => {
  log = new RequestLog();
  sts = new AwsSts(directory, log, () => NOW);
});

function signed(changes: Partial<SubjectTokenInput> = {}): AwsRequest {
  return parseSubjectToken(subjectToken({ credentials, region: 'eu-west-1', time: NOW, targetResource: '//provider', ...changes }));
}

function minutes(count: number): Date {
  return new Date(NOW.getTime() + count * 60_000);
}

function withHeaders(request: AwsRequest, change: (headers: Record<string, string>) => void): AwsRequest {
  const headers = { ...request.headers };
  change(headers);
  return { ...request, headers };
}

test('tells whose a good signature is', () => {
  expect(sts.getCallerIdentity(signed())).toEqual({ identity: GENUINE });
  expect(log.entries).toMatchObject([{ standIn: 'AWS STS', verdict: 'accepted', identity: GENUINE.arn }]);
});

test('the global endpoint wants us-east-1', () => {
  const url = 'https://sts.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15';
  expect(sts.getCallerIdentity(signed({ url, scopeRegion: 'us-east-1' }))).toEqual({ identity: GENUINE });
  expect(sts.getCallerIdentity(signed({ url }))).toMatchObject({ refusal: { step: 'credential scope' } });
});

test('takes long-term keys without session token', () => {
  const user = { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/eve', userid: 'AIDAEXAMPLE' };
  const keys = directory.issue(user, { temporary: false });
  expect(keys).toEqual({ accessKeyId: expect.stringMatching(/^AKIA/), secretAccessKey: expect.any(String) });
  expect(sts.getCallerIdentity(signed({ credentials: keys }))).toEqual({ identity: user });
});

test.each([-14, 14])('takes a signature that is %i minutes off', off => {
  expect(sts.getCallerIdentity(signed({ time: minutes(off) }))).toEqual({ identity: GENUINE });
});

// Each of these is right in all but one respect, so that it passes as soon as the one check is gone.
test.each<[string, string, string, () => AwsRequest]>([
  ['a stale signature', 'signature date', 'Signature expired', () => signed({ time: minutes(-16) })],
  ['a signature from the future', 'signature date', 'not yet current', () => signed({ time: minutes(16) })],
  ['a scope of another region', 'credential scope', 'valid region', () => signed({ scopeRegion: 'us-east-1' })],
  ['a scope of another service', 'credential scope', 'correct service', () => signed({ scopeService: 'iam' })],
  ['an unknown access key', 'access key', 'InvalidClientTokenId', () => signed({ credentials: { ...credentials, accessKeyId: 'ASIAUNKNOWNUNKNOWN00' } })],
  ['another session token', 'session token', 'InvalidClientTokenId', () => signed({ credentials: { ...credentials, sessionToken: 'another' } })],
  ['no session token', 'session token', 'InvalidClientTokenId', () => signed({ credentials: { ...credentials, sessionToken: undefined } })],
  ['a forged signature', 'signature', 'does not match', () => signed({ credentials: { ...credentials, secretAccessKey: 'forged' } })],
  ['an expired session', 'expiry', 'ExpiredToken', () => signed({ credentials: directory.issue(GENUINE, { expiration: minutes(-1) }) })],
  ['a header that is not signed', 'signed headers', 'x-amz-extra', () => signed({ unsignedHeaders: { 'x-amz-extra': 'x' } })],
  ['no authorization', 'authorization header', 'MissingAuthenticationToken', () => withHeaders(signed(), headers => delete headers.authorization)],
  ['a basic authorization', 'authorization header', 'MissingAuthenticationToken', () => withHeaders(signed(), headers => { headers.authorization = 'Basic eA=='; })],
  ['another host', 'signed headers', 'Host', () => ({ ...signed(), url: new URL('https://sts.us-east-2.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15') })],
  [
    'a date other than the scope', 'signature date', 'Date in Credential scope',
    () => withHeaders(signed(), headers => { headers['x-amz-date'] = headers['x-amz-date'].replace('20261124', '20261123'); }),
  ],
  ['a query that was not signed', 'signature', 'does not match', () => ({ ...signed(), url: new URL('https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-16') })],
  ['a method that was not signed', 'signature', 'does not match', () => ({ ...signed(), method: 'GET' })],
  ['a body that was not signed', 'signature', 'does not match', () => ({ ...signed(), body: 'Action=AssumeRole' })],
  [
    'a signed header that was changed', 'signature', 'does not match',
    () => withHeaders(signed(), headers => { headers['x-goog-cloud-target-resource'] = '//another'; }),
  ],
])('refuses %s', (_, step, text, make) => {
  const answer = sts.getCallerIdentity(make());
  expect(answer).toMatchObject({ refusal: { step, status: 403 } });
  expect(log.entries).toMatchObject([{ verdict: 'rejected', reason: expect.stringContaining(text) }]);
});

test('logs no credential', () => {
  sts.getCallerIdentity(signed());
  const written = JSON.stringify(log.entries);
  for (const secret of [credentials.secretAccessKey, credentials.sessionToken, credentials.accessKeyId]) expect(written).not.toContain(secret);
});

test('agrees with the signature that AWS publishes for its example', () => {

  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'host': 'iam.amazonaws.com', 'x-amz-date': '20150830T123600Z',
  };
  const url = new URL('https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08');
  expect(signatureV4({ method: 'GET', url, headers }, Object.keys(headers), { date: '20150830', region: 'us-east-1', service: 'iam' },
    'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe('5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7');
});
