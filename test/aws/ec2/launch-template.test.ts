import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpFederatedRole } from '../../../lib';
import { BEGIN_MARKER } from '../../../lib/federation/installation/installation';
import { accountStack, federation } from '../fixtures';

let stack: Stack;
let reader: GcpFederatedRole;
const start = (context: Record<string, unknown> = {}) => {
  stack = accountStack(new App({ context }));
  reader = new GcpFederatedRole(stack, 'Reader', federation);
};
beforeEach(() => start());

const template = (props: Partial<ec2.LaunchTemplateProps> = {}) => new ec2.LaunchTemplate(stack, 'Template', {
  machineImage: ec2.MachineImage.latestAmazonLinux2023(), role: reader.role, userData: ec2.UserData.forLinux(), ...props,
});
const data = () => Object.values(Template.fromStack(stack).findResources('AWS::EC2::LaunchTemplate'))[0].Properties.LaunchTemplateData;

test('a launch template installs the configuration, once, with IMDSv2 by its own options', () => {
  const own = template({ detailedMonitoring: true });
  reader.addToLaunchTemplate(own);
  reader.addToLaunchTemplate(own);
  expect(data().UserData['Fn::Base64'].split(BEGIN_MARKER)).toHaveLength(2);
  expect(data()).toMatchObject({ MetadataOptions: { HttpTokens: 'required' }, Monitoring: { Enabled: true }, IamInstanceProfile: expect.anything(), TagSpecifications: expect.anything() });
});

test('the image may be left to whoever launches', () => {
  reader.addToLaunchTemplate(template({ machineImage: undefined }));
  expect(data().UserData['Fn::Base64']).toContain(BEGIN_MARKER);
  expect(data().ImageId).toBeUndefined();
});

test('that it reaches new instances only is said, and can be acknowledged', () => {
  reader.addToLaunchTemplate(template());
  Annotations.fromStack(stack).hasWarning('/Stack/Template', Match.stringLikeRegexp('cdk-gcp-federation:templateReachesNewInstances'));
});

test('the role may come by the instance profile', () => {
  reader.addToLaunchTemplate(template({ role: undefined, instanceProfile: reader.instanceProfile as iam.InstanceProfile }));
  expect(data().UserData['Fn::Base64']).toContain(BEGIN_MARKER);
});

test('user data of the image is there with the feature flag', () => {
  start({ '@aws-cdk/aws-ec2:launchTemplateDefaultUserData': true });
  reader.addToLaunchTemplate(template({ userData: undefined }));
  expect(data().UserData['Fn::Base64']).toContain(BEGIN_MARKER);
});

test('user data of Windows is taken', () => {
  const machineImage = ec2.MachineImage.latestWindows(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE);
  reader.addToLaunchTemplate(template({ machineImage, userData: ec2.UserData.forWindows() }));
  expect(data().UserData['Fn::Base64']).toContain('SetSecurityDescriptorSddlForm');
});

describe('fails when the launch template', () => {
  test('has no user data, with the line that gives it some', () => {
    expect(() => reader.addToLaunchTemplate(template({ userData: undefined })))
      .toThrow('launch template Stack/Template has no user data that could be added to: pass userData: ec2.UserData.forLinux() to ec2.LaunchTemplate');
  });

  test('has no role', () => {
    expect(() => reader.addToLaunchTemplate(template({ role: undefined }))).toThrow('has no role, so its instances have no credentials that could be federated: pass role: federated.role');
  });

  test('has another role', () => {
    const role = new iam.Role(stack, 'Other', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const own = template({ role });
    expect(() => reader.addToLaunchTemplate(own)).toThrow("launch template Stack/Template has role Stack/Other, not the federated role 'gcs-reader', and its role is never swapped");
    expect(own.userData!.render()).toBe('#!/bin/bash');
  });

  test('has data that only deployment knows', () => {
    const own = template();
    (own.node.defaultChild as ec2.CfnLaunchTemplate).launchTemplateData = { resolve: () => ({}), creationStack: [], toString: () => '' };
    expect(() => reader.addToLaunchTemplate(own)).toThrow('launchTemplateData that is known only at deployment');
  });
});
