import { execFileSync } from 'child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { Federation, PoolFederation } from '../../lib/federation/federation';

/** Where the real tool is, if it is installed. */
export function gcloudOnPath(): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, 'gcloud')).find(file => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The credential configuration that the real tool writes for an AWS role. It needs no login and no network. */
export function gcloudCredentialConfig(federation: Federation): string {
  return createCredConfig(federation, ['--aws', '--enable-imdsv2']);
}

/** The same for a token in a file. */
export function gcloudTokenFileConfig(federation: PoolFederation, file: string): string {
  return createCredConfig(federation, [`--credential-source-file=${file}`, '--credential-source-type=text']);
}

function createCredConfig(federation: PoolFederation, source: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'gcloud-'));
  const file = join(folder, 'credentials.json');
  const { serviceAccount, tokenLifetimeSeconds } = federation.access;
  try {
    execFileSync(gcloudOnPath()!, [
      'iam', 'workload-identity-pools', 'create-cred-config', federation.providerResourceName,
      ...source, `--output-file=${file}`,
      ...serviceAccount ? [`--service-account=${serviceAccount.email}`] : [],
      ...tokenLifetimeSeconds !== undefined ? [`--service-account-token-lifetime-seconds=${tokenLifetimeSeconds}`] : [],
    ], {
      stdio: 'pipe',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        CLOUDSDK_CONFIG: join(folder, 'config'),
        CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
        CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
        CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
      },
    });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
