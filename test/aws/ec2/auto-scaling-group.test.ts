import { Annotations as CdkAnnotations, App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpFederatedRole } from '../../../lib';
import { BEGIN_MARKER } from '../../../lib/federation/installation/installation';
import { accountStack, federation, network } from '../fixtures';

const DOES_NOT_ROLL = Match.stringLikeRegexp('Auto Scaling group Stack/Group has no update policy');
const LARGE = new ec2.InstanceType('m5.large');
const image = () => ec2.MachineImage.latestAmazonLinux2023();

let stack: Stack;
let reader: GcpFederatedRole;
const start = (context: Record<string, unknown> = {}) => {
  stack = accountStack(new App({ context }));
  reader = new GcpFederatedRole(stack, 'Reader', federation);
};
beforeEach(() => start());

const group = (props: Partial<autoscaling.AutoScalingGroupProps> = {}, id = 'Group') => new autoscaling.AutoScalingGroup(stack, id, {
  vpc: network(stack, `${id}Vpc`),
  ...props.launchTemplate || props.mixedInstancesPolicy ? {} : { instanceType: LARGE, machineImage: image(), role: reader.role },
  ...props,
});
const template = (id: string, props: Partial<ec2.LaunchTemplateProps> = {}) => new ec2.LaunchTemplate(stack, id, {
  instanceType: LARGE, machineImage: image(), role: reader.role, userData: ec2.UserData.forLinux(), ...props,
});
const properties = (type: string) => Object.values(Template.fromStack(stack).findResources(type)).map(found => found.Properties);
const templateData = () => properties('AWS::EC2::LaunchTemplate').map(found => found.LaunchTemplateData);
const installs = (userData: { 'Fn::Base64': string }) => userData['Fn::Base64'].split('\n').filter(line => line === BEGIN_MARKER).length;

describe('a group installs the configuration', () => {
  test('by its launch configuration, with IMDSv2', () => {
    reader.addToAutoScalingGroup(group());
    const [configuration] = properties('AWS::AutoScaling::LaunchConfiguration');
    expect(installs(configuration.UserData)).toBe(1);
    expect(configuration.MetadataOptions).toEqual({ HttpTokens: 'required' });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::LaunchTemplate', 0);
  });

  test('by the launch template that CDK generates, with IMDSv2', () => {
    start({ '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true });
    reader.addToAutoScalingGroup(group());
    const [data] = templateData();
    expect(installs(data.UserData)).toBe(1);
    expect(data.MetadataOptions).toEqual({ HttpTokens: 'required' });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('launch template'));
  });

  test('by the launch template that it is given, where the aspect of the group fails', () => {
    const own = template('Template');
    expect(() => {
      reader.addToAutoScalingGroup(group({ launchTemplate: own }), { requireImdsv2: true });
      const [data] = templateData();
      expect(installs(data.UserData)).toBe(1);
      expect(data.MetadataOptions).toEqual({ HttpTokens: 'required' });
    }).not.toThrow();
  });

  test('by all templates of a mixed group', () => {
    reader.addToAutoScalingGroup(group({
      mixedInstancesPolicy: {
        launchTemplate: template('Main'),
        launchTemplateOverrides: [{ instanceType: LARGE }, { instanceType: new ec2.InstanceType('m6g.large'), launchTemplate: template('Arm') }],
      },
    }));
    expect(templateData().map(data => installs(data.UserData))).toEqual([1, 1]);
  });

  test('and EC2 may assume the role', () => {
    reader.addToAutoScalingGroup(group());
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({ Statement: [Match.objectLike({ Principal: { Service: 'ec2.amazonaws.com' } })] }),
    });
  });
});

describe('only what was meant changes', () => {
  const resources = (federated: boolean, context: Record<string, unknown> = {}) => {
    const own = accountStack(new App({ context }));
    const role = new iam.Role(own, 'Role', { roleName: 'fleet', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const fleet = new autoscaling.AutoScalingGroup(own, 'Group', { vpc: network(own, 'Vpc'), instanceType: LARGE, machineImage: image(), role });
    if (federated) new GcpFederatedRole(own, 'Reader', { ...federation, role, roleName: 'fleet' }).addToAutoScalingGroup(fleet);
    return Template.fromStack(own).toJSON().Resources as Record<string, object>;
  };

  test.each([[{}, 'AWS::AutoScaling::LaunchConfiguration'], [{ '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true }, 'AWS::EC2::LaunchTemplate']])('%j', (context, type) => {
    const [before, after] = [resources(false, context), resources(true, context)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(after).filter(id => JSON.stringify(after[id]) !== JSON.stringify(before[id]));
    expect(changed.map(id => after[id])).toMatchObject([{ Type: type }]);
    const withoutUserData = (resource: object) => JSON.parse(JSON.stringify(resource, (key, value) => key === 'UserData' ? undefined : value));
    expect(withoutUserData(after[changed[0]])).toEqual(withoutUserData(before[changed[0]]));
  });
});

describe('metadata options', () => {
  test('that the user states stand', () => {
    reader.addToAutoScalingGroup(group({ launchTemplate: template('Template', { httpTokens: ec2.LaunchTemplateHttpTokens.OPTIONAL, instanceMetadataTags: true }) }));
    expect(templateData()[0].MetadataOptions).toEqual({ HttpTokens: 'optional', InstanceMetadataTags: 'enabled' });
  });

  test('let containers that are run by hand in, on request', () => {
    reader.addToAutoScalingGroup(group(), { metadataHopLimit: 2, requireImdsv2: false });
    expect(properties('AWS::AutoScaling::LaunchConfiguration')[0].MetadataOptions).toEqual({ HttpPutResponseHopLimit: 2 });
  });

  test('go with the aspect of the group where it works', () => {
    reader.addToAutoScalingGroup(group({ requireImdsv2: true }));
    expect(properties('AWS::AutoScaling::LaunchConfiguration')[0].MetadataOptions).toEqual({ HttpTokens: 'required' });
  });
});

describe('a group that runs already', () => {
  test('is warned about', () => {
    reader.addToAutoScalingGroup(group());
    Annotations.fromStack(stack).hasWarning('/Stack/Group', DOES_NOT_ROLL);
  });

  test('is not warned about where the warning is acknowledged', () => {
    const own = group();
    reader.addToAutoScalingGroup(own);
    CdkAnnotations.of(own).acknowledgeWarning('cdk-gcp-federation:groupDoesNotRoll');
    Annotations.fromStack(stack).hasNoWarning('*', DOES_NOT_ROLL);
  });

  test.each([
    ['rolling', autoscaling.UpdatePolicy.rollingUpdate()],
    ['replacing', autoscaling.UpdatePolicy.replacingUpdate()],
  ])('rolls by a %s update', (_, updatePolicy) => {
    reader.addToAutoScalingGroup(group({ updatePolicy, signals: autoscaling.Signals.waitForAll({ timeout: Duration.minutes(5) }) }));
    Annotations.fromStack(stack).hasNoWarning('*', DOES_NOT_ROLL);
  });

  test('is not warned about where the policy comes later', () => {
    const own = group();
    reader.addToAutoScalingGroup(own);
    (own.node.defaultChild as autoscaling.CfnAutoScalingGroup).cfnOptions.updatePolicy = { autoScalingRollingUpdate: {} };
    Annotations.fromStack(stack).hasNoWarning('*', DOES_NOT_ROLL);
  });
});

describe('fails when', () => {
  test('the group has another role, and nothing is added', () => {
    const own = group({ role: undefined });
    expect(() => reader.addToAutoScalingGroup(own)).toThrow(/Auto Scaling group Stack\/Group has role Stack\/Group\/InstanceRole, not the federated role 'gcs-reader', .*role: group\.role/);
    expect(own.userData.render()).toBe('#!/bin/bash');
  });

  test('its template has no role', () => {
    expect(() => reader.addToAutoScalingGroup(group({ launchTemplate: template('Template', { role: undefined }) }))).toThrow('launch template Stack/Template has no role');
  });

  test('its template is not made here', () => {
    const imported = ec2.LaunchTemplate.fromLaunchTemplateAttributes(stack, 'Imported', { launchTemplateId: 'lt-0123456789abcdef0', versionNumber: '3' });
    expect(() => reader.addToAutoScalingGroup(group({ launchTemplate: imported }))).toThrow("launches from launch template 'lt-0123456789abcdef0', which no ec2.LaunchTemplate of this app makes");
  });

  test('its metadata service is disabled', () => {
    expect(() => reader.addToAutoScalingGroup(group({ launchTemplate: template('Template', { httpEndpoint: false }) }))).toThrow('has its metadata service disabled');
  });

  test.each([0, 65, 1.5])('the hop limit is %s', metadataHopLimit => {
    expect(() => reader.addToAutoScalingGroup(group(), { metadataHopLimit })).toThrow(`metadataHopLimit ${metadataHopLimit} is not a hop limit that EC2 takes: pass a whole number from 1 to 64`);
  });

  test('the template states another hop limit', () => {
    expect(() => reader.addToAutoScalingGroup(group({ launchTemplate: template('Template', { httpPutResponseHopLimit: 1 }) }), { metadataHopLimit: 2 }))
      .toThrow('metadataHopLimit 2 is not the hop limit that launch template Stack/Template states, which is 1');
  });
});

describe('capacity of ECS is refused', () => {
  const cluster = () => new ecs.Cluster(stack, 'Cluster', { vpc: network(stack, 'ClusterVpc') });

  test('that a cluster makes', () => {
    const capacity = cluster().addCapacity('Capacity', { instanceType: LARGE });
    expect(() => reader.addToAutoScalingGroup(capacity)).toThrow(/Auto Scaling group Stack\/Cluster\/Capacity would be a container host of ECS: /);
  });

  test('that a cluster takes', () => {
    const own = group({ machineImage: ecs.EcsOptimizedImage.amazonLinux2023() });
    cluster().addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup: own }));
    expect(() => reader.addToAutoScalingGroup(own)).toThrow(/Auto Scaling group Stack\/Group would be a container host of ECS: /);
  });

  test('that a cluster takes later', () => {
    const own = group({ machineImage: ecs.EcsOptimizedImage.amazonLinux2023() });
    reader.addToAutoScalingGroup(own);
    cluster().addAsgCapacityProvider(new ecs.AsgCapacityProvider(stack, 'Provider', { autoScalingGroup: own }));
    expect(() => Template.fromStack(stack)).toThrow('would be a container host of ECS');
  });

  test('of Bottlerocket', () => {
    expect(() => reader.addToAutoScalingGroup(group({ machineImage: new ecs.BottleRocketImage() }))).toThrow(/Bottlerocket has no shell and runs nothing but containers: federate the role of the ECS task/);
  });
});
