import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ContainerCredentials, credentialsAnswer, EmulatorProcess } from './emulator-process';
import { resolveFederation } from '../../../../lib/federation/federation';
import { credentialConfig } from '../../../../lib/federation/installation/credential-config';
import { AwsDirectory } from '../../../../lib/rehearsal/emulators';
import { temporaryFolder } from '../../../proof/temporary-folder';
import { federation } from '../../fixtures';

const ROLE = 'iam/security-credentials/task-role';
const identity = { account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/gcs-reader/task', userid: 'AROA0:task' };
const issue = (seconds = 6 * 3600) => new AwsDirectory().issue(identity, { expiration: new Date(Date.now() + seconds * 1000) });

describe('with credentials', () => {
  const credentials = issue();
  const upstream = new ContainerCredentials(() => credentialsAnswer(credentials));
  let emulator: EmulatorProcess;
  let milliseconds: number;

  beforeAll(async () => {
    milliseconds = await start();
  });
  afterAll(async () => emulator.stop());

  async function start(): Promise<number> {
    emulator = await EmulatorProcess.start(upstream);
    const started = performance.now();
    await emulator.until(() => emulator.healthy);
    return performance.now() - started;
  }

  test('is healthy within 300 ms and holds less than 64 MB', async () => {
    // What else the machine does at the time is not the emulator's: the quickest of a few starts tells.
    for (let tries = 1; milliseconds >= 300 && tries < 8; tries++) {
      await emulator.stop();
      upstream.requests.length = 0;
      milliseconds = Math.min(milliseconds, await start());
    }
    process.stdout.write(`emulator: healthy after ${Math.round(milliseconds)} ms, ${emulator.residentMegabytes.toFixed(1)} MB resident\n`);
    expect(milliseconds).toBeLessThan(300);
    expect(emulator.residentMegabytes).toBeLessThan(64);
  });

  test('has written the configuration, readable by all, whole', () => {
    expect(readFileSync(emulator.credentialConfigFile, 'utf8')).toBe(credentialConfig(resolveFederation(federation), 'metadata-emulator'));
    expect(statSync(emulator.credentialConfigFile).mode % 0o1000).toBe(0o644);
  });

  test('answers as the instance metadata service does', async () => {
    expect(await emulator.get('placement/availability-zone')).toEqual({ status: 200, body: 'eu-central-1a' });
    expect(await emulator.get('placement/region')).toEqual({ status: 200, body: 'eu-central-1' });
    expect(await emulator.get('iam/security-credentials')).toEqual({ status: 200, body: 'task-role' });
    expect(await emulator.get('iam/security-credentials/')).toEqual({ status: 200, body: 'task-role' });
    const { status, body } = await emulator.get(ROLE);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      Code: 'Success',
      LastUpdated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      Type: 'AWS-HMAC',
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      Token: credentials.sessionToken,
      Expiration: credentials.expiration!.toISOString().replace(/\.\d+/, ''),
    });
  });

  test('answers the credentials as JSON, which a client need not guess, and everything else as text', async () => {
    const headers = { 'x-aws-ec2-metadata-token': await emulator.token() };
    const type = async (path: string) => (await emulator.callTyped('GET', path, headers)).type;
    expect(await type(`/latest/meta-data/${ROLE}`)).toBe('application/json');
    expect(await type('/latest/meta-data/iam/security-credentials')).toBe('text/plain');
    expect(await type('/latest/meta-data/placement/region')).toBe('text/plain');
    expect(await type('/latest/meta-data/unknown')).toBe('text/plain');
  });

  test('asks ECS once, however often it is asked', async () => {
    await Promise.all(Array.from({ length: 20 }, async () => emulator.get(ROLE)));
    expect(upstream.requests).toHaveLength(1);
  });

  test('refuses what shows no token, a forged one, or one of another emulator', async () => {
    const token = await emulator.token();
    const [expires, signature] = token.split('.');
    const later = `${Number(expires) + 1000}.${signature}`;
    for (const wrong of ['', 'x', later, `${token}x`, `${expires}.`, '.', `${expires}.${'A'.repeat(signature.length)}`]) {
      expect([wrong, (await emulator.call('GET', `/latest/meta-data/${ROLE}`, { 'x-aws-ec2-metadata-token': wrong })).status]).toEqual([wrong, 401]);
    }
    expect((await emulator.call('GET', `/latest/meta-data/${ROLE}`)).status).toBe(401);
    expect((await emulator.get(ROLE, token)).status).toBe(200);
  });

  test('refuses a token after its time', async () => {
    const token = await emulator.token(1);
    expect((await emulator.get(ROLE, token)).status).toBe(200);
    await new Promise(resolve => setTimeout(resolve, 1100));
    expect((await emulator.get(ROLE, token)).status).toBe(401);
  });

  test.each([undefined, '', '0', '-1', '21601', '1e3', '60s', '99999999999999999999'])('gives no token for a time of %s', async seconds => {
    const headers: Record<string, string> = seconds === undefined ? {} : { 'x-aws-ec2-metadata-token-ttl-seconds': seconds };
    expect((await emulator.call('PUT', '/latest/api/token', headers)).status).toBe(400);
  });

  test('gives a token for the longest time', async () => {
    expect((await emulator.get(ROLE, await emulator.token(21600))).status).toBe(200);
  });

  test.each(['GET', 'POST', 'DELETE', 'OPTIONS', 'HEAD'])('gives no token by %s', async method => {
    expect((await emulator.call(method, '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' })).status).toBe(405);
  });

  test.each([
    ['X-Forwarded-For', '10.0.0.1', 403], ['x-forwarded-host', 'a', 403], ['Forwarded', 'for=10.0.0.1', 403], ['Via', '1.1 proxy', 403], ['X-Real-IP', '10.0.0.1', 403],
    ['Origin', 'http://example.com', 403], ['Host', 'example.com', 403], ['Host', 'localhost', 403], ['Host', '127.0.0.1', 403], ['Host', '127.0.0.1:80', 403],
    ['Transfer-Encoding', 'chunked', 413],
  ])('refuses the header %s: %s, with a token and for one', async (name, value, status) => {
    const token = await emulator.token();
    expect((await emulator.call('GET', `/latest/meta-data/${ROLE}`, { 'x-aws-ec2-metadata-token': token, [name]: value })).status).toBe(status);
    expect((await emulator.call('PUT', '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '60', [name]: value })).status).toBe(status);
  });

  test('refuses a body', async () => {
    expect((await emulator.call('PUT', '/latest/api/token', { 'x-aws-ec2-metadata-token-ttl-seconds': '60', 'content-length': '4' }, 'body')).status).toBe(413);
  });

  test.each([
    '/', '/latest', '/latest/meta-data', '/latest/meta-data/', '/latest/user-data', '/latest/dynamic/instance-identity/document', `/latest/meta-data/${ROLE}/`, `/latest/meta-data/${ROLE}?a=b`,
    '/latest/meta-data/iam/security-credentials/other', '/latest/meta-data/iam/../iam/security-credentials/task-role', '/latest/api/token/', '/__proto__', '/constructor', '//latest/api/token',
    'http://127.0.0.1/latest/api/token', '*',
  ])('has nothing at %s', async path => {
    const token = await emulator.token();
    expect((await emulator.call('GET', path, { 'x-aws-ec2-metadata-token': token })).status).toBe(404);
  });

  test('takes nothing but GET for the documents', async () => {
    const token = await emulator.token();
    for (const method of ['PUT', 'POST', 'DELETE', 'HEAD']) {
      expect((await emulator.call(method, `/latest/meta-data/${ROLE}`, { 'x-aws-ec2-metadata-token': token })).status).toBe(405);
    }
  });

  test('listens on loopback alone', async () => {
    const outside = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? []).find(({ internal, family }) => !internal && family === 'IPv4');
    for (const host of [outside?.address, '127.0.0.2', '::1'].filter(address => address !== undefined)) {
      const reached = await new Promise(resolve => {
        const socket = connect({ host, port: emulator.port }, () => resolve(true)).on('error', () => resolve(false));
        socket.on('close', () => undefined);
      });
      expect([host, reached]).toEqual([host, false]);
    }
  });

  test('writes no credential and nothing of a request into its log', async () => {
    await emulator.call('GET', '/latest/secret-path', { 'x-aws-ec2-metadata-token': 'secret-token' });
    expect(emulator.log).toBe('cdk-gcp: serves the credentials of the task\n');
  });

  test('ends at once when ECS stops it, and is not healthy any more', async () => {
    emulator.signal('SIGTERM');
    await emulator.until(() => emulator.exitCode !== undefined, 2000);
    expect(emulator.exitCode).toBe(0);
    expect(emulator.healthy).toBe(false);
  });

  test('comes back after a crash, which leaves its file of health behind', async () => {
    emulator.spawn({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: upstream.path });
    await emulator.until(() => emulator.healthy);
    emulator.signal('SIGKILL');
    await emulator.until(() => emulator.exitCode !== undefined);
    expect(emulator.healthy).toBe(true);
    upstream.next = async () => {
      await new Promise(resolve => setTimeout(resolve, 2500));
      return credentialsAnswer(credentials);
    };
    emulator.spawn({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: upstream.path });
    await emulator.until(() => !emulator.healthy, 2000);
    await emulator.until(() => emulator.healthy);
    expect((await emulator.get(ROLE)).status).toBe(200);
  });
});

describe('around the expiry of credentials', () => {
  let emulator: EmulatorProcess | undefined;
  afterEach(async () => emulator?.stop());

  test('never serves expired ones, while clients ask without a pause', async () => {
    let latest = issue(2);
    const upstream = new ContainerCredentials(() => {
      latest = issue(2);
      return credentialsAnswer(latest);
    });
    emulator = await EmulatorProcess.start(upstream);
    await emulator.until(() => emulator!.healthy);
    const seen = new Set<string>();
    const end = Date.now() + 7000;
    while (Date.now() < end) {
      const { status, body } = await emulator.get(ROLE);
      expect(status).toBe(200);
      const { AccessKeyId, Expiration } = JSON.parse(body);
      expect(Date.parse(Expiration)).toBeGreaterThan(Date.now() - 50);
      seen.add(AccessKeyId);
    }
    expect(seen.size).toBeGreaterThan(3);
    expect(upstream.requests.length).toBeLessThan(12);
  }, 20_000);

  test('fetches new ones first for a client that asks when they are about to expire', async () => {
    const upstream = new ContainerCredentials(() => credentialsAnswer(issue(30)));
    emulator = await EmulatorProcess.start(upstream);
    await emulator.until(() => emulator!.healthy);
    await new Promise(resolve => setTimeout(resolve, 1100));
    expect((await emulator.get(ROLE)).status).toBe(200);
    expect(upstream.requests).toHaveLength(2);
  });

  test('fetches new ones before, though nobody asks', async () => {
    const upstream = new ContainerCredentials(() => credentialsAnswer(issue(8)));
    emulator = await EmulatorProcess.start(upstream);
    await emulator.until(() => upstream.requests.length === 2, 7000);
  }, 20_000);

  test('keeps serving those it has while new ones cannot be had, then says so and is unhealthy', async () => {
    const upstream = new ContainerCredentials(() => credentialsAnswer(issue(4)));
    emulator = await EmulatorProcess.start(upstream);
    await emulator.until(() => emulator!.healthy);
    upstream.next = () => ({ status: 503, body: 'throttled' });
    await emulator.until(() => emulator!.log.includes('503'));
    expect((await emulator.get(ROLE)).status).toBe(200);
    expect(emulator.healthy).toBe(true);
    await emulator.until(() => !emulator!.healthy);
    expect((await emulator.get(ROLE)).status).toBe(503);
    expect(emulator.log.match(/cannot get the credentials of the task: the endpoint answers with status 503/g)).toHaveLength(1);
    upstream.next = () => credentialsAnswer(issue());
    await emulator.until(() => emulator!.healthy);
    expect((await emulator.get(ROLE)).status).toBe(200);
  }, 20_000);
});

describe('without credentials', () => {
  let emulator: EmulatorProcess;
  afterEach(async () => emulator.stop());
  const secret = 'SECRETSECRETSECRET';

  test.each<[string, () => { status: number; body: object | string }, RegExp]>([
    ['no JSON', () => ({ status: 200, body: `{"SecretAccessKey":"${secret}"` }), /something else/],
    ['a part of them', () => ({ status: 200, body: { AccessKeyId: 'A', SecretAccessKey: secret } }), /something else/],
    ['null', () => ({ status: 200, body: 'null' }), /something else/],
    ['expired ones', () => credentialsAnswer({ ...issue(-1), secretAccessKey: secret }), /something else/],
    ['an endless text', () => ({ status: 200, body: 'x'.repeat(20_000_000) }), /cannot be reached/],
    ['a failure', () => ({ status: 404, body: secret }), /status 404/],
    ['a redirection', () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }), /status 302/],
  ])('is not healthy, gives none and does not quote the answer when ECS answers %s', async (_, next, message) => {
    emulator = await EmulatorProcess.start(new ContainerCredentials(next));
    await emulator.until(() => emulator.log !== '');
    expect(emulator.log).toMatch(message);
    expect(emulator.log).not.toContain(secret);
    expect(emulator.healthy).toBe(false);
    expect((await emulator.get(ROLE)).status).toBe(503);
    expect((await emulator.get('placement/region')).status).toBe(200);
  });

  test('says so where the task has no task role', async () => {
    emulator = await EmulatorProcess.start(new ContainerCredentials(() => ({ status: 404, body: '' })), () => ({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '' }));
    await emulator.until(() => emulator.log.includes('the task has no task role'));
    expect(emulator.healthy).toBe(false);
  });

  test('does not ask again for every client', async () => {
    const upstream = new ContainerCredentials(() => ({ status: 500, body: '' }));
    emulator = await EmulatorProcess.start(upstream);
    await emulator.until(() => emulator.log !== '');
    const token = await emulator.token();
    await Promise.all(Array.from({ length: 50 }, async () => emulator.get(ROLE, token)));
    expect(upstream.requests.length).toBeLessThanOrEqual(2);
  });

  test('says so where the port is taken', async () => {
    emulator = await EmulatorProcess.start(new ContainerCredentials(() => credentialsAnswer(issue())));
    await emulator.until(() => emulator.healthy);
    const upstream = new ContainerCredentials(() => credentialsAnswer(issue()));
    const second = await EmulatorProcess.start(upstream, () => ({ CDK_GCP_PORT: String(emulator.port) }));
    await second.until(() => second.exitCode !== undefined);
    expect(second).toMatchObject({ exitCode: 1, log: `cdk-gcp: cannot listen at 127.0.0.1:${emulator.port}, EADDRINUSE\n` });
    await second.stop();
  });
});

test('reads the credentials of a pod from EKS Pod Identity, with the token of its file as it is now', async () => {
  const token = temporaryFolder({ token: 'first\n' });
  const authorizations = () => upstream.requests.map(({ headers: { authorization } }) => authorization);
  const upstream = new ContainerCredentials(() => credentialsAnswer(issue(4)));
  const emulator = await EmulatorProcess.start(upstream, origin => ({
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: origin + upstream.path,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${token.path}/token`,
  }));
  try {
    await emulator.until(() => emulator.healthy);
    writeFileSync(`${token.path}/token`, 'second');
    await emulator.until(() => authorizations().length === 2);
    expect(authorizations()).toEqual(['first', 'second']);
    expect((await emulator.get(ROLE)).status).toBe(200);
  } finally {
    await emulator.stop();
    token.remove();
  }
});
