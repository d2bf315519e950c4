import { TerraformEngine } from './folder-files';
import { Budget } from '../hcl/evaluate';
import { Value } from '../hcl/values';
import { DefaultTaken, Refused, Unread } from '../reading';
import type { TerraformResource } from './terraform-resource';

/** What all modules of one configuration share while they are evaluated. */
export interface Evaluation {
  readonly side: 'aws' | 'gcp';
  /** Folder in which the engine runs. */
  readonly folder: string;
  /** First file of the configuration. */
  readonly configuration: string;
  readonly engine: TerraformEngine;
  /** Values of root variables by name, in the JSON form. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** Values of root variables that a plan holds. @default - there is no plan */
  readonly planned?: ReadonlyMap<string, Value>;
  /** What a cloud computes of a resource, if it follows from the arguments. */
  readonly computed: (resource: TerraformResource, attribute: string) => Value | undefined;
  /** A resource as a plan knows it. */
  readonly plannedResource?: (address: string) => Pick<TerraformResource, 'get'> | undefined;
  readonly budget: Budget;
  readonly unread: Unread[];
  readonly refused: Refused[];
  readonly defaultsTaken: Map<string, DefaultTaken>;
}

export const RESOURCES_AT_MOST = 50_000;
export const MODULES_AT_MOST = 2_000;
export const MODULE_DEPTH_AT_MOST = 20;
