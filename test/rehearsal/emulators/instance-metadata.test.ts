import { request } from './world';
import { AwsDirectory, HttpRequest, InstanceMetadata, listen, RequestLog } from '../../../lib/rehearsal/emulators';
import { GENUINE } from '../../proof/policy/providers';

const ROLES = '/latest/meta-data/iam/security-credentials';
const ZONE = '/latest/meta-data/placement/availability-zone';
const credentials = new AwsDirectory().issue(GENUINE);
let now = new Date();
let log: RequestLog;
let metadata: InstanceMetadata;

beforeEach(() => {
  now = new Date();
  log = new RequestLog();
  metadata = new InstanceMetadata({ availabilityZone: 'eu-west-1a', role: { name: 'gcs-reader', credentials } }, log, () => now);
});

function token(headers: HttpRequest['headers'] = { 'x-aws-ec2-metadata-token-ttl-seconds': '300' }, method = 'PUT') {
  return metadata.answer(request(method, '/latest/api/token', { headers }));
}

function get(path: string, withToken = String(token().body)) {
  return metadata.answer(request('GET', path, { headers: { 'x-aws-ec2-metadata-token': withToken } }));
}

test('gives zone, role name and role credentials to who shows a token', () => {
  expect(get(ZONE)).toMatchObject({ status: 200, body: 'eu-west-1a' });
  expect(get(ROLES)).toMatchObject({ status: 200, body: 'gcs-reader' });
  expect(get(`${ROLES}/`)).toMatchObject({ status: 200, body: 'gcs-reader' });
  expect(JSON.parse(String(get(`${ROLES}/gcs-reader`).body))).toMatchObject({
    Code: 'Success',
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    Token: credentials.sessionToken,
    Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test('answers the role credentials as text, as EC2 does: clients that take only JSON by its type fail here, too', async () => {
  const listener = await listen(() => metadata);
  try {
    const url = `http://127.0.0.1:${listener.port}`;
    const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': '300' };
    const issued = await (await fetch(`${url}/latest/api/token`, { method: 'PUT', headers: ttl })).text();
    for (const path of [ZONE, ROLES, `${ROLES}/gcs-reader`]) {
      const { headers } = await fetch(url + path, { headers: { 'x-aws-ec2-metadata-token': issued } });
      expect(headers.get('content-type')).toMatch(/^text\/plain(;|$)/);
    }
  } finally {
    await listener.close();
  }
});

test('refuses IMDSv1: a request without token', () => {
  expect(metadata.answer(request('GET', ZONE))).toMatchObject({ status: 401 });
  expect(log.entries).toMatchObject([{ verdict: 'rejected', step: 'IMDSv2 token' }]);
});

test('refuses a made-up token', () => {
  expect(get(ZONE, 'made-up').status).toBe(401);
});

test('refuses a token whose time is over', () => {
  const issued = String(token().body);
  now = new Date(now.getTime() + 299_000);
  expect(get(ZONE, issued).status).toBe(200);
  now = new Date(now.getTime() + 2000);
  expect(get(ZONE, issued).status).toBe(401);
});

test.each<[string, Record<string, string>, number]>([
  ['no TTL', {}, 400],
  ['TTL 0', { 'x-aws-ec2-metadata-token-ttl-seconds': '0' }, 400],
  ['TTL above six hours', { 'x-aws-ec2-metadata-token-ttl-seconds': '21601' }, 400],
  ['TTL that is no number', { 'x-aws-ec2-metadata-token-ttl-seconds': 'soon' }, 400],
  ['X-Forwarded-For', { 'x-aws-ec2-metadata-token-ttl-seconds': '300', 'x-forwarded-for': '10.0.0.1' }, 403],
])('issues no token for a request with %s', (_, headers, status) => {
  expect(token(headers).status).toBe(status);
});

test('issues tokens by PUT only', () => {
  expect(token(undefined, 'GET').status).toBe(405);
});

test('knows nothing of other roles and paths, and of no role without instance profile', () => {
  expect(get(`${ROLES}/other`).status).toBe(404);
  expect(get('/latest/user-data').status).toBe(404);
  metadata.instance = { availabilityZone: 'eu-west-1a' };
  expect(get(ROLES).status).toBe(404);
});

test('logs no token and no credential', () => {
  get(`${ROLES}/gcs-reader`);
  const written = JSON.stringify(log.entries);
  expect(written).not.toContain(credentials.secretAccessKey);
  expect(written).not.toContain(credentials.sessionToken);
});
