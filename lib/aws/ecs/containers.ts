import { Annotations, AspectPriority, Aspects } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { IConstruct } from 'constructs';
import { nagAcknowledgement } from './nag-acknowledgement';
import { mountConfiguration } from './sidecar/sidecar';
import { CREDENTIAL_CONFIG_VARIABLES, METADATA_EMULATOR, TASK_CREDENTIAL_CONFIG_PATH } from '../../federation/installation/installation';
import { missingProjectVariables } from '../../federation/installation/project-variables';

/** What the containers of a task are given. */
export interface Delivery {
  readonly task: ecs.TaskDefinition;
  readonly sidecar: ecs.ContainerDefinition;
  readonly workloadProjectId: string;
  /** Names of containers that are left as they are. */
  readonly exclude: readonly string[];
}

/** Gives all containers of a task the configuration, also those that are added later. */
export function deliverToContainers(delivery: Delivery): void {
  const done = new WeakSet<IConstruct>();
  const acknowledge = nagAcknowledgement(delivery.task);
  const visit = (node: IConstruct) => {
    if (isContainer(node, delivery.task) && node !== delivery.sidecar && !done.has(node)) acknowledge(node);
    if (!isApplication(node, delivery) || done.has(node)) return;
    done.add(node);
    const problem = deliver(node, delivery);
    if (problem) Annotations.of(node).addError(problem);
  };
  Aspects.of(delivery.task).add({ visit }, { priority: AspectPriority.MUTATING });
}

/** Names of the containers that a task has from elsewhere than `addContainer`, so that they are out of reach. */
export function missedContainers({ task, sidecar, exclude }: Delivery, names: readonly string[]): string[] {
  const reached = new Set(task.node.findAll().filter(node => isContainer(node, task)).map(node => (node as ecs.ContainerDefinition).containerName));
  return names.filter(name => !reached.has(name) && !exclude.includes(name) && name !== sidecar.containerName);
}

function isApplication(node: IConstruct, { task, sidecar, exclude }: Delivery): node is ecs.ContainerDefinition {
  return isContainer(node, task) && node !== sidecar && !('firelensConfig' in node) && !exclude.includes(node.containerName);
}

/** The task of a container tells it apart from any other construct, whichever copy of the CDK made it. */
function isContainer(node: IConstruct, task: ecs.TaskDefinition): node is ecs.ContainerDefinition {
  return (node as Partial<ecs.ContainerDefinition>).taskDefinition === task && 'containerName' in node;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
}

function deliver(container: ecs.ContainerDefinition, { sidecar, workloadProjectId }: Delivery): string | undefined {
  const { environment = [], secrets = [] } = container.renderContainerDefinition();
  const present = new Map([...environment as Variable[], ...secrets as Variable[]].map(({ name, value }) => [name, value]));
  for (const name of CREDENTIAL_CONFIG_VARIABLES) {
    if (present.has(name) && present.get(name) !== TASK_CREDENTIAL_CONFIG_PATH) {
      return `container ${container.containerName} has ${name} set, and what is set is never overwritten: remove the variable, or name the container in excludeContainers`;
    }
  }
  for (const name of CREDENTIAL_CONFIG_VARIABLES) container.addEnvironment(name, TASK_CREDENTIAL_CONFIG_PATH);
  for (const [name, value] of missingProjectVariables(present, workloadProjectId)) container.addEnvironment(name, value);
  exceptFromProxy(container, present);
  mountConfiguration(container);
  // Without a condition it waits until the sidecar is healthy.
  container.addContainerDependencies({ container: sidecar });
  return undefined;
}

/** Where a proxy is set, clients would send even requests to loopback through it. */
function exceptFromProxy(container: ecs.ContainerDefinition, present: ReadonlyMap<string, string | undefined>): void {
  const names = [...present.keys()];
  if (!names.some(name => /^(?:https?|all)_proxy$/i.test(name))) return;
  const exceptions = names.filter(name => /^no_proxy$/i.test(name));
  for (const name of exceptions.length > 0 ? exceptions : ['NO_PROXY', 'no_proxy']) {
    const value = present.get(name) ?? '';
    if (!value.includes(METADATA_EMULATOR.host)) container.addEnvironment(name, [value, METADATA_EMULATOR.host].filter(part => part !== '').join(','));
  }
}
