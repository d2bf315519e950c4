import type { TerraformResource } from './terraform-resource';
import type { TerraformValues } from './terraform-values';
import { Determined, Undetermined } from '../../determined';

/** Where an element of a configuration is written. */
export function elementOf({ address, file, configuration, constructPath, source, existence }: TerraformResource) {
  return { address, file, configuration, constructPath, source, existence };
}

export function required(values: TerraformValues, resource: TerraformResource, name: string): Determined<string> {
  return values.text(resource, name) ?? missing(resource, name);
}

export function missing(resource: TerraformResource, name: string): Undetermined {
  return new Undetermined(`${resource.address}.${name}`, 'it is not set', '', 'unset');
}

/** The line of a resource that is written in HCL. */
export function lineOfResource({ source }: TerraformResource): number | undefined {
  const line = /:(\d+):\d+$/.exec(source ?? '')?.[1];
  return line === undefined ? undefined : Number(line);
}
