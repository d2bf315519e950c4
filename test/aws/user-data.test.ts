import { Aws, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { accountStack, federation, instance } from './fixtures';
import { GcpAccess, GcpFederatedRole } from '../../lib';
import { BEGIN_MARKER } from '../../lib/federation/installation';

let stack: Stack;
let reader: GcpFederatedRole;
beforeEach(() => {
  stack = accountStack();
  reader = new GcpFederatedRole(stack, 'Reader', federation);
});

const blocks = (text: string) => text.split('\n').filter(line => line === BEGIN_MARKER).length;

describe('adds its commands', () => {
  test('behind what is there, and others may follow', () => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands('echo before');
    reader.addToUserData(userData);
    userData.addCommands('echo after');
    expect(userData.render()).toMatch(/^#!\/bin\/bash\necho before\n# >>> cdk-gcp\n[^]*\n# <<< cdk-gcp\necho after$/);
    expect(userData.render()).toContain(reader.credentialConfig);
  });

  test('once, however often they are added', () => {
    const userData = ec2.UserData.forLinux();
    reader.addToUserData(userData);
    reader.addToUserData(userData);
    expect(blocks(userData.render())).toBe(1);
  });

  test('once to user data that two instances share', () => {
    const userData = ec2.UserData.forLinux();
    reader.addToInstance(instance(stack, 'One', { role: reader.role, userData }));
    reader.addToInstance(instance(stack, 'Two', { role: reader.role, userData }));
    const [one, two] = Object.values(Template.fromStack(stack).findResources('AWS::EC2::Instance')).map(found => found.Properties.UserData['Fn::Base64']);
    expect(one).toBe(two);
    expect(blocks(one)).toBe(1);
  });

  test('to the default part of multipart user data', () => {
    const multipart = new ec2.MultipartUserData();
    const shell = ec2.UserData.forLinux();
    multipart.addUserDataPart(shell, ec2.MultipartBody.SHELL_SCRIPT, true);
    reader.addToUserData(multipart);
    expect(blocks(shell.render())).toBe(1);
  });

  test.each([
    '#!/bin/sh', '#!/bin/bash -xe', '#!/usr/bin/env bash', '#! /bin/bash', '#!/usr/bin/bash', '#!/bin/dash', '#!/usr/local/bin/bash', '#!/usr/bin/env -S bash -e',
  ])('to a script starting %s', first => {
    const userData = ec2.UserData.custom(`${first}\necho mine`);
    reader.addToUserData(userData);
    expect(blocks(userData.render())).toBe(1);
  });

  test('to a script that only starts with a literal', () => {
    const userData = ec2.UserData.custom(Fn.sub('#!/bin/bash\necho ${AWS::Region}'));
    reader.addToUserData(userData);
    userData.addCommands(`echo ${Aws.REGION}`);
    expect(blocks(userData.render())).toBe(1);
  });
});

describe('fails when user data', () => {
  test.each([
    ['#cloud-config\nruncmd: []', "user data starting with '#cloud-config' does not take shell commands"],
    ['#!/usr/bin/python3\nprint(1)', "starting with '#!/usr/bin/python3' does not take shell commands"],
    ['#!/bin/csh', 'does not take shell commands'],
    ['#!/usr/bin/fish', 'does not take shell commands'],
    ['#include https://example.com/script', 'does not take shell commands'],
    ['echo no shebang', 'does not take shell commands'],
    ['', 'does not take shell commands'],
    ['[settings.host-containers.admin]', 'does not take shell commands'],
    ['<powershell>\n</powershell>', 'is for Windows, which is not supported yet'],
  ])('is %j, and leaves it as it was', (text, problem) => {
    const userData = ec2.UserData.custom(text);
    expect(() => reader.addToUserData(userData)).toThrow(problem);
    expect(userData.render()).toBe(text);
  });

  test('is for Windows', () => {
    expect(() => reader.addToUserData(ec2.UserData.forWindows())).toThrow('is for Windows, which is not supported yet');
  });

  test('starts with what only deployment knows', () => {
    expect(() => reader.addToUserData(ec2.UserData.custom(Fn.importValue('UserData')))).toThrow('does not take shell commands');
  });

  test('is multipart without a part for commands, with the line that adds one', () => {
    expect(() => reader.addToUserData(new ec2.MultipartUserData())).toThrow('addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true)');
  });

  test('installs another configuration already', () => {
    const other = new GcpFederatedRole(stack, 'Writer', { ...federation, roleName: 'gcs-writer', access: GcpAccess.direct() });
    const userData = ec2.UserData.forLinux();
    reader.addToUserData(userData);
    const before = userData.render();
    expect(() => other.addToUserData(userData)).toThrow('installs another credential configuration already');
    expect(userData.render()).toBe(before);
  });

  test('is for a role whose name makes google.subject too long', () => {
    const gov = new Stack(stack.node.root as never, 'Gov', { env: { account: federation.awsAccountId, region: 'us-gov-west-1' } });
    const long = (length: number) => new GcpFederatedRole(gov, `Long${length}`, { ...federation, awsPartition: 'aws-us-gov', roleName: 'r'.repeat(length) });
    expect(() => long(61).addToUserData(ec2.UserData.forLinux())).not.toThrow();
    expect(() => long(62).addToUserData(ec2.UserData.forLinux())).toThrow(/google.subject 128 bytes .* 127: shorten the name to 61 characters, or pass subject: GcpSubject.userId\(\)/);
  });
});

describe('warns when earlier commands', () => {
  const warned = (command: string) => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands(command);
    reader.addToUserData(userData);
    return Annotations.fromStack(stack);
  };

  test.each([
    'systemctl start app', 'sudo systemctl --now restart app', 'systemctl enable --now app', 'service app start', 'docker run -d app', 'cd /x && docker compose up -d',
    '/opt/aws/bin/cfn-init -v --stack s --resource r',
  ])('start a service: %s', command => warned(command).hasWarning('/Stack/Reader', Match.stringLikeRegexp('user data starts a service')));

  test.each(['exit 0', 'exec /app'])('end the script: %s', command => warned(command).hasWarning('/Stack/Reader', Match.stringLikeRegexp('behind which nothing may run')));

  test.each(['systemctl enable app', '# systemctl start app', 'echo exit', 'dnf install -y docker'])('but not for: %s', command => {
    warned(command).hasNoWarning('*', Match.stringLikeRegexp('before the credential configuration'));
  });
});
