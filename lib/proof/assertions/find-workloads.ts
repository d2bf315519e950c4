import { nearestNames } from '../../federation/nearest-names';
import { WorkloadVerdict } from '../check/check-report';

/** The workloads that a name means: construct path, stack and logical id, logical id, role ARN, or role name. */
export function findWorkloads(workloads: readonly WorkloadVerdict[], name: string): WorkloadVerdict[] {
  for (const names of [exactNames, looseNames]) {
    const found = workloads.filter(workload => names(workload).includes(name));
    if (found.length > 0) return found;
  }
  return [];
}

/** Names that are near to one that means no workload. */
export function nearestWorkloads(workloads: readonly WorkloadVerdict[], name: string): string[] {
  return nearestNames(name, workloads.flatMap(workload => exactNames(workload)));
}

function exactNames({ workload, roleArn, element }: WorkloadVerdict): string[] {
  return [workload, roleArn, element.constructPath].filter(name => name !== undefined);
}

function looseNames({ roleArn, element }: WorkloadVerdict): string[] {
  return [element.address, ...roleArn === undefined ? [] : [roleArn.slice(roleArn.lastIndexOf('/') + 1)]];
}
