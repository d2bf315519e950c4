import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import { GcpFederatedRole, GcpGrant } from '../../lib';
import { readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { rehearse, RehearsalForm, RehearsalReport } from '../../lib/rehearsal';
import { fargateTask, IMAGE } from '../aws/ecs/fixtures';
import { ACCOUNT, federation, instance } from '../aws/fixtures';
import { inlineFunction } from '../aws/lambda/fixtures';
import { synthesizeGoogleSide } from '../aws/running-clouds';
import { temporaryFolder } from '../proof/temporary-folder';

export const EMAIL = 'gcs-reader-b8ee5d75@my-gcp-project.iam.gserviceaccount.com';
/** What the outputs hold, in the order of the report. */
export const KINDS = ['ec2-instance', 'ec2-instance', 'lambda-function', 'ecs-task', 'kubernetes-pod'];
const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };
const folder = temporaryFolder();
const [aws, google] = [join(folder.path, 'cdk.out'), join(folder.path, 'cdktf.out')];

/** Writes outputs with a workload of each kind. */
export function writeOutputs(): void {
  synthesizeGoogleSide(google, props);
  const stack = new Stack(new App({ outdir: aws }), 'Stack', { env: { account: ACCOUNT, region: 'eu-central-1' } });
  const reader = new GcpFederatedRole(stack, 'Reader', props);
  reader.addToInstance(instance(stack, 'Host', { role: reader.role }), { replaceInstance: true });
  const template = new ec2.LaunchTemplate(stack, 'Template', { role: reader.role, userData: ec2.UserData.forLinux(), requireImdsv2: true, machineImage: ec2.MachineImage.latestAmazonLinux2023() });
  reader.addToLaunchTemplate(template);
  reader.addToFunction(inlineFunction(stack, 'Fn', { role: reader.role, functionName: 'reader' }));
  const task = fargateTask(stack, reader);
  task.addContainer('App', { image: IMAGE });
  reader.addToTaskDefinition(task);
  const spec = reader.podWithCredentials({ serviceAccountName: 'reader', containers: [{ name: 'app', image: 'app' }] });
  new CfnResource(stack, 'Manifest', {
    type: 'Custom::AWSCDK-EKS-KubernetesResource',
    properties: { Manifest: stack.toJsonString([{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app', namespace: 'default' }, spec: { template: { spec } } }]) },
  });
  new eks.CfnPodIdentityAssociation(stack, 'Association', { clusterName: 'c', namespace: 'default', serviceAccount: 'reader', roleArn: reader.role.roleArn });
  new codebuild.Project(stack, 'Build', {
    role: reader.role, buildSpec: codebuild.BuildSpec.fromObject({ version: 0.2, phases: { build: { commands: [`echo '${reader.functionCredentialConfig}' >config.json`] } } }),
  });
  (stack.node.root as App).synth();
}

export function removeOutputs(): void {
  folder.remove();
}

/** Rehearses the outputs, after a change of the template. */
export async function rehearsal(form: () => RehearsalForm, change: (template: string) => string = text => text): Promise<RehearsalReport> {
  const path = join(folder.path, 'changed');
  cpSync(aws, path, { recursive: true, force: true });
  const template = join(path, 'Stack.template.json');
  const changed = change(readFileSync(template, 'utf8'));
  writeFileSync(template, changed);
  return rehearse({ aws: readAwsConfiguration(path), awsPaths: [path], google: readGoogleConfiguration(google), form });
}

/** As whom each workload got in. */
export function outcomes({ workloads }: RehearsalReport) {
  return workloads.map(({ kind, attempts }) => [kind, attempts.filter(({ expected }) => expected === 'admitted').map(({ outcome, as }) => as ?? outcome)]);
}
