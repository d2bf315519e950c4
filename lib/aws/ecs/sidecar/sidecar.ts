import { Duration, Stack } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { EMULATOR, emulatorEnvironment } from './container';
import { TASK_CREDENTIAL_CONFIG_FOLDER } from '../../../federation/installation/installation';
import { AddToTaskDefinitionOptions } from '../add-to-task-definition-options';

const VOLUME = 'cdk-gcp';

const MEMORY_MIB = { minimum: 64, default: 96 };

const CHECK_SECONDS = 5;

/**
 * Adds the container that serves the credentials of the task in the way of instance metadata, and writes the credential
 * configuration into a volume.
 *
 * It is not essential: an essential container that comes first becomes the default one, which load balancers target. ECS
 * restarts it by itself.
 */
export function addSidecar(task: ecs.TaskDefinition, credentialConfig: string, options: AddToTaskDefinitionOptions): ecs.ContainerDefinition {
  const memoryLimitMiB = options.memoryLimitMiB ?? (memoryIsStated(task) ? undefined : MEMORY_MIB.default);
  if (memoryLimitMiB !== undefined && memoryLimitMiB < MEMORY_MIB.minimum) {
    throw new Error(`memoryLimitMiB ${memoryLimitMiB} is not enough for Node.js: pass ${MEMORY_MIB.minimum} or more, or leave it out`);
  }
  task.addVolume({ name: VOLUME });
  const sidecar = task.addContainer('GcpCredentials', {
    containerName: 'gcp-credentials',
    image: options.image ?? { bind: () => ({ imageName: EMULATOR.image }) },
    entryPoint: EMULATOR.command,
    environment: emulatorEnvironment(Stack.of(task).region, credentialConfig),
    essential: false,
    enableRestartPolicy: true,
    restartAttemptPeriod: Duration.seconds(60),
    healthCheck: {
      command: ['CMD-SHELL', EMULATOR.healthCheck],
      interval: Duration.seconds(CHECK_SECONDS),
      timeout: Duration.seconds(2),
      startPeriod: Duration.seconds(30),
    },
    readonlyRootFilesystem: true,
    memoryLimitMiB,
    logging: options.logging,
  });
  sidecar.addMountPoints({ sourceVolume: VOLUME, containerPath: TASK_CREDENTIAL_CONFIG_FOLDER, readOnly: false });
  return sidecar;
}

/** Lets another container read the configuration. */
export function mountConfiguration(container: ecs.ContainerDefinition): void {
  container.addMountPoints({ sourceVolume: VOLUME, containerPath: TASK_CREDENTIAL_CONFIG_FOLDER, readOnly: true });
}

/** ECS takes a task without memory of its own only where all of its containers have one. */
function memoryIsStated(task: ecs.TaskDefinition): boolean {
  return (task.node.defaultChild as ecs.CfnTaskDefinition).memory !== undefined;
}
