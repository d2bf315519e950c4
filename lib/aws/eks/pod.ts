import { Stack } from 'aws-cdk-lib';
import { AddToPodOptions } from './add-to-pod-options';
import { deliverTo, requirePodSpec, VOLUME } from './pod-spec';
import { credentialConfig } from '../../federation/installation/credential-config';
import { TASK_CREDENTIAL_CONFIG_FOLDER, WEB_IDENTITY_SESSION_NAME } from '../../federation/installation/installation';
import { validateSubjectLength } from '../../federation/subject-length';
import { EMULATOR, emulatorEnvironment } from '../ecs/sidecar/container';
import { FederatedIdentity } from '../role/federated-identity';

/**
 * A copy of a pod specification whose containers use Google's clients as the role of the pod.
 *
 * The container that serves the credentials is an init container that goes on running, so the others start once its probe
 * has found it healthy. It meets the restricted Pod Security Standard, and needs no rights in the cluster.
 */
export function podWithCredentials(identity: FederatedIdentity, pod: unknown, options: AddToPodOptions): object {
  const spec = requirePodSpec(pod);
  if (spec.hostNetwork) {
    throw new Error('this pod has hostNetwork, so it shares loopback with the node, and every process there would reach its credentials: leave hostNetwork out');
  }
  const { irsa = false, excludeContainers: exclude } = options;
  validateSubjectLength(identity.federation, 'eks', irsa ? WEB_IDENTITY_SESSION_NAME.length : undefined);
  const { workloadProjectId } = identity.federation;
  const result = {
    ...spec,
    initContainers: [sidecar(identity, options), ...deliverTo(spec.initContainers ?? [], workloadProjectId, exclude)],
    containers: deliverTo(spec.containers, workloadProjectId, exclude),
    volumes: [...spec.volumes ?? [], { name: VOLUME, emptyDir: {} }],
  };
  if (!irsa) identity.trust?.addService('pods.eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession']);
  return result;
}

function sidecar({ scope, federation }: FederatedIdentity, { image = EMULATOR.image }: AddToPodOptions): object {
  const environment = emulatorEnvironment(Stack.of(scope).region, credentialConfig(federation, 'metadata-emulator'));
  return {
    name: VOLUME,
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
    volumeMounts: [{ name: VOLUME, mountPath: TASK_CREDENTIAL_CONFIG_FOLDER }],
  };
}
