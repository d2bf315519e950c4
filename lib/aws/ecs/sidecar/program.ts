import { WEB_IDENTITY_SESSION_NAME } from '../../../federation/installation/installation';

/** Variables by which the program is told what to do. */
export const EMULATOR_VARIABLES = {
  folder: 'CDK_GCP_FOLDER',
  port: 'CDK_GCP_PORT',
  region: 'CDK_GCP_REGION',
  credentialConfig: 'CDK_GCP_CREDENTIAL_CONFIG',
} as const;

/** File in the folder that is there as long as the emulator has usable credentials. */
export const HEALTHY_FILE = '.healthy';

/**
 * A program of Node.js 18 or later that serves the credentials of a container task, which Google's clients cannot read,
 * in the way of the EC2 instance metadata service, which they can.
 *
 * It is text, since it runs neither here nor compiled: it is written into a task definition, so it is one file without
 * dependencies, without comments and small.
 *
 * - It reads the role of the *task* (or of a pod, from EKS Pod Identity, or from AWS STS for a role for service accounts)
 *   where AWS's own clients do, and in their order. The execution role is out of reach there.
 * - The credentials are of type application/json, all else is text/plain as on EC2, where AWS answers credentials as text,
 *   too: google-auth-library 10.0 to 10.5 for Node.js takes no other type for JSON, and then signs with undefined.
 * - Tokens of IMDSv2 hold their expiry and are signed, so none has to be kept, however many are asked for.
 * - Only the address and port that it listens at is taken for a host, which keeps out names that were rebound to it; what
 *   has come through a proxy, or from a web page, is refused.
 * - Credentials are fetched again well before they expire, one request at a time, and are never served expired. What is
 *   served meanwhile needs no request. Where they cannot be had, it goes on trying and is unhealthy once none are left.
 * - Only texts of its own are written to the log: errors of a parser quote what they cannot read.
 */
export const EMULATOR_PROGRAM = String.raw`'use strict';
const { createHmac, randomBytes, timingSafeEqual } = require('node:crypto');
const { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const http = require('node:http');

const { env } = process;
const host = '127.0.0.1';
const port = Number(env.${EMULATOR_VARIABLES.port});
const folder = env.${EMULATOR_VARIABLES.folder};
const healthy = folder + '/${HEALTHY_FILE}';
const say = text => process.stderr.write('cdk-gcp: ' + text + '\n');
const stop = (code, text) => {
  if (text) say(text);
  rmSync(healthy, { force: true });
  process.exit(code);
};
process.on('uncaughtException', error => stop(1, 'stopped by ' + (error.code || error.name)));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));

const region = env.${EMULATOR_VARIABLES.region};
const source = () => {
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) {
    return [env.AWS_ENDPOINT_URL_STS || 'https://sts.' + region + '.amazonaws.com', { 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: env.AWS_ROLE_ARN, RoleSessionName: '${WEB_IDENTITY_SESSION_NAME}',
      WebIdentityToken: readFileSync(env.AWS_WEB_IDENTITY_TOKEN_FILE, 'utf8').trim(),
    }).toString()];
  }
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI) return [new URL(env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, 'http://169.254.170.2')];
  if (!env.AWS_CONTAINER_CREDENTIALS_FULL_URI) throw new Error('there are none: the task has no task role');
  const file = env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const authorization = file ? readFileSync(file, 'utf8').trim() : env.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  return [env.AWS_CONTAINER_CREDENTIALS_FULL_URI, authorization ? { authorization } : {}];
};
const element = (text, name) => (text.match('<' + name + '>([^<]+)</' + name + '>') || [])[1];
const parse = text => {
  try {
    const read = text.startsWith('<') ? name => element(text, name) : name => JSON.parse(text)[name];
    const [AccessKeyId, SecretAccessKey, Expiration] = ['AccessKeyId', 'SecretAccessKey', 'Expiration'].map(read);
    const Token = read('Token') || read('SessionToken');
    const expires = Date.parse(Expiration);
    if ([AccessKeyId, SecretAccessKey, Token].every(value => value && typeof value === 'string') && expires > Date.now()) {
      const LastUpdated = new Date().toISOString().slice(0, 19) + 'Z';
      return { expires, text: JSON.stringify({ Code: 'Success', LastUpdated, Type: 'AWS-HMAC', AccessKeyId, SecretAccessKey, Token, Expiration }) };
    }
  } catch {}
  throw new Error('the endpoint answers something else');
};
const load = () => new Promise((resolve, reject) => {
  const [url, headers, body] = source();
  const failed = error => reject(new Error('the endpoint cannot be reached, ' + (error.code || error.name)));
  const { request: send } = String(url).startsWith('https:') ? require('node:https') : http;
  const request = send(url, { method: body ? 'POST' : 'GET', headers, agent: false, timeout: 5000 }, response => {
    let text = '';
    response.setEncoding('utf8').on('error', failed).on('data', part => {
      text += part;
      if (text.length > 65536) request.destroy();
    }).on('end', () => {
      try {
        if (response.statusCode !== 200) throw new Error(['the endpoint answers with status', response.statusCode, ...text.match(/(?<=<Code>)\w{1,60}(?=<)/) || []].join(' '));
        resolve(parse(text));
      } catch (error) {
        reject(error);
      }
    });
  });
  request.on('timeout', () => request.destroy()).on('error', failed).end(body);
});

let current, loading, timer, said;
let earliest = 0;
const left = () => current ? current.expires - Date.now() : 0;
const report = text => {
  if (text !== said) say(text);
  said = text;
};
const refresh = () => loading = loading || load().then(loaded => {
  current = loaded;
  writeFileSync(healthy, '');
  report('serves the credentials of the task');
}, error => {
  report('cannot get the credentials of the task: ' + error.message);
  if (left() <= 0) rmSync(healthy, { force: true });
}).then(() => {
  loading = undefined;
  earliest = Date.now() + 1000;
  clearTimeout(timer);
  timer = setTimeout(refresh, Math.max(1000, Math.min(3600000, Math.max(left() - 900000, left() / 4))));
});

const key = randomBytes(32);
const sign = expires => expires + '.' + createHmac('sha256', key).update(expires).digest('base64url');
const valid = token => {
  const expires = String(token).split('.', 1)[0];
  const [given, own] = [Buffer.from(String(token)), Buffer.from(sign(expires))];
  return given.length === own.length && timingSafeEqual(given, own) && Number(expires) > Date.now();
};
const issue = ({ method, headers }) => {
  if (method !== 'PUT') return [405];
  const ttl = headers['x-aws-ec2-metadata-token-ttl-seconds'];
  if (!/^[1-9]\d{0,4}$/.test(ttl) || ttl > 21600) return [400];
  return [200, sign(String(Date.now() + ttl * 1000)), { 'x-aws-ec2-metadata-token-ttl-seconds': ttl }];
};
const credentials = async () => {
  if (left() < 60000 && (loading || Date.now() >= earliest)) await refresh();
  return left() > 0 ? [200, current.text, { 'content-type': 'application/json' }] : [503];
};
const roles = '/latest/meta-data/iam/security-credentials';
const documents = {
  '/latest/meta-data/placement/availability-zone': () => [200, region + 'a'],
  '/latest/meta-data/placement/region': () => [200, region],
  [roles]: () => [200, 'task-role'],
  [roles + '/']: () => [200, 'task-role'],
  [roles + '/task-role']: credentials,
};
const answer = request => {
  const { method, url, headers } = request;
  if (headers.host !== host + ':' + port) return [403];
  if (Object.keys(headers).some(name => /^(x-forwarded-.*|x-real-ip|forwarded|via|origin)$/.test(name))) return [403];
  if (headers['transfer-encoding'] || Number(headers['content-length'] || 0) !== 0) return [413];
  if (url === '/latest/api/token') return issue(request);
  if (!Object.hasOwn(documents, url)) return [404];
  if (method !== 'GET') return [405];
  return valid(headers['x-aws-ec2-metadata-token']) ? documents[url]() : [401];
};
const server = http.createServer({ maxHeaderSize: 16384, headersTimeout: 10000, requestTimeout: 10000, connectionsCheckingInterval: 5000 }, async (request, response) => {
  const [status, text = '', headers] = await answer(request);
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(text), ...status > 399 && { connection: 'close' }, ...headers });
  response.end(text);
});
server.maxConnections = 1024;
server.on('error', error => stop(1, 'cannot listen at ' + host + ':' + port + ', ' + error.code));

mkdirSync(folder, { recursive: true });
rmSync(healthy, { force: true });
const config = folder + '/credential-config.json';
writeFileSync(config + '.new', env.${EMULATOR_VARIABLES.credentialConfig});
chmodSync(config + '.new', 0o644);
renameSync(config + '.new', config);
server.listen(port, host, refresh);`;
