import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FEDERATIONS_PER_STACK, federationProps, handWrittenCommands } from './federations';
import { loadAwsSide } from '../library';
import { Case, measure } from '../measurement';

const { GcpFederatedRole, GcpAccess } = loadAwsSide();

/** Builds and synthesizes `size` federations, each a role, an instance profile, user data and an instance. */
function synthesize(size: number, add: (stack: Stack, index: number) => { profile: iam.IInstanceProfile; userData: ec2.UserData }): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    let stack = new Stack(app, 'Stack0');
    for (let index = 0; index < size; index++) {
      if (index > 0 && index % FEDERATIONS_PER_STACK === 0) stack = new Stack(app, `Stack${index}`, { env: { account: '111122223333' } });
      const { profile, userData } = add(stack, index);
      new ec2.CfnInstance(stack, `Instance${index}`, {
        iamInstanceProfile: profile.instanceProfileName, userData: Fn.base64(userData.render()), imageId: 'ami-0123456789abcdef0', instanceType: 't3.micro',
      });
    }
    app.synth();
    return readdirSync(outdir).filter(file => file.endsWith('.template.json')).reduce((sum, file) => sum + statSync(join(outdir, file)).size, 0);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function ours(stack: Stack, index: number) {
  const role = new GcpFederatedRole(stack, `Role${index}`, { ...federationProps(index), access: GcpAccess.impersonation({ serviceAccountId: `reader-${index}` }) });
  const userData = ec2.UserData.forLinux();
  role.addToUserData(userData);
  return { profile: role.instanceProfile, userData };
}

function byHand(stack: Stack, index: number) {
  const role = new iam.Role(stack, `Role${index}`, { roleName: `reader-${index}`, assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const userData = ec2.UserData.forLinux();
  userData.addCommands(...handWrittenCommands(index));
  return { profile: new iam.InstanceProfile(stack, `Profile${index}`, { role }), userData };
}

/** The floor: the same template from plain objects. */
function plainJson(size: number): number {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
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
          IamInstanceProfile: { Ref: `Profile${index}` }, ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.micro',
          UserData: { 'Fn::Base64': ['#!/bin/bash', ...handWrittenCommands(index)].join('\n') },
        },
      };
    }
    const text = JSON.stringify({ Resources }, null, 1);
    writeFileSync(join(outdir, 'template.json'), text);
    return text.length;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export const awsSynth: Case = {
  name: 'AWS construction and synthesis',
  sizes: [1, 10, 100, 1000, 5000],
  variants: {
    'ours': async size => measure(() => synthesize(size, ours)),
    'by hand, L2': async size => measure(() => synthesize(size, byHand)),
    'floor, plain JSON': async size => measure(() => plainJson(size)),
  },
};
