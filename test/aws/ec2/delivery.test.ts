import { spawnSync } from 'node:child_process';
import { Annotations as CdkAnnotations, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpDelivery, GcpFederatedRole } from '../../../lib';
import { DEFAULT_CREDENTIAL_CONFIG_PATH as CONFIG } from '../../../lib/federation/installation/installation';
import { accountStack, federation, instance, network } from '../fixtures';
import { ScratchRoot } from '../shell';

const POLICY_NEEDED = Match.stringLikeRegexp('attach the managed policy AmazonSSMManagedInstanceCore');
const deliverBy = GcpDelivery.association();

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const resources = () => Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; Properties: Record<string, any> }>;
const association = () => Object.values(Template.fromStack(stack).findResources('AWS::SSM::Association'))[0].Properties;
const group = (props: Partial<autoscaling.AutoScalingGroupProps> = {}) => new autoscaling.AutoScalingGroup(stack, 'Group', {
  vpc: network(stack, 'GroupVpc'), instanceType: new ec2.InstanceType('m5.large'), machineImage: ec2.MachineImage.latestAmazonLinux2023(), role: reader.role, ...props,
});

describe('an association', () => {
  test('runs the commands on the instance, every day, and leaves its user data', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy });
    const [id] = Object.keys(Template.fromStack(stack).findResources('AWS::EC2::Instance'));
    expect(association()).toMatchObject({
      Name: 'AWS-RunShellScript', ScheduleExpression: 'rate(1 day)', Targets: [{ Key: 'InstanceIds', Values: [{ Ref: id }] }],
    });
    expect(resources()[id].Properties.UserData).toEqual({ 'Fn::Base64': '#!/bin/bash' });
    expect(resources()[id].Properties.MetadataOptions).toEqual({ HttpTokens: 'required' });
  });

  test('finds the instances of a group by the tag that EC2 Auto Scaling gives them, and needs no update policy', () => {
    const own = group();
    reader.addToAutoScalingGroup(own, { deliverBy });
    expect(association().Targets).toEqual([{ Key: 'tag:aws:autoscaling:groupName', Values: [stack.resolve(own.autoScalingGroupName)] }]);
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('update policy'));
    expect(own.userData.render()).toBe('#!/bin/bash');
  });

  test('reaches the instances of a launch template without user data', () => {
    const template = new ec2.LaunchTemplate(stack, 'Template', {
      instanceType: new ec2.InstanceType('m5.large'), machineImage: ec2.MachineImage.latestAmazonLinux2023(), role: reader.role,
    });
    reader.addToAutoScalingGroup(new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: network(stack, 'GroupVpc'), launchTemplate: template }), { deliverBy });
    expect(association().Name).toBe('AWS-RunShellScript');
  });

  test('speaks PowerShell to Windows', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role, machineImage: ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE) }), { deliverBy });
    expect(association()).toMatchObject({ Name: 'AWS-RunPowerShellScript', Parameters: { commands: expect.arrayContaining(['& {', 'if (-not $env:GOOGLE_APPLICATION_CREDENTIALS) { exit 1 }']) } });
  });

  test('runs when the user says so', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy: GcpDelivery.association({ schedule: 'cron(0 2 ? * SUN *)' }) });
    expect(association().ScheduleExpression).toBe('cron(0 2 ? * SUN *)');
  });

  test('is made once', () => {
    const host = instance(stack, 'Host', { role: reader.role });
    reader.addToInstance(host, { deliverBy });
    reader.addToInstance(host, { deliverBy });
    Template.fromStack(stack).resourceCountIs('AWS::SSM::Association', 1);
  });

  test('holds nothing that Systems Manager would take for a parameter of its own', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy });
    expect(JSON.stringify(association().Parameters)).not.toMatch(/\{\{|\}\}/);
  });

  test('has a logical id that is contract', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy });
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::SSM::Association'))).toEqual(['HostGcpFederation']);
  });

  test('warns nobody that user data runs once', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('first boot only'));
  });
});

describe('what an association runs', () => {
  let root: ScratchRoot;
  beforeEach(() => { root = new ScratchRoot(); });
  afterEach(() => root.remove());
  const commands = () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy });
    return (association().Parameters.commands as string[]).join('\n');
  };

  test('installs the configuration byte for byte, and repairs it', () => {
    const text = commands();
    expect(root.run('sh', text).status).toBe(0);
    root.write(CONFIG, 'drifted');
    expect(root.run('sh', text).status).toBe(0);
    expect(root.read(CONFIG)).toBe(reader.credentialConfig);
  });

  test('is reported as failed where it could not write, whatever the agent inherited', () => {
    root.write('/etc/cdk-gcp', 'a file where a folder is needed');
    expect(root.run('sh', commands(), { GOOGLE_APPLICATION_CREDENTIALS: '/old' }).status).not.toBe(0);
  });

  test('is what a shell can parse line by line', () => {
    expect(spawnSync('sh', ['-n'], { input: commands(), encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('the SSM agent', () => {
  const managedPolicies = () => JSON.stringify(Object.values(resources()).filter(found => found.Type === 'AWS::IAM::Role').map(found => found.Properties.ManagedPolicyArns ?? []));

  test('gets its policy on a role of ours, once', () => {
    reader.addToInstance(instance(stack, 'One', { role: reader.role }), { deliverBy });
    reader.addToInstance(instance(stack, 'Two', { role: reader.role }), { deliverBy });
    expect(managedPolicies().split('policy/AmazonSSMManagedInstanceCore')).toHaveLength(2);
    Annotations.fromStack(stack).hasNoWarning('*', POLICY_NEEDED);
  });

  test.each<[string, iam.RoleProps, boolean]>([
    ['without it', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }, true],
    ['with it', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')] }, false],
  ])('is asked for on a role of others %s', (_, props, warned) => {
    const role = new iam.Role(stack, 'Own', { roleName: 'own', ...props });
    const host = instance(stack, 'Host', { role });
    new GcpFederatedRole(stack, 'Federated', { ...federation, role, roleName: 'own' }).addToInstance(host, { deliverBy });
    const annotations = Annotations.fromStack(stack);
    if (!warned) return annotations.hasNoWarning('*', POLICY_NEEDED);
    annotations.hasWarning('/Stack/Host', POLICY_NEEDED);
    expect(JSON.stringify(resources())).not.toContain('AmazonSSMManagedInstanceCore');
  });

  test('has it by other means where the warning is acknowledged', () => {
    const role = iam.Role.fromRoleName(stack, 'Own', 'own');
    const host = instance(stack, 'Host', { role });
    CdkAnnotations.of(host).acknowledgeWarning('cdk-gcp-federation:ssmPolicyNeeded');
    new GcpFederatedRole(stack, 'Federated', { ...federation, role, roleName: 'own' }).addToInstance(host, { deliverBy });
    Annotations.fromStack(stack).hasNoWarning('*', POLICY_NEEDED);
  });
});

describe('fails when', () => {
  test.each(['rate(29 minutes)', 'rate(0 days)', 'rate(1 week)', 'daily', 'cron(0 2 * *)', '', 'at(2030-01-01T00:00)'])('the schedule is %j', schedule => {
    expect(() => GcpDelivery.association({ schedule })).toThrow(`schedule '${schedule}' is not one that State Manager takes: pass a rate of at least 30 minutes`);
  });
  test.each(['rate(30 minutes)', 'rate(1 hour)', 'rate(2 days)', 'cron(0 2 ? * SUN *)'])('but not %j', schedule => {
    expect(() => GcpDelivery.association({ schedule })).not.toThrow();
  });

  test('the instance is to be replaced as well', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy, replaceInstance: true })).toThrow('replaceInstance has no effect on instance Stack/Host');
  });

  test('the instance has another role, and nothing is made', () => {
    const host = instance(stack, 'Host');
    expect(() => reader.addToInstance(host, { deliverBy })).toThrow('its role is never swapped');
    Template.fromStack(stack).resourceCountIs('AWS::SSM::Association', 0);
  });

  test('the instance is a container host', () => {
    const host = instance(stack, 'Host', { role: reader.role });
    host.userData.addCommands('echo ECS_CLUSTER=prod >> /etc/ecs/ecs.config');
    expect(() => reader.addToInstance(host, { deliverBy })).toThrow('would be a container host of ECS');
  });

  test('the image is Bottlerocket', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: reader.role, machineImage: new ecs.BottleRocketImage() }), { deliverBy })).toThrow('runs Bottlerocket, which has no shell');
  });
});

test('delivery by user data is the default, and can be said', () => {
  reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { deliverBy: GcpDelivery.userData() });
  Template.fromStack(stack).resourceCountIs('AWS::SSM::Association', 0);
  expect(JSON.stringify(resources())).toContain('>>> cdk-gcp');
});
