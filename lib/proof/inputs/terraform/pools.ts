import { elementOf, required } from './element';
import type { TerraformResource } from './terraform-resource';
import type { TerraformValues } from './terraform-values';
import { Pool } from '../../policy/google-configuration';

export function poolOf(values: TerraformValues, resource: TerraformResource): Pool {
  return {
    ...elementOf(resource),
    project: values.project(resource),
    poolId: required(values, resource, 'workload_identity_pool_id'),
    disabled: values.flag(resource, 'disabled'),
  };
}
