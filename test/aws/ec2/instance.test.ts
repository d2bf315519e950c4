import { Annotations as CdkAnnotations, CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GcpFederatedRole } from '../../../lib';
import { accountStack, federation, instance } from '../fixtures';

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const ec2Principal = new iam.ServicePrincipal('ec2.amazonaws.com');
const properties = () => Object.values(Template.fromStack(stack).findResources('AWS::EC2::Instance'))[0].Properties;

describe('the role of the instance', () => {
  test('may be the federated role', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: reader.role }))).not.toThrow();
  });

  test('may be an immutable view of it', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: (reader.role as iam.Role).withoutPolicyUpdates() }))).not.toThrow();
  });

  test('may come by the instance profile', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { instanceProfile: reader.instanceProfile }))).not.toThrow();
    Template.fromStack(stack).resourceCountIs('AWS::IAM::InstanceProfile', 1);
  });

  test('is refused where it is another, with the ways out, and nothing is added', () => {
    const host = instance(stack, 'Host');
    expect(() => reader.addToInstance(host)).toThrow(new RegExp('^Stack/Reader: instance Stack/Host has role Stack/Host/InstanceRole, not the federated role \'gcs-reader\', and its role is never swapped: '
      + '.*role: federated.role.*role: instance.role.*'));
    expect(host.userData.render()).toBe('#!/bin/bash');
    expect(host.instance.metadataOptions).toBeUndefined();
  });

  test('is refused where an imported one has another name', () => {
    const host = instance(stack, 'Host', { role: iam.Role.fromRoleName(stack, 'Imported', 'other') });
    expect(() => reader.addToInstance(host)).toThrow('its role is never swapped');
  });
});

describe('IMDSv2', () => {
  const brought = (options = {}, props = {}) => {
    const role = new iam.Role(stack, 'Own', { roleName: 'own', assumedBy: ec2Principal });
    new GcpFederatedRole(stack, 'Federated', { ...federation, role, roleName: 'own' }).addToInstance(instance(stack, 'Host', { role, ...props }), options);
  };

  test('is required on a new instance, without a launch template', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }));
    expect(properties().MetadataOptions).toEqual({ HttpTokens: 'required' });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::LaunchTemplate', 0);
  });

  test('keeps other metadata options', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role, httpPutResponseHopLimit: 2 }));
    expect(properties().MetadataOptions).toMatchObject({ HttpTokens: 'required', HttpPutResponseHopLimit: 2 });
  });

  test("leaves the user's explicit choice", () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role, httpTokens: ec2.HttpTokens.OPTIONAL }), { requireImdsv2: true });
    expect(properties().MetadataOptions.HttpTokens).toBe('optional');
  });

  test('is left alone where the role was brought along', () => {
    brought();
    expect(properties().MetadataOptions).toBeUndefined();
  });

  test('is required there on request', () => {
    brought({ requireImdsv2: true });
    expect(properties().MetadataOptions).toEqual({ HttpTokens: 'required' });
  });

  test('is not required of a new instance where the user says so', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { requireImdsv2: false });
    expect(properties().MetadataOptions).toBeUndefined();
  });

  test('goes with the aspect that attaches a launch template', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role, requireImdsv2: true }));
    expect(properties()).toMatchObject({ MetadataOptions: { HttpTokens: 'required' }, LaunchTemplate: expect.anything() });
  });

  test('lets containers that are run by hand in, on request, beside it', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { metadataHopLimit: 2 });
    expect(properties().MetadataOptions).toEqual({ HttpTokens: 'required', HttpPutResponseHopLimit: 2 });
  });

  test('a hop limit that the instance states otherwise is refused', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: reader.role, httpPutResponseHopLimit: 1 }), { metadataHopLimit: 2 }))
      .toThrow('metadataHopLimit 2 is not the hop limit that instance Stack/Host states, which is 1: make both equal');
  });

  test('options that only deployment knows are left alone, and take no hop limit', () => {
    const host = instance(stack, 'Host', { role: reader.role });
    host.instance.metadataOptions = Lazy.any({ produce: () => ({ httpTokens: 'optional' }) });
    expect(() => reader.addToInstance(host, { metadataHopLimit: 2 })).toThrow('metadataHopLimit 2 cannot be set on instance Stack/Host, whose metadata options are known only at deployment');
    reader.addToInstance(host);
    expect(properties().MetadataOptions).toEqual({ HttpTokens: 'optional' });
  });

  test('a disabled metadata service is refused', () => {
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: reader.role, httpEndpoint: false }))).toThrow('has its metadata service disabled');
  });
});

describe('an instance that runs already', () => {
  const RUNS_ONCE = Match.stringLikeRegexp('user data runs at the first boot only');
  const logicalId = () => Object.keys(Template.fromStack(stack).findResources('AWS::EC2::Instance'))[0];

  test('is warned about, on the instance', () => {
    reader.addToInstance(instance(stack, 'Host', { role: reader.role }));
    Annotations.fromStack(stack).hasWarning('/Stack/Host', RUNS_ONCE);
  });

  test('the warning can be acknowledged', () => {
    const host = instance(stack, 'Host', { role: reader.role });
    reader.addToInstance(host);
    CdkAnnotations.of(host).acknowledgeWarning('cdk-gcp-federation:userDataRunsOnce');
    Annotations.fromStack(stack).hasNoWarning('*', RUNS_ONCE);
  });

  test('is replaced on request, when its user data changes', () => {
    const build = (command: string) => {
      stack = accountStack();
      reader = new GcpFederatedRole(stack, 'Reader', federation);
      const host = instance(stack, 'Host', { role: reader.role });
      host.userData.addCommands(command);
      reader.addToInstance(host, { replaceInstance: true });
      host.userData.addCommands('echo later');
      new CfnOutput(stack, 'Id', { value: host.instanceId });
      Annotations.fromStack(stack).hasNoWarning('*', RUNS_ONCE);
      expect(Template.fromStack(stack).toJSON().Outputs.Id.Value).toEqual({ Ref: logicalId() });
      return logicalId();
    };
    const [first, same, other] = [build('echo 1'), build('echo 1'), build('echo 2')];
    expect(first).toMatch(/^Host[0-9A-F]{8}[0-9a-f]{16}$/);
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });

  test('keeps the replacement that the user asked of CDK, and the id that goes with it', () => {
    const host = instance(stack, 'Host', { role: reader.role, userDataCausesReplacement: true });
    reader.addToInstance(host, { replaceInstance: true });
    Annotations.fromStack(stack).hasNoWarning('*', RUNS_ONCE);
    expect(logicalId()).toMatch(/^Host[0-9A-F]{8}[0-9a-f]{16}$/);
  });

  test('is warned about where CDK replaces it and nobody said that this is meant', () => {
    const host = instance(stack, 'Host', { role: reader.role, userDataCausesReplacement: true });
    reader.addToInstance(host);
    Annotations.fromStack(stack).hasWarning('/Stack/Host', Match.stringLikeRegexp('a change of its user data replaces it'));
    Annotations.fromStack(stack).hasNoWarning('*', RUNS_ONCE);
  });

  test('user data that refers to its own instance can be replaced', () => {
    const host = instance(stack, 'Host', { role: reader.role });
    host.userData.addSignalOnExitCommand(host);
    reader.addToInstance(host, { replaceInstance: true });
    expect(logicalId()).toMatch(/^Host[0-9A-F]{8}[0-9a-f]{16}$/);
  });
});
