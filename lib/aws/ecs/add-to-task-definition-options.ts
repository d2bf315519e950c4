import type * as ecs from 'aws-cdk-lib/aws-ecs';

/** How the containers of a task receive the credential configuration. */
export interface AddToTaskDefinitionOptions {
  /**
   * Image of the container that serves the credentials of the task: any image for Linux that has Node.js 18 or later as
   * `node` and a shell as `/bin/sh`, and runs as root. Pin it by its digest, or take a copy of your own.
   *
   * @default - `public.ecr.aws/docker/library/node:24-alpine`, whose tag ECS resolves to a digest when it deploys
   */
  readonly image?: ecs.ContainerImage;

  /**
   * Where that container writes its log, which is a line when it starts and one whenever credentials cannot be had.
   *
   * @default - nowhere
   */
  readonly logging?: ecs.LogDriver;

  /**
   * Memory in MiB at which that container is stopped, at least 64.
   *
   * @default - 96 where the task states no memory of its own, as tasks on EC2 need not; else that of the task
   */
  readonly memoryLimitMiB?: number;

  /**
   * Names of containers that are left as they are. Log routers of FireLens always are.
   *
   * @default - every container receives the configuration, also those that are added later
   */
  readonly excludeContainers?: string[];
}
