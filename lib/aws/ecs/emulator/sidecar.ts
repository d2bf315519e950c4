import { Duration, Stack } from 'aws-cdk-lib';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { EMULATOR_PROGRAM, EMULATOR_VARIABLES, HEALTHY_FILE } from './program';
import { METADATA_EMULATOR, TASK_CREDENTIAL_CONFIG_FOLDER } from '../../../federation/installation';
import { AddToTaskDefinitionOptions } from '../add-to-task-definition-options';

const VOLUME = 'cdk-gcp';

const DEFAULT_IMAGE = 'public.ecr.aws/docker/library/node:24-alpine';

/** Holds the process under 64 MB with a hundred clients at once. */
const NODE_OPTIONS = ['--max-semi-space-size=1', '--max-old-space-size=24'];

const MEMORY_MIB = { minimum: 64, default: 96 };

/** A check costs a shell, no Node.js. The program itself keeps the file as long as it has usable credentials. */
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
    image: options.image ?? { bind: () => ({ imageName: DEFAULT_IMAGE }) },
    entryPoint: ['node', ...NODE_OPTIONS, '-e', EMULATOR_PROGRAM],
    environment: {
      [EMULATOR_VARIABLES.folder]: TASK_CREDENTIAL_CONFIG_FOLDER,
      [EMULATOR_VARIABLES.port]: String(METADATA_EMULATOR.port),
      [EMULATOR_VARIABLES.region]: Stack.of(task).region,
      [EMULATOR_VARIABLES.credentialConfig]: credentialConfig,
    },
    essential: false,
    enableRestartPolicy: true,
    restartAttemptPeriod: Duration.seconds(60),
    healthCheck: {
      command: ['CMD-SHELL', `[ -f ${TASK_CREDENTIAL_CONFIG_FOLDER}/${HEALTHY_FILE} ]`],
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
