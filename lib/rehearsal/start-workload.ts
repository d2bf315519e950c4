import { randomUUID } from 'node:crypto';
import { AwsIdentity, partitionOf } from '../proof';
import { instanceId, roleSession } from './attempts/identities';
import type { ClientProgram } from './client/client-program';
import { Clouds } from './clouds';
import { AwsCredentials, ContainerCredentials, CredentialsEndpoint } from './emulators';
import { BootedInstance, LeftOut, RehearsalForm } from './sandbox';
import { ContainersWorkload, FunctionWorkload, Workload } from './workloads';

const NODE_ROLE = 'role-of-the-node';

/**
 * Puts up what of AWS a workload finds, and starts it as its service does.
 *
 * @param identity as whom it runs; an instance is told only after its boot
 */
export async function startWorkload(
  workload: Workload, form: RehearsalForm, clouds: Clouds, client: ClientProgram, identity: AwsIdentity | undefined, nodeInReach: boolean,
): Promise<BootedInstance> {
  if (workload.kind === 'ec2-instance' || identity === undefined) {
    await form.start(clouds.services, { client });
    return form.boot((workload as { userData: string }).userData);
  }
  const issue = () => clouds.directory.issue(identity);
  if (workload.kind === 'lambda-function') {
    if (form.startWithFiles === undefined) throw new LeftOut('functions do not run in this form');
    await form.start(clouds.services, { instanceMetadata: false, client });
    return form.startWithFiles({ ...workload, variables: { ...runtimeVariables(workload, issue()), ...workload.variables } });
  }
  if (form.startContainers === undefined) throw new LeftOut('containers do not run in this form');
  const credentials = new ContainerCredentials(endpointOf(workload.kind), issue, clouds.log);
  if (nodeInReach) {
    const node = roleSession({ partition: partitionOf(workload.region), account: identity.account, roleName: NODE_ROLE }, instanceId());
    clouds.metadata.instance = { availabilityZone: `${workload.region}a`, role: { name: NODE_ROLE, credentials: clouds.directory.issue(node) } };
  }
  await form.start(clouds.services, { instanceMetadata: nodeInReach, containerCredentials: credentials, client });
  return form.startContainers(workload, credentials);
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function runtimeVariables({ region, sessionName }: FunctionWorkload, credentials: AwsCredentials): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken ?? '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: sessionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: '/var/task',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

/**
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
function endpointOf(kind: ContainersWorkload['kind']): CredentialsEndpoint {
  if (kind === 'ecs-task') {
    const path = `/v2/credentials/${randomUUID()}`;
    return { address: '169.254.170.2', path, variables: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path } };
  }
  return {
    address: '169.254.170.23',
    path: '/v1/credentials',
    authorization: randomUUID(),
    variables: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
    },
  };
}
