import { AwsConfiguration } from '../../cloudformation/aws-configuration';
import { ReadOptions } from '../../reading';

export function terraformAwsSide(_paths: readonly string[], _options: ReadOptions): AwsConfiguration {
  return { instances: [], workloads: [], roles: [] };
}
