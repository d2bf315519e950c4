import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { federationProps, handWrittenCommands, handWrittenConfig, inFolder, PER_STACK } from './federations';
import { userDataScript } from '../../lib/federation/installation/user-data-script';
import { loadAwsSide } from '../library';
import { Case, measure } from '../measurement';

const { GcpFederatedRole, GcpAccess } = loadAwsSide();

type Add = (stack: Stack, index: number) => { profile: iam.IInstanceProfile; userData: ec2.UserData };

/** Builds and synthesizes `size` federations, each a role, an instance profile, user data and an instance. */
function synthesize(size: number, add: Add, outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false });
  let stack!: Stack;
  for (let index = 0; index < size; index++) {
    if (index % PER_STACK === 0) stack = new Stack(app, `Stack${index}`, { env: { account: '111122223333' } });
    const { profile, userData } = add(stack, index);
    new ec2.CfnInstance(stack, `Instance${index}`, {
      iamInstanceProfile: profile.instanceProfileName, userData: Fn.base64(userData.render()), imageId: 'ami-0123456789abcdef0', instanceType: 't3.micro',
    });
  }
  app.synth();
}

/** The AWS side of so many federations, by this library. */
export function synthesizeAws(size: number, outdir: string): void {
  synthesize(size, ours, outdir);
}

function ours(stack: Stack, index: number) {
  const role = new GcpFederatedRole(stack, `Role${index}`, { ...federationProps(index), access: GcpAccess.impersonation({ serviceAccountId: `reader-${index}` }) });
  const userData = ec2.UserData.forLinux();
  role.addToUserData(userData);
  return { profile: role.instanceProfile, userData };
}

/** What people write who want the resources. */
function byHand(stack: Stack, index: number) {
  const role = new iam.Role(stack, `Role${index}`, { roleName: `reader-${index}`, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const userData = ec2.UserData.forLinux();
  userData.addCommands(...handWrittenCommands(index));
  return { profile: new iam.InstanceProfile(stack, `Profile${index}`, { role }), userData };
}

/** What they write who want the very same template: the script that every process sees. */
function sameByHand(stack: Stack, index: number) {
  const role = new iam.Role(stack, `Role${index}`, { roleName: `reader-${index}`, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const userData = ec2.UserData.forLinux();
  userData.addCommands(...userDataScript({ credentialConfigPath: '/etc/gcp/config.json', credentialConfig: handWrittenConfig(index), workloadProjectId: 'my-gcp-project' }));
  return { profile: new iam.InstanceProfile(stack, `Profile${index}`, { role }), userData };
}

/** The floor: the same template from plain objects. */
function plainJson(size: number, outdir: string): void {
  const Resources: Record<string, unknown> = {};
  for (let index = 0; index < size; index++) {
    Resources[`Role${index}`] = {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: `reader-${index}`,
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] },
      },
    };
    Resources[`Profile${index}`] = { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: `Role${index}` }] } };
    Resources[`Instance${index}`] = {
      Type: 'AWS::EC2::Instance',
      Properties: {
        IamInstanceProfile: { Ref: `Profile${index}` },
        ImageId: 'ami-0123456789abcdef0',
        InstanceType: 't3.micro',
        UserData: { 'Fn::Base64': ['#!/bin/bash', ...handWrittenCommands(index)].join('\n') },
      },
    };
  }
  writeFileSync(join(outdir, 'template.json'), JSON.stringify({ Resources }, null, 1));
}

export const awsSynth: Case = {
  name: 'AWS construction and synthesis',
  sizes: [1, 10, 100, 1000, 5000],
  quickSize: 100,
  variants: {
    'ours': async size => measure(() => inFolder(outdir => synthesize(size, ours, outdir))),
    'by hand, L2': async size => measure(() => inFolder(outdir => synthesize(size, byHand, outdir))),
    'by hand, the same': async size => measure(() => inFolder(outdir => synthesize(size, sameByHand, outdir))),
    'floor, plain JSON': async size => measure(() => inFolder(outdir => plainJson(size, outdir))),
  },
  goal: { against: 'by hand, the same', ratio: 0.9, quick: 1.7 },
};
