import * as fc from 'fast-check';
import { ContainerCredentials, credentialsAnswer, EmulatorProcess } from './emulator-process';
import { AwsDirectory } from '../../../../lib/rehearsal/emulators';

const CLIENTS = 100;
const REQUESTS = 10_000;

const credentials = new AwsDirectory().issue({ account: '111122223333', arn: 'arn', userid: 'AROA0:task' });

let emulator: EmulatorProcess;
beforeEach(async () => {
  emulator = await EmulatorProcess.start(new ContainerCredentials(() => credentialsAnswer(credentials)));
  await emulator.until(() => emulator.healthy);
});
afterEach(async () => emulator.stop());

test('a hundred clients at once get ten thousand answers without an error, and it stays under 64 MB', async () => {
  const started = performance.now();
  let most = 0;
  let answered = 0;
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (let round = 0; round < REQUESTS / CLIENTS / 4; round++) {
      const token = await emulator.token();
      const answers = [
        await emulator.get('placement/availability-zone', token),
        await emulator.get('iam/security-credentials', token),
        await emulator.get('iam/security-credentials/task-role', token),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(JSON.parse(answers[2].body).AccessKeyId).toBe(credentials.accessKeyId);
      answered += 4;
    }
    most = Math.max(most, emulator.residentMegabytes);
  }));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`emulator: ${answered} requests of ${CLIENTS} clients in ${seconds.toFixed(1)} s, ${Math.round(answered / seconds)} a second, ${most.toFixed(1)} MB resident at most\n`);
  expect(answered).toBe(REQUESTS);
  expect(most).toBeLessThan(64);
}, 60_000);

/** Requests that come near those that are answered. */
const near = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'),
  path: fc.oneof(
    fc.constantFrom('/latest/api/token', '/latest/meta-data/iam/security-credentials/task-role', '/latest/meta-data/iam/security-credentials', '/latest/meta-data/placement/region'),
    fc.string({ unit: fc.constantFrom(...'/.%2e?#latest-api'.split('')) }).map(text => `/${text}`),
    fc.webPath().map(path => `/${path.replace(/^\/+/, '')}`),
  ),
  headers: fc.dictionary(
    fc.constantFrom('x-aws-ec2-metadata-token', 'x-aws-ec2-metadata-token-ttl-seconds', 'x-forwarded-for', 'host', 'origin', 'via', 'expect', 'upgrade', 'content-length', 'accept'),
    fc.oneof(fc.constantFrom('', '0', '60', '127.0.0.1', '100-continue'), fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map(code => String.fromCharCode(code)) })),
  ),
});

test('nothing that has no valid token gets a credential, and nothing ends it', async () => {
  let asked = 0;
  await fc.assert(fc.asyncProperty(near, async ({ method, path, headers }) => {
    asked++;
    // A request may end its connection; what counts is what it was given, and that the next one is answered.
    const answer = await emulator.raw([`${method} ${path} HTTP/1.1`, ...Object.entries({ host: `127.0.0.1:${emulator.port}`, ...headers }).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'));
    expect(answer).not.toContain(credentials.secretAccessKey);
    expect(answer).not.toContain(credentials.accessKeyId);
    if (answer.startsWith('HTTP/1.1 200')) expect([method, path]).toEqual(['PUT', '/latest/api/token']);
  }), { numRuns: 1500 });
  expect(asked).toBeGreaterThanOrEqual(1500);
  expect((await emulator.get('iam/security-credentials/task-role')).status).toBe(200);
  expect(emulator.exitCode).toBeUndefined();
  expect(emulator.log).toBe('cdk-gcp: serves the credentials of the task\n');
}, 60_000);

test('bytes that are no request do not end it', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async bytes => {
    expect(await emulator.raw(Buffer.from(bytes))).not.toContain(credentials.accessKeyId);
  }), { numRuns: 500 });
  expect((await emulator.get('iam/security-credentials/task-role')).status).toBe(200);
}, 60_000);

test('headers without an end are refused', async () => {
  expect(await emulator.raw(`GET / HTTP/1.1\r\nx: ${'x'.repeat(200_000)}`)).toMatch(/^(HTTP\/1.1 431|$)/);
  expect((await emulator.get('iam/security-credentials/task-role')).status).toBe(200);
});
