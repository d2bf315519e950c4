import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ACCOUNT, federation, instance, network } from './fixtures';
import { GcpDelivery, GcpFederatedRole, GcpSubject } from '../../lib';

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
  containersAndFunctions(stack);
  return stack;
}

function containersAndFunctions(stack: Stack): void {
  const runner = new GcpFederatedRole(stack, 'Runner', { ...federation, roleName: 'gcs-runner', subject: GcpSubject.userId() });
  const { role } = runner;
  runner.addToFunction(new lambda.Function(stack, 'Function', {
    role, vpc: network(stack, 'FunctionVpc'), runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('//'),
  }));
  const code = lambda.DockerImageCode.fromEcr(ecr.Repository.fromRepositoryName(stack, 'Repository', 'app'), { cmd: ['index.handler'] });
  runner.addToFunction(new lambda.DockerImageFunction(stack, 'ImageFunction', { role, code }), { awsBaseImage: true });
  const image = ecs.ContainerImage.fromRegistry('example.com/app');
  const fargate = new ecs.FargateTaskDefinition(stack, 'Fargate', { taskRole: role });
  runner.addToTaskDefinition(fargate, { logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'gcp' }) });
  fargate.addContainer('App', { image });
  const onEc2 = new ecs.Ec2TaskDefinition(stack, 'OnEc2', { taskRole: role, networkMode: ecs.NetworkMode.AWS_VPC });
  onEc2.addContainer('App', { image, memoryLimitMiB: 128 });
  runner.addToTaskDefinition(onEc2);
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
    // CDK itself lets every function depend on its role, to which it refers anyway.
    expect(spawnSync('cfn-lint', ['--ignore-checks', 'W3005', '--template', file], { encoding: 'utf8' })).toMatchObject({ stdout: '', status: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
