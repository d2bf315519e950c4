import type * as ecs from 'aws-cdk-lib/aws-ecs';

/** The rule of cdk-nag against environment variables in a task definition. */
const RULE = {
  id: 'AwsSolutions-ECS2',
  reason: 'The only variables are those of cdk-gcp-federation: they name a file and a project, and hold no secret.',
};

/** Under this key of the metadata of a resource, cdk-nag reads what is acknowledged. */
const METADATA_KEY = 'cdk_nag';

interface NagMetadata {
  readonly rules_to_suppress?: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * Returns what acknowledges the rule of cdk-nag against environment variables as long as the containers of a task have
 * none of their own. Any other variable is for the user to judge.
 *
 * It is to be called with each container before that is given the variables of the federation.
 */
export function nagAcknowledgement(task: ecs.TaskDefinition): (container: ecs.ContainerDefinition) => void {
  let isOnlyOurs = true;
  return container => {
    const variables = container.renderContainerDefinition().environment as readonly unknown[] | undefined ?? [];
    if (variables.length > 0) isOnlyOurs = false;
    const resource = task.node.defaultChild as ecs.CfnTaskDefinition;
    const { rules_to_suppress: rules = [], ...others } = resource.getMetadata(METADATA_KEY) as NagMetadata | undefined ?? {};
    const foreign = rules.filter(rule => rule !== RULE);
    if (!isOnlyOurs && foreign.length === rules.length) return;
    resource.addMetadata(METADATA_KEY, { ...others, rules_to_suppress: isOnlyOurs ? [...foreign, RULE] : foreign });
  };
}
