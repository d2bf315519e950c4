import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { GcpFederatedRole } from '../../../lib';

export const IMAGE = ecs.ContainerImage.fromRegistry('example.com/app');

export const SIDECAR = 'gcp-credentials';

export const CONFIG_PATH = '/etc/cdk-gcp/credential-config.json';

/** A task on Fargate with the role, without containers. */
export function fargateTask(stack: Stack, reader: GcpFederatedRole, props: Partial<ecs.FargateTaskDefinitionProps> = {}, id = 'Task'): ecs.FargateTaskDefinition {
  return new ecs.FargateTaskDefinition(stack, id, { taskRole: reader.role, ...props });
}

/** The properties of the only task definition of a stack. */
export function taskProperties(stack: Stack): Record<string, any> {
  const [task, ...others] = Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'));
  if (others.length > 0) throw new Error('there are several');
  return task.Properties;
}

export function container(stack: Stack, name: string): Record<string, any> {
  return taskProperties(stack).ContainerDefinitions.find((definition: any) => definition.Name === name);
}

export function variables(stack: Stack, name: string): Record<string, string> {
  return Object.fromEntries(container(stack, name).Environment.map(({ Name, Value }: any) => [Name, Value]));
}
