import { spawnSync } from 'node:child_process';
import { Client } from './client';
import { BUCKET } from './federation';

const MISSING = 'the Google Cloud CLI (https://cloud.google.com/sdk/docs/install)';
const LOG_IN = 'gcloud auth login --quiet --cred-file="$GOOGLE_APPLICATION_CREDENTIALS"';

/** What the Google Cloud CLI says about its parts; nothing where it is not installed. */
function versions(): Readonly<Record<string, string | undefined>> {
  const { status, stdout } = spawnSync('gcloud', ['version', '--format=json'], { encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? JSON.parse(stdout) as Record<string, string> : {};
}

/** The command-line tools of Google, in whatever version this machine has. */
export function cloudSdkClients(): Client[] {
  const found = versions();
  const tool = (name: string, component: string, asks: Client['asks'], ...command: string[]): Client => ({
    name,
    version: found[component] ?? '',
    missing: found[component] === undefined ? MISSING : undefined,
    asks,
    program: async () => ({ kind: 'ends', command, logIn: ['/bin/sh', '-c', LOG_IN], alwaysLogsIn: name.startsWith('gsutil') }),
  });
  const bq = ['bq', '--headless', '--format=json'];
  return [
    tool('gcloud storage ls', 'Google Cloud SDK', 'cloudStorage', 'gcloud', 'storage', 'ls', `gs://${BUCKET}`),
    tool('gsutil ls', 'gsutil', 'cloudStorage', 'gsutil', 'ls', `gs://${BUCKET}`),
    tool('bq ls', 'bq', 'bigQuery', ...bq, 'ls'),
    tool('bq query', 'bq', 'bigQuery', ...bq, 'query', '--use_legacy_sql=false', 'SELECT SESSION_USER() AS caller'),
  ];
}
