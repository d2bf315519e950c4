import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { GcpFederatedRole } from '../../../lib';
import { accountStack, federation } from '../fixtures';

const OTHER = { id: 'AwsSolutions-ECS7', reason: 'logged elsewhere' };

/** What cdk-nag reads in the metadata of a task with containers that have these variables. */
function acknowledged(environments: readonly (Record<string, string> | undefined)[], before?: object): string[] {
  const stack = accountStack();
  const reader = new GcpFederatedRole(stack, 'Reader', federation);
  const task = new ecs.FargateTaskDefinition(stack, 'Task', { taskRole: reader.role });
  if (before !== undefined) (task.node.defaultChild as ecs.CfnTaskDefinition).addMetadata('cdk_nag', before);
  reader.addToTaskDefinition(task);
  environments.forEach((environment, index) => task.addContainer(`App${index}`, { image: ecs.ContainerImage.fromRegistry('app'), environment }));
  const [{ Metadata: { cdk_nag: nag = { rules_to_suppress: [] } } = {} }] = Object.values<Record<string, any>>(
    Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'));
  return (nag as { rules_to_suppress: { id: string }[] }).rules_to_suppress.map(({ id }) => id);
}

test('the rule against variables is acknowledged while all of them are ours', () => {
  expect(acknowledged([undefined, undefined])).toEqual(['AwsSolutions-ECS2']);
});

test.each([[[{ MODE: 'production' }]], [[undefined, { PASSWORD: 'secret' }]], [[{ PASSWORD: 'secret' }, undefined]]])('it is not when a container has its own: %j', environments => {
  expect(acknowledged(environments)).toEqual([]);
});

test('what the user acknowledged stays', () => {
  expect(acknowledged([undefined], { rules_to_suppress: [OTHER] })).toEqual(['AwsSolutions-ECS7', 'AwsSolutions-ECS2']);
  expect(acknowledged([{ MODE: 'production' }], { rules_to_suppress: [OTHER] })).toEqual(['AwsSolutions-ECS7']);
});
