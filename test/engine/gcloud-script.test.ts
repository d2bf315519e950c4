import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newFolder, PROPS } from './configurations';
import { describeWithGcloud, gcloudEnvironment } from './gcloud';
import { EMAIL, POOL, PROVIDER, startGoogle } from './google';
import { GRANTS } from './grants';
import { GoogleEndpoints } from './stand-ins';
import { knownFixes } from '../../lib/cli/gcloud/known-fixes';
import { GcpAccess, GcpFederationProps } from '../../lib/gcp';
import { gcloudScriptOf } from '../../lib/google/gcloud/gcloud-script';

/** Kinds that gcloud has no command for, and the one of bq, which takes no address of its own. */
const ELSEWHERE = ['BigQuery dataset', 'BigQuery table', 'anything else'];
const ALL = GRANTS.filter(([kind]) => !ELSEWHERE.includes(kind)).map(([,, grant]) => grant);

/** With and without a condition, and of both forms of commands. */
const SOME = [ALL[0], ALL[3], ALL[4]];

let endpoints: GoogleEndpoints;
let folder: string;

interface Run {
  readonly code: number;
  readonly text: string;
}

async function run(props: Partial<GcpFederationProps>, ...args: readonly string[]): Promise<Run> {
  const file = join(folder, 'side.sh');
  writeFileSync(file, gcloudScriptOf([{ ...PROPS, ...props }], {}, knownFixes()).text);
  try {
    const { stdout } = await promisify(execFile)('sh', [file, ...args], { env: { ...gcloudEnvironment(folder, endpoints), CDK_GCP_PAUSE: '0.1', CDK_GCP_TRIES: '5' } });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: `${stdout}${stderr}` };
  }
}

const states = () => Object.fromEntries(endpoints.google.pools.all.map(({ name, state }) => [name, state]));
const written = () => endpoints.google.calls.filter(({ request }) => !/^GET|:getIamPolicy/.test(request)).length;
const members = () => [...endpoints.google.policies.all].flatMap(([resource, { bindings }]) => bindings.map(({ role }) => `${resource} ${role}`)).sort();

// Each test continues where the one before ended.
describeWithGcloud('the script, run by gcloud', () => {
  beforeAll(async () => {
    endpoints = await startGoogle();
    folder = newFolder();
  });

  test('a dry run changes nothing', async () => {
    const { code, text } = await run({ grants: SOME }, '--dry-run');
    expect([code, written()]).toEqual([0, 0]);
    expect(text.match(/would run: /g)!.length).toBe(SOME.length + 5);
  });

  test('creates the whole side, and says what the AWS team needs', async () => {
    const { code, text } = await run({ grants: SOME });
    expect([code, text]).toEqual([0, expect.stringContaining(`acts as           ${EMAIL}`)]);
    expect(states()).toEqual({ [POOL]: 'ACTIVE', [PROVIDER]: 'ACTIVE' });
    expect(members()).toHaveLength(SOME.length + 1);
  });

  test('run again, it changes nothing', async () => {
    const before = written();
    const { code, text } = await run({ grants: SOME });
    expect([code, written()]).toEqual([0, before]);
    expect(text).not.toContain('differs');
  });

  test('brings a change up to date, and takes back on request what is no longer described', async () => {
    const changed = { grants: SOME.slice(0, 1), roleName: 'other-role' };
    expect((await run(changed)).text).toMatch(/differs[\s\S]*run it with --prune to take them back/);
    const { code } = await run(changed, '--prune');
    expect(code).toBe(0);
    expect(endpoints.google.pools.all.find(({ name }) => name === PROVIDER)?.attributeCondition).toContain('assumed-role/other-role/');
    expect(endpoints.google.serviceAccounts.all.map(({ email }) => email)).not.toContain(EMAIL);
    expect(members()).toHaveLength(2);
  });

  test('--undo takes back what it has made and nothing else, and a later run restores what was deleted', async () => {
    endpoints.google.policies.write(`cloudresourcemanager/projects/${PROPS.gcpProjectId}`, {
      ...endpoints.google.policies.read(`cloudresourcemanager/projects/${PROPS.gcpProjectId}`),
      bindings: [...endpoints.google.policies.read(`cloudresourcemanager/projects/${PROPS.gcpProjectId}`).bindings,
        { role: 'roles/viewer', members: [`serviceAccount:deployer@${PROPS.gcpProjectId}.iam.gserviceaccount.com`] }],
    });
    const changed = { grants: SOME.slice(0, 1), roleName: 'other-role' };
    expect((await run(changed, '--undo')).code).toBe(0);
    expect(states()).toEqual({ [POOL]: 'DELETED', [PROVIDER]: 'DELETED' });
    expect(members()).toEqual([`cloudresourcemanager/projects/${PROPS.gcpProjectId} roles/viewer`]);
    expect(endpoints.google.serviceAccounts.all.map(({ email }) => email)).toEqual([`deployer@${PROPS.gcpProjectId}.iam.gserviceaccount.com`]);

    expect((await run(changed)).text).toContain('was deleted less than 30 days ago: restoring it');
    expect(states()).toEqual({ [POOL]: 'ACTIVE', [PROVIDER]: 'ACTIVE' });
    expect(readFileSync(join(folder, 'side.made'), 'utf8')).toContain('pool');
  });

  test('does not touch a pool that somebody else has made', async () => {
    endpoints.google.pools.make(POOL.replace('aws-identity-pool', 'their-pool'), { description: 'ours' });
    const before = written();
    const { code, text } = await run({ poolId: 'their-pool' });
    expect([code, written()]).toEqual([1, before]);
    expect(text).toContain('pool their-pool of project my-gcp-project exists, and cdk-gcp-federation did not make it.');
  });

  test('makes a grant of every kind', async () => {
    const { code, text } = await run({ access: GcpAccess.direct(), grants: ALL });
    expect([code, text]).toEqual([0, expect.stringContaining('acts as           itself: direct access')]);
    expect(members().filter(grant => !/ roles\/(?:viewer|iam\.workloadIdentityUser)$/.test(grant))).toHaveLength(ALL.length);
  });

  test('ends at the first error, with the command, the answer and the fix', async () => {
    const { code, text } = await run({ gcpProjectId: 'not-my-project' });
    expect(code).toBe(1);
    expect(text).toMatch(/This command failed:\n {2}gcloud projects describe not-my-project[\s\S]*run the script again: it continues where it stopped/);
  });
});
