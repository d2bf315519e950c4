import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PROJECT_ID, PROJECT_NUMBER } from '../../federation/gcp-project';

const ON_WINDOWS = process.platform === 'win32';
const PROGRAM = ON_WINDOWS ? 'gcloud.cmd' : 'gcloud';
const CONFIGURATION_MILLISECONDS_AT_MOST = 5_000;
const NETWORK_MILLISECONDS_AT_MOST = 15_000;
const CHARACTERS_AT_MOST = 10_000;

export function isGcloudInstalled(environment: NodeJS.ProcessEnv): boolean {
  return (environment.PATH ?? '').split(delimiter).some(folder => folder !== '' && existsSync(join(folder, PROGRAM)));
}

/** The project that `gcloud` is configured for, which it knows without asking anybody. */
export async function configuredProject(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { output } = await gcloud(['config', 'get', 'project'], environment, CONFIGURATION_MILLISECONDS_AT_MOST);
  const project = output.trim();
  return PROJECT_ID.test(project) ? project : undefined;
}

/** The number of a project, as Google tells who is logged in. Throws with the reason where it does not. */
export async function projectNumber(projectId: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const { output, errors, failure } = await gcloud(['projects', 'describe', projectId, '--format=value(projectNumber)'], environment, NETWORK_MILLISECONDS_AT_MOST);
  const number = output.trim();
  if (failure === undefined && PROJECT_NUMBER.test(number)) return number;
  const told = /ERROR: (?:\(gcloud\S*\) )?(.*)/.exec(errors)?.[1];
  throw new Error(`gcloud did not tell the number of ${projectId}: ${told ?? failure ?? 'it wrote something else'}`);
}

interface Answered {
  readonly output: string;
  readonly errors: string;
  /** @default - it ended by itself, with success */
  readonly failure?: string;
}

/** Runs `gcloud` without letting it ask back, and no longer than the time given, whatever it has started. */
async function gcloud(args: readonly string[], environment: NodeJS.ProcessEnv, millisecondsAtMost: number): Promise<Answered> {
  // The arguments are literals, and a project id of letters, digits and hyphens: nothing that a shell would read.
  const child = spawn(PROGRAM, [...args, '--quiet'], {
    env: { ...environment, CLOUDSDK_CORE_DISABLE_PROMPTS: '1', CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !ON_WINDOWS,
    shell: ON_WINDOWS,
  });
  const written = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { written.output = (written.output + text).slice(-CHARACTERS_AT_MOST); });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { written.errors = (written.errors + text).slice(-CHARACTERS_AT_MOST); });
  const end = () => endGroup(child.pid);
  process.once('exit', end);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answered>(resolve => {
      timer = setTimeout(() => resolve({ ...written, failure: `no answer within ${millisecondsAtMost / 1000} seconds` }), millisecondsAtMost);
      child.once('error', error => resolve({ ...written, failure: error.message }));
      child.once('close', code => resolve({ ...written, failure: code === 0 ? undefined : `exit code ${code}` }));
    });
  } finally {
    clearTimeout(timer);
    process.removeListener('exit', end);
    end();
    // What outlives the group may hold them open, which would keep this process waiting.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(ON_WINDOWS ? pid : -pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
