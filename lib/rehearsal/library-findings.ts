import { relative, resolve } from 'node:path';
import { appFolderOf, authLibrariesBelow, CredentialsSource, failingCopies } from './client/known-failures';
import { RehearsalFinding } from './report';
import type { TokenPodWorkload, Workload } from './workloads';

type AnyWorkload = Workload | TokenPodWorkload;

/** Returns a finding for each copy of google-auth-library below the app that cannot get in from one of its workloads. */
export function findingsOnLibraries(
  outputs: readonly string[], workloads: readonly AnyWorkload[], note: (text: string) => void,
): RehearsalFinding[] {
  const sources = new Set(workloads.flatMap(sourceOf));
  const apps = new Set(outputs.map(path => appFolderOf(resolve(path))).filter(folder => folder !== undefined));
  return [...apps].flatMap(app => {
    const { copies, complete } = authLibrariesBelow(app);
    if (!complete) note(`${app} has too many folders: not all of them were searched for copies of google-auth-library`);
    return failingCopies(copies, sources).map(({ folder, version, cause }): RehearsalFinding => ({
      id: 'client-library-known-to-fail',
      severity: 'warning',
      message: `${relative(app, folder)} is google-auth-library ${version}, which cannot get in from a workload of this app: ${cause}`,
      fix: 'override its version in package.json: "overrides": { "google-auth-library": "^10.6.1" }',
    }));
  });
}

/** Returns how a workload gets its AWS credentials; pods with tokens of their cluster have none. */
function sourceOf(workload: AnyWorkload): CredentialsSource[] {
  if ('tokens' in workload) return [];
  if ('userData' in workload) return ['instance metadata'];
  return ['sidecar' in workload ? 'metadata emulator' : 'environment'];
}
