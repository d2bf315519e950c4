import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ACCOUNT, federation, instance, network } from './fixtures';
import { GcpDelivery, GcpFederatedRole } from '../../lib';

beforeAll(() => { process.env.CDK_VALIDATION = 'true'; });
afterAll(() => { process.env.CDK_VALIDATION = 'false'; });

/** Everything that the construct can put into a template, in one. */
function everything(env?: { account: string; region: string }): Stack {
  const app = new App({ context: { '@aws-cdk/core:strictCfnValidateErrors': true, '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true }, builtinCloudFormationValidation: true });
  const stack = new Stack(app, 'Stack', { env });
  const reader = new GcpFederatedRole(stack, 'Reader', {
    ...federation, path: '/workloads/', description: 'reads objects', maxSessionDuration: Duration.hours(2), assumedBy: new iam.ServicePrincipal('batch.amazonaws.com'),
  });
  new GcpFederatedRole(stack, 'Unused', { ...federation, roleName: 'unused' });
  reader.addOutputs();
  void reader.instanceProfile;
  reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { replaceInstance: true });
  const fleet = { instanceType: new ec2.InstanceType('m5.large'), machineImage: ec2.MachineImage.latestAmazonLinux2023(), role: reader.role };
  reader.addToInstance(instance(stack, 'Windows', {
    role: reader.role, machineImage: ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE),
  }), { metadataHopLimit: 2 });
  reader.addToInstance(instance(stack, 'Running', { role: reader.role }), { deliverBy: GcpDelivery.association() });
  const updatePolicy = autoscaling.UpdatePolicy.rollingUpdate();
  const vpc = network(stack, 'Vpc');
  reader.addToAutoScalingGroup(new autoscaling.AutoScalingGroup(stack, 'Group', { vpc, updatePolicy, ...fleet }));
  const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', { ...fleet, userData: ec2.UserData.forLinux() });
  reader.addToAutoScalingGroup(new autoscaling.AutoScalingGroup(stack, 'FromTemplate', { vpc, updatePolicy, launchTemplate }), { deliverBy: GcpDelivery.association() });
  reader.addToLaunchTemplate(launchTemplate);
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
