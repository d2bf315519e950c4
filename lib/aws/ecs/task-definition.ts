import { Stack } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { AddToTaskDefinitionOptions } from './add-to-task-definition-options';
import { Delivery, deliverToContainers, missedContainers } from './containers';
import { addSidecar } from './sidecar/sidecar';
import { credentialConfig } from '../../federation/installation/credential-config';
import { LIMITS } from '../../federation/limits';
import { validateSubjectLength } from '../../federation/subject-length';
import { isResource } from '../ec2/referred-element';
import { FederatedIdentity, requireFederatedRole } from '../role/federated-identity';
import { isSameRole } from '../role/role-name';
import { isAdded, markAdded } from '../role/workload-owner';

/** Lets the containers of a task use Google's clients as the task role. */
export function addToTaskDefinition(identity: FederatedIdentity, definition: ecs.ITaskDefinition, options: AddToTaskDefinitionOptions): void {
  const title = `task definition ${definition.node.path}`;
  const resource = definition.node.defaultChild;
  if (!isResource(resource, 'AWS::ECS::TaskDefinition')) {
    throw new Error(`${title} is imported, and takes no containers from here: add it where it is defined`);
  }
  const task = definition as ecs.TaskDefinition;
  requireFederatedRole(identity, task.taskRole, title,
    'for a new task pass taskRole: federated.role; to federate the role that it has pass role: task.taskRole to GcpFederatedRole, with roleName = its name as deployed');
  if (isAdded(identity, task, title, 'task')) return;
  requireSharedLoopback(task, title);
  requireOwnExecutionRole(identity, task, title);
  validateSubjectLength(identity.federation, 'ecs');

  const sidecar = addSidecar(task, credentialConfig(identity.federation, 'metadata-emulator'), options);
  const delivery = { task, sidecar, workloadProjectId: identity.federation.workloadProjectId, exclude: options.excludeContainers ?? [] };
  deliverToContainers(delivery);
  identity.trust?.addService('ecs-tasks.amazonaws.com');
  task.node.addValidation({ validate: () => problems(identity, delivery, resource as ecs.CfnTaskDefinition, title) });
  markAdded(identity, task);
}

/** The emulator is reached by loopback alone, so that nobody else reaches it. */
function requireSharedLoopback(task: ecs.TaskDefinition, title: string): void {
  const mode = String(task.networkMode);
  if (mode !== 'awsvpc') {
    const reason = mode === 'host'
      ? 'in which all tasks of the instance share its loopback, so that they would reach the credentials of each other'
      : 'in which the containers of a task do not share loopback, where the credentials are served';
    throw new Error(`${title} has network mode ${mode}, ${reason}: pass networkMode: ecs.NetworkMode.AWS_VPC. `
      + "Where that cannot be, let the start command of the container export the credentials of the task, as 'aws configure export-credentials --format env' does, "
      + 'which last for some hours and are not renewed, and use federated.functionCredentialConfig');
  }
  const { runtimePlatform } = task.node.defaultChild as ecs.CfnTaskDefinition;
  const { operatingSystemFamily: system } = Stack.of(task).resolve(runtimePlatform) as { operatingSystemFamily?: unknown } | undefined ?? {};
  if (typeof system === 'string' && system.startsWith('WINDOWS')) {
    throw new Error(`${title} runs on ${system}, where the containers of a task do not share loopback, where the credentials are served: run it on Linux`);
  }
}

/** The execution role pulls images and reads secrets. What federates it hands that to every container as well. */
function requireOwnExecutionRole(identity: FederatedIdentity, task: ecs.TaskDefinition, title: string): void {
  const [problem] = executionRoleProblems(identity, task, title);
  if (problem) throw new Error(problem);
}

function executionRoleProblems(identity: FederatedIdentity, { executionRole }: ecs.TaskDefinition, title: string): string[] {
  if (executionRole === undefined || !isSameRole(executionRole, identity.role)) return [];
  return [`${title} has the federated role '${identity.federation.roleName}' for its execution role as well, so its containers could do what only ECS should do for them: `
    + 'leave executionRole out, or give it a role of its own'];
}

function problems(identity: FederatedIdentity, delivery: Delivery, resource: ecs.CfnTaskDefinition, title: string): string[] {
  const stack = Stack.of(resource);
  const containers = stack.resolve(resource.containerDefinitions) as { name: string }[];
  const missed = missedContainers(delivery, containers.map(({ name }) => name));
  const bytes = Buffer.byteLength(JSON.stringify([containers, stack.resolve(resource.volumes)]));
  return [
    ...executionRoleProblems(identity, delivery.task, title),
    ...missed.map(name => `container ${name} of ${title} is not made by its addContainer, so it is out of reach: use that, or name the container in excludeContainers`),
    ...bytes > LIMITS.taskDefinitionBytes
      ? [`${title} has at least ${bytes} bytes, and ECS takes ${LIMITS.taskDefinitionBytes}: move environment variables into a file of environmentFiles, or commands into the image`]
      : [],
  ];
}
