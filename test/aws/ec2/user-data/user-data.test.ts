import { Aws, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { GcpAccess, GcpFederatedRole } from '../../../../lib';
import { BEGIN_MARKER } from '../../../../lib/federation/installation/installation';
import { accountStack, federation, instance } from '../../fixtures';

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
    expect(userData.render()).toMatch(/^#!\/bin\/bash\necho before\n# >>> cdk-gcp-federation v1\n[^]*\n# <<< cdk-gcp-federation v1\necho after$/);
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

  test('beside a part of cloud-config, as the message for cloud-config says', () => {
    const userData = new ec2.MultipartUserData();
    userData.addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true);
    const cloudConfig = ec2.UserData.custom('#cloud-config\npackages: [jq]');
    userData.addUserDataPart(cloudConfig, 'text/cloud-config; charset="utf-8"', false);
    reader.addToInstance(instance(stack, 'Host', { role: reader.role, userData }));
    const [rendered] = Object.values(Template.fromStack(stack).findResources('AWS::EC2::Instance')).map(found => JSON.stringify(found.Properties.UserData));
    expect(blocks(JSON.parse(rendered)['Fn::Base64']['Fn::Join'][1][1]['Fn::Base64'])).toBe(1);
    expect(cloudConfig.render()).toBe('#cloud-config\npackages: [jq]');
  });

  test('to user data of Windows, and others may follow', () => {
    const userData = ec2.UserData.forWindows({ persist: true });
    userData.addCommands('Write-Host before');
    reader.addToUserData(userData);
    reader.addToUserData(userData);
    userData.addCommands('Write-Host after');
    expect(userData.render()).toMatch(/^<powershell>Write-Host before\n\n# >>> cdk-gcp-federation v1\n[^]*\n# <<< cdk-gcp-federation v1\n\nWrite-Host after<\/powershell><persist>true<\/persist>$/);
    expect(blocks(userData.render())).toBe(1);
  });

  test('to custom user data of Windows that is not closed yet', () => {
    const userData = ec2.UserData.custom('<powershell>');
    reader.addToUserData(userData);
    userData.addCommands('</powershell>');
    expect(userData.render()).toMatch(/^<powershell>\n\n# >>> cdk-gcp-federation v1\n[^]*\n# <<< cdk-gcp-federation v1\n\n<\/powershell>$/);
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
    ['<powershell>\n</powershell>', "custom user data that ends with '</powershell>' takes no further commands: use ec2.UserData.forWindows()"],
    ['<script>\necho 1\n</script>', 'its first line must be <powershell>, so use ec2.UserData.forWindows()'],
    ['{"ignition":{"version":"3.3.0"}}', 'this image is configured by other means: write federated.credentialConfig to a file'],
    ['Content-Type: multipart/mixed; boundary="x"\n\n--x--', 'has no part that takes shell commands'],
  ])('is %j, and leaves it as it was', (text, problem) => {
    const userData = ec2.UserData.custom(text);
    expect(() => reader.addToUserData(userData)).toThrow(problem);
    expect(userData.render()).toBe(text);
  });

  test.each([
    ['#cloud-config\nruncmd: []', 'text/cloud-config'],
    ['## template: jinja\n#cloud-config', 'text/jinja2'],
    ['#include https://example.com', 'text/x-include-url'],
    ['#cloud-boothook\n#!/bin/sh', 'text/cloud-boothook'],
  ])('is %j, with the lines that keep it as a part', (text, type) => {
    expect(() => reader.addToUserData(ec2.UserData.custom(text))).toThrow(new RegExp(`new ec2\\.MultipartUserData\\(\\).*MultipartBody\\.SHELL_SCRIPT, true\\).*custom\\('.*'\\), '${type}', false\\)`));
  });

  test('is multipart with another default than a shell script', () => {
    const multipart = new ec2.MultipartUserData();
    multipart.addUserDataPart(ec2.UserData.custom('#cloud-config'), 'text/cloud-config; charset="utf-8"');
    expect(() => reader.addToUserData(multipart)).toThrow('has no part that takes shell commands');
    multipart.addUserDataPart(ec2.UserData.forLinux());
    expect(() => reader.addToUserData(multipart)).toThrow("takes commands starts with '#cloud-config', which does not take shell commands: make a shell script the default part");
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

describe('fails when the path of the configuration', () => {
  const at = (credentialConfigPath: string) => new GcpFederatedRole(stack, 'At', { ...federation, roleName: 'at', credentialConfigPath });

  test('is of Windows and the user data is not', () => {
    expect(() => at('C:\\gcp\\config.json').addToUserData(ec2.UserData.forLinux()))
      .toThrow("credentialConfigPath 'C:\\gcp\\config.json' is not a path of Linux, where the configuration is installed here: leave it out to have the default of each platform");
  });
  test('is not of Windows and the user data is', () => {
    expect(() => at('/etc/gcp/config.json').addToUserData(ec2.UserData.forWindows())).toThrow('is not a path of Windows');
  });
  test('but not where both are of Windows', () => {
    const userData = ec2.UserData.forWindows();
    at('C:\\gcp\\config.json').addToUserData(userData);
    expect(userData.render()).toContain("$path = 'C:\\gcp\\config.json'");
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

  test('start a service by init, which only user data that is passed in comes before', () => {
    warned('/opt/aws/bin/cfn-init -v --stack s --resource r').hasWarning('/Stack/Reader',
      Match.stringLikeRegexp('init writes this command when the group or instance is created, so call addToUserData\\(userData\\) before, and pass it as userData'));
  });

  test.each(['exit 0', 'exec /app'])('end the script: %s', command => warned(command).hasWarning('/Stack/Reader', Match.stringLikeRegexp('behind which nothing may run')));

  test.each(['systemctl enable app\necho start', 'systemctl enable app', '# systemctl start app', 'echo exit', 'dnf install -y docker'])('but not for: %s', command => {
    warned(command).hasNoWarning('*', Match.stringLikeRegexp('before the credential configuration'));
  });
});

describe('warns on Windows when earlier commands', () => {
  const warned = (command: string) => {
    const userData = ec2.UserData.forWindows();
    userData.addCommands(command);
    reader.addToUserData(userData);
    return Annotations.fromStack(stack);
  };

  test.each(['Restart-Service App', 'net start app', 'sc.exe start app'])('start a service: %s', command => warned(command).hasWarning('/Stack/Reader', Match.stringLikeRegexp('starts a service')));
  test('end the script', () => warned('exit 0').hasWarning('/Stack/Reader', Match.stringLikeRegexp('behind which nothing may run')));
  test.each(['New-Service App', '# Start-Service App'])('but not for: %s', command => {
    warned(command).hasNoWarning('*', Match.stringLikeRegexp('before the credential configuration'));
  });
});

describe('size', () => {
  const synthesize = () => Template.fromStack(stack);
  const host = (userData: ec2.UserData) => reader.addToInstance(instance(stack, 'Host', { role: reader.role, userData }));
  const fill = (userData: ec2.UserData, bytes: number) => userData.addCommands('#'.repeat(bytes - Buffer.byteLength(userData.render()) - 1));

  test('may be 16 KB before base64, with all that is in the user data', () => {
    const userData = ec2.UserData.forLinux();
    host(userData);
    fill(userData, 16_384);
    expect(synthesize).not.toThrow();
  });

  test('fails when one byte more is added later, saying how much is ours', () => {
    const userData = ec2.UserData.forLinux();
    host(userData);
    const ours = Buffer.byteLength(userData.render()) - Buffer.byteLength('#!/bin/bash\n');
    fill(userData, 16_385);
    expect(synthesize).toThrow(`user data of instance Stack/Host has at least 16385 bytes, ${ours} of them for the credential configuration, and EC2 takes 16384: move other commands`);
  });

  test('counts characters of several bytes, and the literals around tokens', () => {
    const userData = ec2.UserData.forLinux();
    host(userData);
    userData.addCommands(`${'é'.repeat(7500)}${Aws.REGION}`);
    expect(synthesize).toThrow('has at least');
  });

  test('counts the encoding of the parts of multipart user data', () => {
    const userData = new ec2.MultipartUserData();
    const shell = ec2.UserData.forLinux();
    userData.addUserDataPart(shell, ec2.MultipartBody.SHELL_SCRIPT, true);
    host(userData);
    fill(shell, 12_000);
    expect(synthesize).not.toThrow();
  });

  test('and fails where only the encoding makes them too large', () => {
    const userData = new ec2.MultipartUserData();
    const shell = ec2.UserData.forLinux();
    userData.addUserDataPart(shell, ec2.MultipartBody.SHELL_SCRIPT, true);
    host(userData);
    fill(shell, 12_300);
    expect(synthesize).toThrow(/has at least 16\d{3} bytes, 4\d{3} of them/);
  });

  test('is checked for user data without a known owner', () => {
    const userData = ec2.UserData.forLinux();
    reader.addToUserData(userData);
    fill(userData, 17_000);
    expect(synthesize).toThrow('user data of the instances of Stack/Reader has at least 17000 bytes');
  });
});

describe('container hosts are refused', () => {
  test.each([
    ['ECS', 'task', 'echo ECS_CLUSTER=prod >> /etc/ecs/ecs.config'],
    ['EKS', 'pod', '/etc/eks/bootstrap.sh prod'],
    ['EKS', 'pod', 'nodeadm init'],
  ])('%s, pointing to the role of the %s: %s', (orchestrator, role, command) => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands(command);
    const before = userData.render();
    expect(() => reader.addToInstance(instance(stack, 'Host', { role: reader.role, userData })))
      .toThrow(new RegExp(`^Stack/Reader: instance Stack/Host would be a container host of ${orchestrator}: files on the host do not reach its containers, .*Federate the role of the ${role} instead`));
    expect(userData.render()).toBe(before);
  });

  test('on Windows', () => {
    const userData = ec2.UserData.forWindows();
    userData.addCommands("Initialize-ECSAgent -Cluster 'prod' -EnableTaskIAMRole");
    expect(() => reader.addToUserData(userData)).toThrow('would be a container host of ECS');
  });

  test('in a part of multipart user data', () => {
    const userData = new ec2.MultipartUserData();
    userData.addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true);
    userData.addPart(ec2.MultipartBody.fromRawBody({ contentType: 'application/node.eks.aws', body: 'apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig' }));
    expect(() => reader.addToUserData(userData)).toThrow('would be a container host of EKS');
  });

  test('at synthesis, where they are registered later', () => {
    const userData = ec2.UserData.forLinux();
    reader.addToUserData(userData);
    userData.addCommands('echo ECS_CLUSTER=prod >> /etc/ecs/ecs.config');
    expect(() => Template.fromStack(stack)).toThrow('would be a container host of ECS');
  });

  test('but not a host that runs containers by hand', () => {
    const userData = ec2.UserData.forLinux();
    userData.addCommands('dnf install -y docker', '# not an ECS cluster');
    expect(() => reader.addToUserData(userData)).not.toThrow();
  });
});
