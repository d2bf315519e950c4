import { builds, tasks } from './containers';
import { WorkloadContext } from './context';
import { functions } from './functions';
import { associationsOf, machines } from './machines';
import { pods } from './pods';
import { AwsWorkload } from '../aws-configuration';

/** The workloads of one template that carry a credential configuration. */
export function workloadsOf(context: WorkloadContext): AwsWorkload[] {
  return [...machines(context, associationsOf(context)), ...functions(context), ...tasks(context), ...builds(context), ...pods(context)];
}
