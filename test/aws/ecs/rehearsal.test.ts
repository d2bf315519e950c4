import { readFileSync } from 'node:fs';
import { fargateTask, IMAGE, variables } from './fixtures';
import { GcpFederatedRole, GcpGrant } from '../../../lib';
import { ACCOUNT, accountStack, federation } from '../fixtures';
import { RunningClouds } from '../running-clouds';
import { ContainerCredentials, credentialsAnswer, EmulatorProcess } from './sidecar/emulator-process';

const TASK = '0123456789abcdef0123456789abcdef';
const SESSION = { standIn: 'AWS STS', verdict: 'accepted', identity: `arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader/${TASK}` };
const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };

let running: RunningClouds;
let upstream: ContainerCredentials;
let emulator: EmulatorProcess;
beforeAll(async () => { running = await RunningClouds.start(props); });
afterAll(async () => running.close());
afterEach(async () => emulator.stop());

async function start(roleName?: string, seconds = 6 * 3600) {
  upstream = new ContainerCredentials(() => credentialsAnswer(running.credentials(TASK, roleName, new Date(Date.now() + seconds * 1000))));
  emulator = await EmulatorProcess.start(upstream);
  await emulator.until(() => emulator.healthy);
}

/** What a container of the task sees: the variables of its definition, and those that ECS sets. */
function environment(): Record<string, string> {
  const stack = accountStack();
  const reader = new GcpFederatedRole(stack, 'Reader', props);
  const task = fargateTask(stack, reader);
  task.addContainer('App', { image: IMAGE });
  reader.addToTaskDefinition(task);
  const text = readFileSync(emulator.credentialConfigFile, 'utf8');
  const file = running.writeReachableConfig(text, source => source.replaceAll('127.0.0.1:16925', `127.0.0.1:${emulator.port}`));
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: upstream.path,
    AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
    ECS_CONTAINER_METADATA_URI_V4: `http://169.254.170.2/v4/${TASK}-1234567890`,
    ...variables(stack, 'App'),
    GOOGLE_APPLICATION_CREDENTIALS: file,
  };
}

test('a Google client in a container lists the bucket as the task role', async () => {
  await start();
  const { ok, data, log, milliseconds } = await running.list(environment());
  expect({ ok, data, log }).toMatchObject({ ok: true, data: { items: [{ name: 'hello-from-google-cloud.txt' }] } });
  expect(log).toContainEqual(expect.objectContaining(SESSION));
  process.stdout.write(`emulator: first listing by a client after ${milliseconds} ms\n`);
});

test('goes on over the expiry of the credentials', async () => {
  await start(undefined, 3);
  expect(await running.list(environment())).toMatchObject({ ok: true });
  await new Promise(resolve => setTimeout(resolve, 4000));
  const { ok, log } = await running.list(environment());
  expect({ ok, log }).toMatchObject({ ok: true, log: expect.arrayContaining([expect.objectContaining(SESSION)]) });
});

test('a task with another role is refused by the attribute condition', async () => {
  await start('gcs-reader-x');
  const { ok, log } = await running.list(environment());
  expect(ok).toBe(false);
  expect(log).toContainEqual(expect.objectContaining({ standIn: 'Google STS', verdict: 'rejected', step: 'attribute condition' }));
});

test('the client would not get in without the emulator, by the credentials that ECS gives', async () => {
  await start();
  const environmentOfTask = environment();
  emulator.signal('SIGKILL');
  await emulator.until(() => emulator.exitCode !== undefined);
  expect(await running.list(environmentOfTask)).toMatchObject({ ok: false });
});
