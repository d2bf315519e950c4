import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { inlineFunction } from './fixtures';
import { GcpFederatedRole, GcpGrant } from '../../../lib';
import { AwsCredentials } from '../../../lib/rehearsal/emulators';
import { ACCOUNT, federation } from '../fixtures';
import { RunningClouds } from '../running-clouds';

const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };

let running: RunningClouds;
beforeAll(async () => { running = await RunningClouds.start(props); });
afterAll(async () => running.close());

/** What a function of this app finds: the variables of its template, and `/opt` as its layers make it. */
function synthesized() {
  const app = new App({ context: { 'aws:cdk:enable-asset-metadata': true } });
  const stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'eu-central-1' } });
  const reader = new GcpFederatedRole(stack, 'Reader', props);
  reader.addToFunction(inlineFunction(stack, 'Fn', { role: reader.role, functionName: 'reader' }));
  const { directory, stacks: [{ template }] } = app.synth();
  const resources = Object.values<any>(template.Resources);
  const { Variables: variables } = resources.find(({ Type }) => Type === 'AWS::Lambda::Function').Properties.Environment;
  const layer = resources.find(({ Type }) => Type === 'AWS::Lambda::LayerVersion').Metadata['aws:asset:path'];
  return { variables: variables as Record<string, string>, opt: join(directory, layer) };
}

/** The variables that Lambda itself sets. */
function runtimeEnvironment(credentials: AwsCredentials): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_FUNCTION_NAME: 'reader',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/reader',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef',
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    AWS_REGION: 'eu-central-1',
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken!,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: '/var/task',
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    TZ: ':UTC',
    _HANDLER: 'index.handler',
    _X_AMZN_TRACE_ID: 'Root=1-65a1b2c3-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0',
  };
}

async function call(roleName?: string) {
  const { variables, opt } = synthesized();
  const inLayer = variables.GOOGLE_APPLICATION_CREDENTIALS.replace(/^\/opt/, opt);
  const file = running.writeReachableConfig(readFileSync(inLayer, 'utf8'));
  return running.list({ ...runtimeEnvironment(running.credentials('reader', roleName)), ...variables, GOOGLE_APPLICATION_CREDENTIALS: file });
}

test("a Google client in Lambda's environment lists the bucket as the function's role, and asks no metadata service", async () => {
  const { ok, data, log } = await call();
  expect({ ok, data, log }).toMatchObject({ ok: true, data: { items: [{ name: 'hello-from-google-cloud.txt' }] } });
  expect(log).toContainEqual(expect.objectContaining({ standIn: 'AWS STS', verdict: 'accepted', identity: `arn:aws:sts::${ACCOUNT}:assumed-role/gcs-reader/reader` }));
  expect(log.map(({ standIn }) => standIn)).not.toContain('instance metadata');
});

test('a function with another role is refused by the attribute condition', async () => {
  const { ok, log } = await call('gcs-reader-x');
  expect(ok).toBe(false);
  expect(log).toContainEqual(expect.objectContaining({ standIn: 'Google STS', verdict: 'rejected', step: 'attribute condition' }));
});
