import { Annotations as CdkAnnotations, App, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpDelivery, GcpFederatedRole } from '../../../lib';
import { BEGIN_MARKER } from '../../../lib/federation/installation/installation';
import { accountStack, federation, instance, network } from '../fixtures';

let app: App;
let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  app = new App();
  stack = accountStack(app);
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const ours = (id: string, props: Partial<ec2.InstanceProps> = {}, own = stack) => instance(own, id, { role: reader.role, ...props });
const group = (id: string) => new autoscaling.AutoScalingGroup(stack, id, {
  vpc: network(stack, `${id}Vpc`), instanceType: new ec2.InstanceType('m5.large'), machineImage: ec2.MachineImage.latestAmazonLinux2023(), role: reader.role,
});
/** Ids of what installs the configuration. */
const federated = (own = stack) => Object.entries<CfnResource>(Template.fromStack(own).toJSON().Resources)
  .filter(([, resource]) => JSON.stringify(resource).includes(BEGIN_MARKER)).map(([id]) => id.replace(/(?:LaunchConfig)?[0-9A-F]{8}$/, '')).sort();
const LEFT_OUT = Match.stringLikeRegexp('is left without the credential configuration: give it the federated role, or leave it out');

test('every instance and group gets it, in all stacks, also when it is added later', () => {
  ours('Before');
  reader.addToAllIn(app);
  ours('After');
  group('Fleet');
  const other = accountStack(app, 'Other');
  ours('Elsewhere', {}, other);
  expect(federated()).toEqual(['After', 'Before', 'Fleet']);
  expect(federated(other)).toEqual(['Elsewhere']);
});

test('a scope is the whole of it', () => {
  const other = accountStack(app, 'Other');
  reader.addToAllIn(other);
  ours('Here');
  ours('There', {}, other);
  expect(federated()).toEqual([]);
  expect(federated(other)).toEqual(['There']);
});

test('options are passed on', () => {
  ours('Host');
  reader.addToAllIn(app, { requireImdsv2: false, metadataHopLimit: 2, deliverBy: GcpDelivery.association() });
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::SSM::Association', 1);
  template.hasResourceProperties('AWS::EC2::Instance', { MetadataOptions: { HttpPutResponseHopLimit: 2 } });
});

test('what was added by name keeps its options', () => {
  const host = ours('Host');
  reader.addToInstance(host, { deliverBy: GcpDelivery.association() });
  reader.addToAllIn(app);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::EC2::Instance', { UserData: { 'Fn::Base64': '#!/bin/bash' } });
});

describe('left out is', () => {
  beforeEach(() => {
    ours('In');
  });

  test('what is excluded, with all in it', () => {
    const other = accountStack(app, 'Other');
    const host = ours('There', {}, other);
    reader.addToAllIn(app, { exclude: [ours('Out'), other] });
    expect(federated()).toEqual(['In']);
    expect(federated(other)).toEqual([]);
    Annotations.fromStack(stack).hasNoWarning('*', LEFT_OUT);
    expect(host.userData.render()).toBe('#!/bin/bash');
  });

  test('what is tagged, however late', () => {
    const out = ours('Out');
    reader.addToAllIn(app);
    Tags.of(out).add('cdk-gcp-federation:exclude', 'yes');
    expect(federated()).toEqual(['In']);
    Annotations.fromStack(stack).hasNoWarning('*', LEFT_OUT);
  });

  test('what is in something tagged, unless the tag is removed from it, and by a key of choice', () => {
    const other = accountStack(app, 'Other');
    ours('Out', {}, other);
    const back = ours('Back', {}, other);
    Tags.of(other).add('team:no-gcp', '');
    Tags.of(back).remove('team:no-gcp');
    reader.addToAllIn(app, { excludeTag: 'team:no-gcp' });
    expect(federated(other)).toEqual(['Back']);
  });

  test('what has another role, with a warning that can be acknowledged', () => {
    const out = instance(stack, 'Out');
    reader.addToAllIn(app);
    expect(federated()).toEqual(['In']);
    Annotations.fromStack(stack).hasWarning('/Stack/Out', LEFT_OUT);
    expect(Annotations.fromStack(stack).findWarning('/Stack/Out', LEFT_OUT)[0].entry.data).toMatch(/^instance Stack\/Out has role Stack\/Out\/InstanceRole, so it is left/);
    expect(out.userData.render()).toBe('#!/bin/bash');
  });

  test('with the warning acknowledged, silently', () => {
    CdkAnnotations.of(instance(stack, 'Out')).acknowledgeWarning('cdk-gcp-federation:leftOut');
    reader.addToAllIn(app);
    Annotations.fromStack(stack).hasNoWarning('*', LEFT_OUT);
  });

  test('a group whose template has no role', () => {
    new autoscaling.AutoScalingGroup(stack, 'Fleet', {
      vpc: network(stack, 'Vpc'),
      launchTemplate: new ec2.LaunchTemplate(stack, 'Template', { instanceType: new ec2.InstanceType('m5.large'), machineImage: ec2.MachineImage.latestAmazonLinux2023() }),
    });
    reader.addToAllIn(app);
    Annotations.fromStack(stack).hasWarning('/Stack/Fleet', Match.stringLikeRegexp('launches from a template without a role, so it is left'));
  });

  test('what is made without the construct that takes commands', () => {
    new ec2.CfnInstance(stack, 'Bare', { imageId: 'ami-0123456789abcdef0' });
    reader.addToAllIn(app);
    Annotations.fromStack(stack).hasWarning('/Stack/Bare', Match.stringLikeRegexp('is an AWS::EC2::Instance without the construct'));
  });
});

test('fails, showing all at once, for what has the role and cannot take it', () => {
  ours('One', { userData: ec2.UserData.custom('#cloud-config') });
  ours('Two').userData.addCommands('echo ECS_CLUSTER=prod >> /etc/ecs/ecs.config');
  reader.addToAllIn(app);
  const annotations = Annotations.fromStack(stack);
  annotations.hasError('/Stack/One', Match.stringLikeRegexp('does not take shell commands.*; or leave it out with exclude'));
  annotations.hasError('/Stack/Two', Match.stringLikeRegexp('would be a container host of ECS'));
});

test('the role may be brought', () => {
  const role = new iam.Role(stack, 'Own', { roleName: 'own', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  instance(stack, 'Host', { role });
  new GcpFederatedRole(stack, 'Federated', { ...federation, role, roleName: 'own' }).addToAllIn(stack);
  expect(federated()).toEqual(['Host']);
});
