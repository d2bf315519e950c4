import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { federation } from '../../bin/federation';
import { credentialConfig } from '../../lib/federation/credential-config';
import { resolveFederation } from '../../lib/federation/federation';
import { AwsWorkload, readAwsConfiguration } from '../../lib/proof';
import { temporaryFolder } from '../proof/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Runs an example as a user does, and gives its output and its cloud assembly. */
function run(example: string): { output: string; assembly: string } {
  const assembly = join(folder.path, example);
  const { stdout, stderr, status } = spawnSync(process.execPath, [require.resolve('ts-node/dist/bin-transpile'), '--prefer-ts-exts', `examples/${example}.ts`], {
    cwd: join(__dirname, '../..'), encoding: 'utf8', env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"aws:cdk:enable-asset-metadata":true}' },
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return { output: stdout, assembly };
}

/** What is read back from an assembly about the one workload that carries a configuration. */
function workload(assembly: string): Pick<AwsWorkload, 'kind' | 'role' | 'carried'> {
  const { workloads } = readAwsConfiguration(assembly);
  expect(workloads).toHaveLength(1);
  return workloads[0];
}

const audience = resolveFederation(federation).audience;

test('the function carries the configuration of its role', () => {
  expect(workload(run('lambda').assembly)).toMatchObject({ kind: 'lambda-function', role: { name: 'gcs-reader' }, carried: [{ config: { audience } }] });
});

test('the task carries the configuration of its role', () => {
  expect(workload(run('fargate').assembly)).toMatchObject({ kind: 'ecs-task', role: { name: 'gcs-reader' }, carried: [{ config: { audience } }] });
});

test('the pod is a manifest for kubectl, with the configuration', () => {
  const { output, assembly } = run('eks-pod-identity');
  const { kind, spec } = JSON.parse(output);
  expect(kind).toBe('Pod');
  expect(spec.initContainers[0].env).toContainEqual({ name: 'CDK_GCP_CREDENTIAL_CONFIG', value: credentialConfig(resolveFederation(federation), 'metadata-emulator') });
  expect(existsSync(join(assembly, 'eks-pod-identity.template.json'))).toBe(true);
});
