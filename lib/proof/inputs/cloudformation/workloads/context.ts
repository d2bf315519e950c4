import { AwsWorkload, AwsWorkloadKind } from '../aws-configuration';
import { KubernetesObject } from '../kubernetes-objects';
import { PodIdentities } from '../pod-identities';
import { constructPath, TemplateResource } from '../template';
import { TemplateValues } from '../template-values';
import { NamedProfiles } from '../workload-role';

/** What reading the workloads of one template takes. */
export interface WorkloadContext {
  readonly values: TemplateValues;
  readonly profiles: NamedProfiles;
  /** Of all templates: a pod may mount what another stack makes. */
  readonly objects: readonly KubernetesObject[];
  /** Of all templates, too. */
  readonly podIdentities: PodIdentities;
}

/** What is told of every workload alike. */
export function workloadElement({ values: { template } }: WorkloadContext, kind: AwsWorkloadKind, resource: TemplateResource): Omit<AwsWorkload, 'carried' | 'role'> {
  const { environment: { stackName, account, region } } = template;
  return {
    kind,
    templateFile: template.file,
    stackName,
    account,
    region,
    logicalId: resource.logicalId,
    constructPath: constructPath(template, resource),
    source: template.sources?.get(resource.logicalId),
  };
}
