import { CREDENTIAL_CONFIG_VARIABLES, TASK_CREDENTIAL_CONFIG_FOLDER, TASK_CREDENTIAL_CONFIG_PATH } from '../../federation/installation/installation';
import { missingProjectVariables } from '../../federation/installation/project-variables';

/** The volume with the credential configuration. */
export const VOLUME = 'gcp-credentials';

/** The parts of a pod specification that are read here; all others pass through. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name: string }[];
  readonly hostNetwork?: boolean;
  readonly serviceAccountName?: string;
}

export interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts?: readonly object[];
}

/** Requires the specification of a pod that has not been given the configuration before. */
export function requirePodSpec(pod: unknown): PodSpec {
  const spec = pod as Partial<PodSpec> | undefined;
  if (!Array.isArray(spec?.containers)) {
    throw new Error('this is not the specification of a pod, which has containers: pass what stands under spec of a Pod, or under spec.template.spec of a Deployment');
  }
  if (spec.initContainers?.some(({ name }) => name === VOLUME)) throw new Error(`this pod has a container ${VOLUME} already: pass the specification as it was before`);
  if (spec.volumes?.some(({ name }) => name === VOLUME)) throw new Error(`this pod has a volume ${VOLUME} already: pass the specification as it was before`);
  return spec as PodSpec;
}

/** Gives containers the variables and the volume by which clients find the configuration, but for those that are named. */
export function deliverTo(containers: readonly Container[], workloadProjectId: string, exclude: readonly string[] = []): object[] {
  return containers.map(container => exclude.includes(container.name) ? container : withConfiguration(container, workloadProjectId));
}

function withConfiguration(container: Container, workloadProjectId: string): object {
  const present = new Map((container.env ?? []).map(({ name, value }) => [name, value]));
  for (const name of CREDENTIAL_CONFIG_VARIABLES) {
    if (present.has(name) && present.get(name) !== TASK_CREDENTIAL_CONFIG_PATH) {
      throw new Error(`container ${container.name} has ${name} set, and what is set is never overwritten: remove the variable, or name the container in excludeContainers`);
    }
  }
  const added = [
    ...CREDENTIAL_CONFIG_VARIABLES.map(name => ({ name, value: TASK_CREDENTIAL_CONFIG_PATH })),
    ...missingProjectVariables(present, workloadProjectId).map(([name, value]) => ({ name, value })),
  ];
  return {
    ...container,
    env: [...container.env ?? [], ...added.filter(({ name }) => !present.has(name))],
    volumeMounts: [...container.volumeMounts ?? [], { name: VOLUME, mountPath: TASK_CREDENTIAL_CONFIG_FOLDER, readOnly: true }],
  };
}
