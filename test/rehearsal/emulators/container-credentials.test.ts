import { AwsDirectory, ContainerCredentials, RequestLog } from '../../../lib/rehearsal/emulators';

const credentials = new AwsDirectory().issue({ account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/r/s', userid: 'AROA:s' });

function ask(path: string, { method = 'GET', authorization, required }: { method?: string; authorization?: string; required?: string } = {}) {
  const log = new RequestLog();
  const endpoint = { address: '169.254.170.2', path: '/v2/credentials/secret', authorization: required, variables: {} };
  const answer = new ContainerCredentials(endpoint, () => credentials, log).answer({ method, path, query: new URLSearchParams(), headers: { authorization }, body: '' });
  return { answer, log: log.entries };
}

test('gives the credentials in the form of the platform, and logs neither them nor the path to them', () => {
  const { answer, log } = ask('/v2/credentials/secret');
  expect(answer).toMatchObject({ status: 200, body: { AccessKeyId: credentials.accessKeyId, Token: credentials.sessionToken, Expiration: expect.stringMatching(/^[\d-]+T[\d:]+Z$/) } });
  expect(log).toEqual([expect.objectContaining({ standIn: 'container credentials', request: 'GET credentials', verdict: 'accepted', step: 'credentials' })]);
});

test.each([
  ['/v2/credentials/other', {}, 404, 'path'],
  ['/v2/credentials/secret', { method: 'PUT' }, 404, 'path'],
  ['/v2/credentials/secret', { required: 'token' }, 401, 'authorization'],
  ['/v2/credentials/secret', { required: 'token', authorization: 'other' }, 401, 'authorization'],
])('refuses %s with %j', (path, how, status, step) => {
  const { answer, log } = ask(path, how);
  expect([answer.status, log[0].step, log[0].verdict]).toEqual([status, step, 'rejected']);
});
