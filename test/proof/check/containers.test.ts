import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App as TerraformApp } from 'cdktf';
import { GcpFederatedRole } from '../../../lib';
import { GcpFederationStack } from '../../../lib/gcp';
import { check } from '../../../lib/proof';
import { PROPS, synthesize } from '../../gcp/synthesized';
import { temporaryFolder } from '../temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

type Json = Record<string, any>;

/** Findings on the workload of a stack, whose only resource of a type is changed. */
function found(make: (stack: Stack, reader: GcpFederatedRole) => void, type: string, change: (properties: Json) => void): object {
  const stack = new Stack(new App(), 'Stack'); // the template names its account
  make(stack, new GcpFederatedRole(stack, 'Reader', PROPS));
  const template = Template.fromStack(stack).toJSON() as Json;
  change(Object.values<Json>(template.Resources).find(({ Type }) => Type === type)!.Properties);
  const [aws, gcp] = ['template.json', 'main.tf.json'].map(name => join(folder.path, name));
  writeFileSync(aws, JSON.stringify(template));
  writeFileSync(gcp, JSON.stringify(synthesize(new GcpFederationStack(new TerraformApp({ outdir: join(folder.path, 'unused') }), 'gcp', PROPS))));
  const { findings, workloads } = check({ aws, gcp });
  return { verdicts: workloads.map(({ verdict }) => verdict), findings: findings.map(({ id, severity }) => `${severity}: ${id}`) };
}

describe('a task', () => {
  const task = (change: (properties: Json) => void) => found((stack, reader) => {
    const definition = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: reader.role });
    definition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('example.com/app') });
    reader.addToTaskDefinition(definition);
  }, 'AWS::ECS::TaskDefinition', change);
  const app = ({ ContainerDefinitions: containers }: Json) => containers.find(({ Name }: Json) => Name === 'App');

  test.each<[string, (properties: Json) => void, string[]]>([
    ['as we make it', () => undefined, []],
    ['in network mode bridge', properties => { properties.NetworkMode = 'bridge'; }, ['warning: emulator-network']],
    ['in network mode host', properties => { properties.NetworkMode = 'host'; }, ['warning: emulator-network']],
    ['with one role for ECS and its containers', properties => { properties.ExecutionRoleArn = properties.TaskRoleArn; }, ['warning: execution-role']],
    ['whose container does not wait', properties => { delete app(properties).DependsOn; }, ['warning: emulator-not-awaited']],
    ['whose container waits for another', properties => { app(properties).DependsOn = [{ ContainerName: 'Other', Condition: 'HEALTHY' }]; }, ['warning: emulator-not-awaited']],
    ['with a container of no concern', properties => { properties.ContainerDefinitions.push({ Name: 'Mesh', Image: 'example.com/mesh' }); }, []],
  ])('%s', (_, change, findings) => {
    expect(task(change)).toEqual({ verdicts: ['admitted'], findings });
  });
});

test('a function with SnapStart does not find its credentials', () => {
  const make = (stack: Stack, { role, functionCredentialConfig }: GcpFederatedRole) => {
    (role as iam.Role).assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('lambda.amazonaws.com')] }));
    new lambda.CfnFunction(stack, 'Fn', {
      role: role.roleArn, functionName: 'fn', code: { zipFile: 'x' }, handler: 'index.handler', runtime: 'java21', environment: { variables: { CONFIG: functionCredentialConfig } },
    });
  };
  const type = 'AWS::Lambda::Function';
  const findings = ['warning: configuration-not-used'];
  expect(found(make, type, () => undefined)).toEqual({ verdicts: ['admitted'], findings });
  expect(found(make, type, properties => { properties.SnapStart = { ApplyOn: 'None' }; })).toEqual({ verdicts: ['admitted'], findings });
  expect(found(make, type, properties => { properties.SnapStart = { ApplyOn: 'PublishedVersions' }; }))
    .toEqual({ verdicts: ['rejected'], findings: ['error: snap-start', ...findings] });
});
