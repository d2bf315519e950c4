import { Stack } from 'aws-cdk-lib';
import { AddToPodOptions } from './add-to-pod-options';
import { credentialConfig } from '../../federation/credential-config';
import { CREDENTIAL_CONFIG_VARIABLES, PROJECT_VARIABLE, TASK_CREDENTIAL_CONFIG_FOLDER, TASK_CREDENTIAL_CONFIG_PATH } from '../../federation/installation';
import { validateSubjectLength } from '../../federation/subject-length';
import { EMULATOR, emulatorEnvironment } from '../ecs/emulator/container';
import { FederatedIdentity } from '../federated-identity';

const NAME = 'gcp-credentials';

/** The parts of a pod specification that are read here; all others pass through. */
interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly object[];
  readonly hostNetwork?: boolean;
}

interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts?: readonly object[];
}

/**
 * A copy of a pod specification whose containers use Google's clients as the role of the pod.
 *
 * The container that serves the credentials is an init container that goes on running, so the others start once its probe
 * has found it healthy. It meets the restricted Pod Security Standard, and needs no rights in the cluster.
 */
export function podWithCredentials(identity: FederatedIdentity, pod: unknown, options: AddToPodOptions): object {
  const spec = requirePodSpec(pod);
  validateSubjectLength(identity.federation, 'eks');
  const exclude = options.excludeContainers ?? [];
  const { gcpProjectId } = identity.federation;
  const deliver = (container: Container) => exclude.includes(container.name) ? container : withConfiguration(container, gcpProjectId);
  const result = {
    ...spec,
    initContainers: [sidecar(identity, options), ...(spec.initContainers ?? []).map(deliver)],
    containers: spec.containers.map(deliver),
    volumes: [...spec.volumes ?? [], { name: NAME, emptyDir: {} }],
  };
  identity.trust?.addService('pods.eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession']);
  return result;
}

function requirePodSpec(pod: unknown): PodSpec {
  const spec = pod as Partial<PodSpec> | undefined;
  if (!Array.isArray(spec?.containers)) {
    throw new Error('this is not the specification of a pod, which has containers: pass what stands under spec of a Pod, or under spec.template.spec of a Deployment');
  }
  if (spec.hostNetwork) {
    throw new Error('this pod has hostNetwork, so it shares loopback with the node, and every process there would reach its credentials: leave hostNetwork out');
  }
  if (spec.initContainers?.some(({ name }) => name === NAME)) throw new Error(`this pod has a container ${NAME} already: pass the specification as it was before`);
  return spec as PodSpec;
}

function sidecar({ scope, federation }: FederatedIdentity, { image = EMULATOR.image }: AddToPodOptions): object {
  const environment = emulatorEnvironment(Stack.of(scope).region, credentialConfig(federation, 'metadata-emulator'));
  return {
    name: NAME,
    image,
    command: EMULATOR.command,
    env: Object.entries(environment).map(([name, value]) => ({ name, value })),
    restartPolicy: 'Always',
    startupProbe: { exec: { command: ['/bin/sh', '-c', EMULATOR.healthCheck] }, periodSeconds: 1, failureThreshold: 60 },
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '96Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: NAME, mountPath: TASK_CREDENTIAL_CONFIG_FOLDER }],
  };
}

function withConfiguration(container: Container, gcpProjectId: string): object {
  const present = new Map((container.env ?? []).map(({ name, value }) => [name, value]));
  for (const name of CREDENTIAL_CONFIG_VARIABLES) {
    if (present.has(name) && present.get(name) !== TASK_CREDENTIAL_CONFIG_PATH) {
      throw new Error(`container ${container.name} has ${name} set, and what is set is never overwritten: remove the variable, or name the container in excludeContainers`);
    }
  }
  const added = [
    ...CREDENTIAL_CONFIG_VARIABLES.map(name => ({ name, value: TASK_CREDENTIAL_CONFIG_PATH })),
    { name: PROJECT_VARIABLE, value: gcpProjectId },
  ];
  return {
    ...container,
    env: [...container.env ?? [], ...added.filter(({ name }) => !present.has(name))],
    volumeMounts: [...container.volumeMounts ?? [], { name: NAME, mountPath: TASK_CREDENTIAL_CONFIG_FOLDER, readOnly: true }],
  };
}
