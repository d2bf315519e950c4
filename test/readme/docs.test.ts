import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from './compile';
import { ROOT, samples } from './samples';

/** What the fragments in docs/ may take for granted; a fragment that makes one of these itself does so in its own scope. */
const PRELUDE = `
import { writeFileSync } from 'node:fs';
import { Annotations, App, CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cdktf from 'cdktf';
import { GcpAccess, GcpDelivery, GcpFederatedRole, GcpFederationProps, GcpGrant, GcpSubject } from 'cdk-gcp-federation';
import * as gcp from 'cdk-gcp-federation/gcp';
import { GcpAuditLogs, GcpAwsAccountRestriction, GcpFederation, GcpFederationStack } from 'cdk-gcp-federation/gcp';
declare const app: any, stack: any, vpc: ec2.IVpc, instance: ec2.Instance, group: autoscaling.AutoScalingGroup, template: ec2.LaunchTemplate;
declare const userData: ec2.UserData, role: iam.Role, federation: GcpFederationProps, reader: GcpFederatedRole, federations: GcpFederationProps[];
declare const task: ecs.FargateTaskDefinition, image: ecs.ContainerImage, cluster: eks.ICluster, podSpec: any, selector: any, metadata: any;
declare const code: lambda.Code;
declare const clusterName: string, namespace: string, serviceAccount: string;
declare const legacyStack: Stack, natInstance: ec2.Instance, gcpProjectId: string, gcpProjectNumber: string;
declare const accounts: { id: string; roles: string[]; serviceAccountOf(roleName: string): string }[];
`;

test('the code in docs/ compiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const files = readdirSync(join(ROOT, 'docs')).filter(file => file.endsWith('.md')).flatMap(document => {
      const { named, fragments } = samples(`docs/${document}`);
      return [
        ...named.filter(({ file }) => file.endsWith('.ts')),
        ...fragments.map((text, index) => ({ file: `${document}-${index}.ts`, text: `${PRELUDE}\nexport function fragment(this: any) {\n${text}\n}\n` })),
      ];
    });
    for (const { file, text } of files) writeFileSync(join(folder, file), text);
    expect(files.length).toBeGreaterThan(5);
    expect(compile(files.map(({ file }) => join(folder, file)), { noUnusedLocals: false })).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
