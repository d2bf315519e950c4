import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContainerCredentials, credentialsAnswer, EmulatorProcess } from './emulator-process';
import { AwsCredentials, AwsDirectory, HttpAnswer, HttpListener, HttpRequest, KubernetesCluster, listen, verifySignedToken } from '../../../../lib/rehearsal/emulators';
import { testCertificate } from '../../../../lib/rehearsal/sandbox/test-certificate';
import { temporaryFolder } from '../../../proof/temporary-folder';

const ROLE = 'iam/security-credentials/task-role';
const ROLE_ARN = 'arn:aws:iam::111122223333:role/gcs-reader';
const identity = { account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/gcs-reader/cdk-gcp', userid: 'AROA0:cdk-gcp' };
const issue = (seconds = 3600) => new AwsDirectory().issue(identity, { expiration: new Date(Date.now() + seconds * 1000) });

const cluster = new KubernetesCluster('https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE');
const newToken = () => cluster.token({ namespace: 'reports', serviceAccount: 'gcs-reader', audience: 'sts.amazonaws.com' });

/** AWS STS, as far as it exchanges tokens of one service account of one cluster, which it verifies. */
class WebIdentitySts {
  public readonly requests: HttpRequest[] = [];
  constructor(public next: () => AwsCredentials = issue) {}

  public answer(asked: HttpRequest): HttpAnswer {
    this.requests.push(asked);
    const form = new URLSearchParams(asked.body);
    expect({ ...Object.fromEntries(form), method: asked.method, query: String(asked.query), type: asked.headers['content-type'] }).toEqual({
      method: 'POST',
      query: '',
      type: 'application/x-www-form-urlencoded',
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: ROLE_ARN,
      RoleSessionName: 'cdk-gcp',
      WebIdentityToken: form.get('WebIdentityToken'),
    });
    try {
      const { subject, audiences } = verifySignedToken(form.get('WebIdentityToken')!, () => cluster.jwks, new Date());
      if (subject !== 'system:serviceaccount:reports:gcs-reader' || !audiences.includes('sts.amazonaws.com')) throw new Error('Not authorized to perform sts:AssumeRoleWithWebIdentity');
    } catch (error) {
      return { status: 403, body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${(error as Error).message}</Message></Error></ErrorResponse>` };
    }
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = this.next();
    return {
      status: 200,
      body: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>system:serviceaccount:reports:gcs-reader</SubjectFromWebIdentityToken>
    <AssumedRoleUser><Arn>${identity.arn}</Arn><AssumedRoleId>${identity.userid}</AssumedRoleId></AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${accessKeyId}</AccessKeyId>
      <SecretAccessKey>${secretAccessKey}</SecretAccessKey>
      <SessionToken>${sessionToken}</SessionToken>
      <Expiration>${expiration!.toISOString()}</Expiration>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>`,
    };
  }
}

const folder = temporaryFolder();
const tokenFile = join(folder.path, 'token');
const certificate = testCertificate(folder.path, ['localhost']);
let sts: WebIdentitySts;
let listener: HttpListener;
let emulator: EmulatorProcess;
afterEach(async () => {
  await emulator.stop();
  await listener.close();
});
afterAll(() => folder.remove());

/** Starts it with what the webhook of EKS sets in every container. STS is moved by the variable that AWS has for that. */
async function start(token: string, tls = false): Promise<void> {
  sts = new WebIdentitySts();
  writeFileSync(tokenFile, `${token}\n`);
  listener = await listen(() => sts, tls ? { tls: certificate } : {});
  const none = new ContainerCredentials(() => credentialsAnswer(issue()));
  emulator = await EmulatorProcess.start(none, () => ({
    AWS_ROLE_ARN: ROLE_ARN,
    AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
    AWS_ENDPOINT_URL_STS: tls ? `https://localhost:${listener.port}` : `http://127.0.0.1:${listener.port}`,
    ...tls && { NODE_EXTRA_CA_CERTS: certificate.authorityFile },
  }));
}

test('serves the credentials of the role that AWS STS gives for the token of the pod, before those of its task', async () => {
  await start(newToken());
  const credentials = issue();
  sts.next = () => credentials;
  await emulator.until(() => emulator.healthy);
  const { status, body } = await emulator.get(ROLE);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({
    Code: 'Success', AccessKeyId: credentials.accessKeyId, SecretAccessKey: credentials.secretAccessKey, Token: credentials.sessionToken, Expiration: credentials.expiration!.toISOString(),
  });
  expect(emulator.log).toBe('cdk-gcp: serves the credentials of the task\n');
});

test('asks by https, verifies the certificate, and stays below 64 MB', async () => {
  await start(newToken(), true);
  await emulator.until(() => emulator.healthy);
  process.stdout.write(`emulator: ${emulator.residentMegabytes.toFixed(1)} MB resident with TLS\n`);
  expect(emulator.residentMegabytes).toBeLessThan(64);
});

test('does not ask one whose certificate is not trusted', async () => {
  await start(newToken(), true);
  await emulator.until(() => emulator.healthy);
  emulator.signal('SIGKILL');
  await emulator.until(() => emulator.exitCode !== undefined);
  emulator.spawn({ AWS_ROLE_ARN: ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ENDPOINT_URL_STS: `https://localhost:${listener.port}` });
  await emulator.until(() => /cannot be reached, (?:SELF_SIGNED|UNABLE_TO_VERIFY)/.test(emulator.log));
  expect(emulator.healthy).toBe(false);
});

test('reads the token anew whenever it asks, and asks before the credentials expire', async () => {
  await start(newToken());
  sts.next = () => issue(4);
  await emulator.until(() => sts.requests.length === 1);
  const renewed = newToken();
  writeFileSync(tokenFile, renewed);
  await emulator.until(() => sts.requests.length >= 2, 8000);
  expect(new URLSearchParams(sts.requests[sts.requests.length - 1].body).get('WebIdentityToken')).toBe(renewed);
  expect((await emulator.get(ROLE)).status).toBe(200);
}, 20_000);

test('says why it gets none, by the code of AWS alone, and keeps the token out of its log', async () => {
  const token = cluster.token({ namespace: 'other', serviceAccount: 'gcs-reader', audience: 'sts.amazonaws.com' });
  await start(token);
  await emulator.until(() => emulator.log !== '');
  expect(emulator.log).toBe('cdk-gcp: cannot get the credentials of the task: the endpoint answers with status 403 AccessDenied\n');
  expect(emulator.healthy).toBe(false);
  expect((await emulator.get(ROLE)).status).toBe(503);
});

/** Says which host is looked up instead of asking it. */
const LOOKUP = `const dns = require('node:dns');
const { lookup } = dns;
dns.lookup = (name, options, callback) => {
  if (!name.endsWith('.amazonaws.com')) return lookup(name, options, callback);
  process.stderr.write('looked up ' + name + '\\n');
  callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
};`;

test('asks the endpoint of its region unless told otherwise', async () => {
  const preloaded = join(folder.path, 'lookup.js');
  writeFileSync(preloaded, LOOKUP);
  await start(newToken());
  await emulator.until(() => emulator.healthy);
  emulator.signal('SIGKILL');
  await emulator.until(() => emulator.exitCode !== undefined);
  emulator.spawn({ AWS_ROLE_ARN: ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, NODE_OPTIONS: `--require ${preloaded}` });
  await emulator.until(() => emulator.log.includes('ENOTFOUND'));
  expect(emulator.log).toContain('looked up sts.eu-central-1.amazonaws.com\ncdk-gcp: cannot get the credentials of the task: the endpoint cannot be reached, ENOTFOUND\n');
});
