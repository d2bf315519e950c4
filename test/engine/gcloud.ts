import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { newFolder } from './configurations';
import { ADMINISTRATOR_TOKEN, GoogleEndpoints } from './stand-ins';

const HAS_GCLOUD = spawnSync('gcloud', ['--version'], { stdio: 'ignore' }).status === 0;

/** The commands that a page of the documentation gives under a heading. */
export function documentedCommands(page: string, heading: string): string[][] {
  const text = readFileSync(resolve(__dirname, '../..', page), 'utf8');
  const [, section] = text.split(`${heading}\n`);
  const block = /```(?:sh|console)\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (block === undefined) throw new Error(`${page} gives no commands under '${heading}'`);
  return block.replaceAll('\\\n', ' ').trim().split('\n').map(line => line.trim().split(/\s+/));
}

/** Runs a command of gcloud against the stand-ins; the call that it makes, where gcloud is not installed. */
export async function gcloud(words: readonly string[], endpoints: GoogleEndpoints): Promise<void> {
  if (!HAS_GCLOUD) {
    process.stdout.write(`gcloud is not on the PATH, so that its API is called instead: ${words.join(' ')}\n`);
    restoreByApi(words, endpoints);
    return;
  }
  await promisify(execFile)(words[0], [...words.slice(1), '--quiet'], { env: gcloudEnvironment(newFolder(), endpoints) });
}

/** Runs where the real gcloud is on the PATH, and says so where it is not. */
export function describeWithGcloud(name: string, tests: () => void): void {
  if (!HAS_GCLOUD) console.warn(`NOT RUN, because gcloud is not on the PATH: ${name}`);
  (HAS_GCLOUD ? describe : describe.skip)(name, tests);
}

/** The APIs that gcloud calls, and their base paths here. */
const APIS: Readonly<Record<string, string>> = {
  ARTIFACTREGISTRY: 'artifactregistry/',
  CLOUDKMS: 'cloudkms/',
  CLOUDRESOURCEMANAGER: 'cloudresourcemanager/',
  IAM: 'iam/',
  ORGPOLICY: 'orgpolicy/',
  PUBSUB: 'pubsub/',
  RUN: 'run/',
  SECRETMANAGER: 'secretmanager/',
  SERVICEUSAGE: 'serviceusage/',
  SPANNER: 'spanner/',
  STORAGE: 'storage/storage/v1/',
};

/** The environment in which gcloud calls the emulators, signed in as an administrator. */
export function gcloudEnvironment(folder: string, endpoints: GoogleEndpoints): Record<string, string> {
  const token = join(folder, 'token');
  writeFileSync(token, ADMINISTRATOR_TOKEN);
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    CLOUDSDK_CONFIG: folder,
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token,
    CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: endpoints.environment.SSL_CERT_FILE,
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
    ...Object.fromEntries(Object.entries(APIS).map(([api, path]) => [`CLOUDSDK_API_ENDPOINT_OVERRIDES_${api}`, endpoints.url(path)])),
  };
}

function restoreByApi(words: readonly string[], endpoints: GoogleEndpoints): void {
  const option = (name: string) => words.find(word => word.startsWith(`--${name}=`))?.split('=')[1];
  const id = words[words.indexOf('undelete') + 1];
  const pools = `projects/${option('project')}/locations/${option('location')}/workloadIdentityPools`;
  const name = words.includes('providers') ? `${pools}/${option('workload-identity-pool')}/providers/${id}` : `${pools}/${id}`;
  const { status, body } = endpoints.call('POST', `iam/v1/${name}:undelete`);
  if (status !== 200) throw new Error(`${name} was not restored: ${body}`);
}
