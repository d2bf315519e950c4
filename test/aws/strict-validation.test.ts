import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, federation, instance } from './fixtures';
import { GcpFederatedRole } from '../../lib';

beforeAll(() => { process.env.CDK_VALIDATION = 'true'; });
afterAll(() => { process.env.CDK_VALIDATION = 'false'; });

/** Everything that the construct can put into a template, in one. */
function everything(env?: { account: string; region: string }): Stack {
  const app = new App({ context: { '@aws-cdk/core:strictCfnValidateErrors': true }, builtinCloudFormationValidation: true });
  const stack = new Stack(app, 'Stack', { env });
  const reader = new GcpFederatedRole(stack, 'Reader', {
    ...federation, path: '/workloads/', description: 'reads objects', maxSessionDuration: Duration.hours(2), assumedBy: new iam.ServicePrincipal('batch.amazonaws.com'),
  });
  new GcpFederatedRole(stack, 'Unused', { ...federation, roleName: 'unused' });
  reader.addOutputs();
  void reader.instanceProfile;
  reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { replaceInstance: true });
  return stack;
}

const environments = [['with a known environment', { account: ACCOUNT, region: 'eu-central-1' }], ['without an environment', undefined]] as const;

test.each(environments)('strict CloudFormation validation finds nothing %s', (_, env) => {
  expect(() => Template.fromStack(everything(env))).not.toThrow();
});

test('strict CloudFormation validation is at work', () => {
  const stack = everything();
  (stack.node.findChild('Reader').node.findChild('Role').node.defaultChild as iam.CfnRole).addPropertyOverride('MaxSessionDuration', 'long');
  expect(() => Template.fromStack(stack)).toThrow(/MaxSessionDuration/);
});

test.each(environments)('cfn-lint finds nothing %s', (_, env) => {
  if (spawnSync('cfn-lint', ['--version']).error) {
    console.log('cfn-lint is not installed (pip install cfn-lint): not run');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
  try {
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(Template.fromStack(everything(env)).toJSON()));
    expect(spawnSync('cfn-lint', [file], { encoding: 'utf8' })).toMatchObject({ stdout: '', status: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
