import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { resources } from './fixtures';
import { GcpFederatedRole } from '../../../lib';
import { accountStack, federation } from '../fixtures';

const PATH = '/tmp/cdk-gcp-credential-config.json';

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const imageFunction = (options: lambda.EcrImageCodeProps = {}, props: Partial<lambda.DockerImageFunctionProps> = {}) => new lambda.DockerImageFunction(stack, 'Fn', {
  code: lambda.DockerImageCode.fromEcr(ecr.Repository.fromRepositoryName(stack, 'Repository', 'app'), options),
  role: reader.role,
  ...props,
});
const properties = () => resources(stack, 'AWS::Lambda::Function')[0].properties;

test('is refused, with COPY as the way out, since Lambda rejects layers that synthesize', () => {
  const fn = imageFunction();
  const before = Template.fromStack(stack).toJSON();
  expect(() => reader.addToFunction(fn)).toThrow(/function Stack\/Fn is made from an image, and Lambda takes no layers for it: .*functionCredentialConfig.*COPY.*\{ awsBaseImage: true \}$/);
  expect(Template.fromStack(stack).toJSON()).toEqual(before);
});

test('receives an entry point on request, and no layer', () => {
  reader.addToFunction(imageFunction({ cmd: ['index.handler'], workingDirectory: '/var/task' }, { environment: { MODE: 'test' } }), { awsBaseImage: true });
  expect(properties().ImageConfig).toEqual({
    Command: ['index.handler'], WorkingDirectory: '/var/task', EntryPoint: ['/bin/sh', '-c', expect.any(String), reader.functionCredentialConfig],
  });
  expect(properties().Layers).toBeUndefined();
  expect(properties().Environment.Variables).toEqual({
    MODE: 'test', GOOGLE_APPLICATION_CREDENTIALS: PATH, CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE: PATH, GOOGLE_CLOUD_PROJECT: 'my-gcp-project', CLOUDSDK_CORE_PROJECT: 'my-gcp-project',
  });
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::LayerVersion', 0);
});

test('fails when it states no command', () => {
  expect(() => reader.addToFunction(imageFunction(), { awsBaseImage: true })).toThrow('function Stack/Fn states no command: pass its handler as cmd');
});

test('fails when it states an entry point of its own', () => {
  expect(() => reader.addToFunction(imageFunction({ cmd: ['x'], entrypoint: ['/app'] }), { awsBaseImage: true })).toThrow('function Stack/Fn states an entry point');
});

test('the entry point writes the configuration, readable by all, and starts that of the image with its command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  try {
    reader.addToFunction(imageFunction({ cmd: ["it's.handler"] }), { awsBaseImage: true });
    const { EntryPoint: [shell, option, script, config], Command: command } = properties().ImageConfig;
    writeFileSync(join(folder, 'lambda-entrypoint.sh'), '#!/bin/sh\nprintf "%s|" "$#" "$@"\n', { mode: 0o755 });
    const here = script.replaceAll('/tmp/', `${folder}/`).replace('/lambda-entrypoint.sh', `${folder}/lambda-entrypoint.sh`);
    for (let start = 0; start < 2; start++) {
      expect(spawnSync(shell, [option, `umask 77; ${here}`, config, ...command], { encoding: 'utf8' })).toMatchObject({ stdout: "1|it's.handler|", stderr: '', status: 0 });
    }
    const file = join(folder, 'cdk-gcp-credential-config.json');
    expect(readFileSync(file, 'utf8')).toBe(reader.functionCredentialConfig);
    expect(statSync(file).mode % 0o1000).toBe(0o644);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
