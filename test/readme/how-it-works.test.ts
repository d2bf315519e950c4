import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, samples } from './samples';
import { federation as props } from '../../bin/federation';
import { resolveFederation } from '../../lib/federation/federation';
import { credentialConfig } from '../../lib/federation/installation/credential-config';
import { readGoogleConfiguration } from '../../lib/proof';
import { LoopbackForm } from '../../lib/rehearsal';
import { roleSession } from '../../lib/rehearsal/attempts/identities';
import { Clouds } from '../../lib/rehearsal/clouds';
import { HttpRequest, HttpService } from '../../lib/rehearsal/emulators';
import { outputs } from '../rehearsal/outputs';

const page = readFileSync(join(ROOT, 'docs/how-it-works.md'), 'utf8');
const federation = resolveFederation(props);
const config = credentialConfig(federation, 'instance-metadata');
const SESSION = 'i-0123456789abcdef0';

const CLIENT = `
  const { GoogleAuth } = require('google-auth-library');
  const [, config, url] = process.argv;
  new GoogleAuth({ credentials: JSON.parse(config), scopes: ['https://www.googleapis.com/auth/cloud-platform'] }).request({ url });`;

/** Everything that an unmodified client asks for on its way to a bucket. */
async function journey(): Promise<HttpRequest[]> {
  const { gcp, remove } = outputs();
  const requests: HttpRequest[] = [];
  const clouds = new Clouds(readGoogleConfiguration(gcp));
  const recorded = Object.fromEntries(Object.entries(clouds.services).map(([name, service]: [string, HttpService]) => [name, {
    answer: (request: HttpRequest) => {
      requests.push(request);
      return service.answer(request);
    },
  }])) as unknown as typeof clouds.services;
  const { awsAccountId: account, roleName } = federation;
  const credentials = clouds.directory.issue(roleSession({ partition: 'aws', account, roleName }, SESSION));
  clouds.metadata.instance = { availabilityZone: 'eu-central-1a', role: { name: roleName, credentials } };
  const form = new LoopbackForm();
  try {
    await form.start(recorded);
    const url = form.reach(`https://storage.googleapis.com/storage/v1/b/${clouds.buckets[0].name}/o`);
    await promisify(execFile)(process.execPath, ['-e', CLIENT, form.reachableConfig(config), url], { cwd: ROOT, env: {} });
    return requests;
  } finally {
    await form.close();
    remove();
  }
}

test('the requests on the page are those that a client makes', async () => {
  const requests = await journey();
  const shown = [...page.matchAll(/^(PUT|GET|POST) (?:https:\/\/[a-z.]+)?(\/\S+)/gm)].map(([, method, path]) => `${method} ${path}`);
  const made = requests.map(({ method, path }) => `${method} ${path.replace(/\/b\/[^/]+/, '/b/BUCKET')}`);
  expect(shown).toEqual([...new Set(made)]);

  const exchange = requests.find(({ path }) => path === '/v1/token')!;
  for (const [name, value] of new URLSearchParams(exchange.body)) {
    if (name !== 'subject_token') expect(page).toContain(`\n${name}=${value}\n`);
  }
  const signed = JSON.parse(decodeURIComponent(new URLSearchParams(exchange.body).get('subject_token')!)) as { url: string; method: string; headers: { key: string; value: string }[] };
  const onPage = JSON.parse(/^subject_token=(\{[^]*?\n\})$/m.exec(page)![1]) as typeof signed;
  expect({ url: onPage.url, method: onPage.method, headers: onPage.headers.map(({ key }) => key) })
    .toEqual({ url: signed.url, method: signed.method, headers: signed.headers.map(({ key }) => key) });
  const names = ({ headers }: typeof signed) => /SignedHeaders=([^,]+)/.exec(headers[0].value)![1];
  expect(names(onPage)).toBe(names(signed));

  const token = requests.find(({ path }) => path.endsWith(':generateAccessToken'))!;
  expect(JSON.parse(/^\{"scope".*\}$/m.exec(page)![0])).toEqual(JSON.parse(token.body));
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/google-auth-library/package.json'), 'utf8'));
  expect(page).toContain(`\`google-auth-library\` ${version}`);
});

test('configuration, mapping, condition and members on the page are those of the example', () => {
  const [json] = samples('docs/how-it-works.md').json;
  expect(`${json}`).toBe(`${config}\n`);
  const principal = `principal://iam.googleapis.com/${federation.poolResourceName}/subject/${federation.assumedRoleArn}/${SESSION}`;
  for (const text of [federation.attributeMapping['attribute.aws_role'], federation.attributeCondition, principal, federation.principalSet]) {
    expect(page).toContain(`\n${text}\n`);
  }
});
