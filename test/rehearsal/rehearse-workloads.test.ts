import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import { inNamespaces } from './in-namespaces';
import { GcpFederatedRole, GcpGrant } from '../../lib';
import { readAwsConfiguration, readGoogleConfiguration } from '../../lib/proof';
import { LoopbackForm, MachineForm, rehearse, RehearsalForm, RehearsalReport } from '../../lib/rehearsal';
import { fargateTask, IMAGE } from '../aws/ecs/fixtures';
import { ACCOUNT, federation, instance } from '../aws/fixtures';
import { inlineFunction } from '../aws/lambda/fixtures';
import { synthesizeGoogleSide } from '../aws/running-clouds';
import { temporaryFolder } from '../proof/temporary-folder';

const EMAIL = 'gcp-aws-identity@my-gcp-project.iam.gserviceaccount.com';
const KINDS = ['EC2 instance', 'EC2 instance', 'Lambda function', 'ECS task', 'Kubernetes pod'];
const props = { ...federation, grants: [GcpGrant.project('roles/storage.objectViewer')] };
const folder = temporaryFolder();
const [aws, google] = [join(folder.path, 'cdk.out'), join(folder.path, 'cdktf.out')];

beforeAll(() => {
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
}, 60_000);
afterAll(folder.remove);

/** Rehearses the outputs, after a change of the template. */
async function rehearsal(form: () => RehearsalForm, change: (template: string) => string = text => text): Promise<RehearsalReport> {
  const path = join(folder.path, 'changed');
  cpSync(aws, path, { recursive: true, force: true });
  const template = join(path, 'Stack.template.json');
  const changed = change(readFileSync(template, 'utf8'));
  writeFileSync(template, changed);
  return rehearse({ aws: readAwsConfiguration(path), awsPath: path, google: readGoogleConfiguration(google), form });
}

function outcomes({ workloads }: RehearsalReport) {
  return workloads.map(({ kind, attempts }) => [kind, attempts.filter(({ expected }) => expected === 'admitted').map(({ outcome, as }) => as ?? outcome)]);
}

describe('in the loopback form', () => {
  test('every workload gets in, and nobody else; what is left out is named', async () => {
    const report = await rehearsal(() => new LoopbackForm());
    expect(outcomes(report)).toEqual(KINDS.map(kind => [kind, [EMAIL]]));
    expect(report.workloads.map(({ attempts }) => attempts.filter(({ outcome }) => outcome === 'refused').length)).toEqual([15, 15, 14, 14, 14]);
    expect(report.fits).toBe(true);
    expect(report.notes).toEqual(expect.arrayContaining([
      'Stack/Build was not rehearsed, only check judges it: builds do not run here',
      'Stack/Task: whether its containers would use the role of a node in reach was not tried',
    ]));
  }, 120_000);

  test('long-term keys are refused for what they are, not for a session token of the workload', async () => {
    const report = await rehearsal(() => new LoopbackForm());
    const refusals = report.workloads.find(({ kind }) => kind === 'Lambda function')!.attempts.filter(({ who }) => /^user|root/.test(who));
    expect(new Set(refusals.map(({ step }) => step))).toEqual(new Set(['attribute condition']));
  }, 120_000);

  test('a program of somebody else that serves credentials does not run', async () => {
    const report = await rehearsal(() => new LoopbackForm(), text => text.replaceAll("say(\\'serves", "say(\\'serves").replaceAll('serves the credentials', 'leaks the credentials'));
    expect(report.workloads.map(({ kind }) => kind)).toEqual(KINDS.slice(0, 3));
    expect(report.notes).toContainEqual(expect.stringMatching(/^Stack\/Task: it was not rehearsed: the program of container gcp-credentials is not that of this version/));
  }, 120_000);
});

inNamespaces('in the namespace form', () => {
  test('every workload gets in as its own role, containers also where that of the node is in reach', async () => {
    const report = await rehearsal(() => new MachineForm());
    expect(outcomes(report)).toEqual(KINDS.map(kind => [kind, /task|pod/.test(kind) ? [EMAIL, EMAIL] : [EMAIL]]));
    expect(report.fits).toBe(true);
    for (const { kind, attempts } of report.workloads.slice(2)) {
      const asked = attempts.filter(({ expected }) => expected === 'admitted').flatMap(({ requests }) => requests);
      expect(asked.filter(({ standIn }) => standIn === 'AWS STS').every(({ identity }) => identity?.includes(':assumed-role/gcs-reader/'))).toBe(true);
      expect([kind, asked.filter(({ standIn }) => standIn === 'instance metadata')]).toEqual([kind, []]);
    }
    expect(JSON.stringify(report)).not.toMatch(/ya29\.|ASIA[A-Z2-7]{16}|Signature=[0-9a-f]/);
  }, 180_000);

  test('the configuration for an instance makes containers use the role of their node, which is found out', async () => {
    const emulator = /http:\/\/127\.0\.0\.1:16925/g;
    const report = await rehearsal(() => new MachineForm(), text => text.replace(emulator, 'http://169.254.169.254'));
    const task = report.workloads.find(({ kind }) => kind === 'ECS task')!;
    expect(task.attempts.slice(0, 2)).toMatchObject([
      { expected: 'admitted', outcome: 'undecided' },
      { expected: 'admitted', outcome: 'undecided', reason: expect.stringMatching(/^the client signed as arn:aws:sts::\d+:assumed-role\/role-of-the-node\/i-/) },
    ]);
    expect(report.fits).toBe(false);
  }, 180_000);
});
