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
  const folder = newFolder();
  const token = join(folder, 'token');
  writeFileSync(token, ADMINISTRATOR_TOKEN);
  await promisify(execFile)(words[0], [...words.slice(1), '--quiet'], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CLOUDSDK_CONFIG: folder,
      CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_IAM: endpoints.url('iam/'),
      CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE: endpoints.environment.SSL_CERT_FILE,
      CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
    },
  });
}

function restoreByApi(words: readonly string[], endpoints: GoogleEndpoints): void {
  const option = (name: string) => words.find(word => word.startsWith(`--${name}=`))?.split('=')[1];
  const id = words[words.indexOf('undelete') + 1];
  const pools = `projects/${option('project')}/locations/${option('location')}/workloadIdentityPools`;
  const name = words.includes('providers') ? `${pools}/${option('workload-identity-pool')}/providers/${id}` : `${pools}/${id}`;
  const { status, body } = endpoints.call('POST', `iam/v1/${name}:undelete`);
  if (status !== 200) throw new Error(`${name} was not restored: ${body}`);
}
