import { Undetermined } from '../../determined';
import { Value } from '../hcl/values';

/** One instance of a resource of a Terraform configuration, plan or state, or of a data source. */
export interface TerraformResource {
  /** `TYPE.NAME`, with its module and `data.` before and an index behind if there is one. */
  readonly address: string;
  readonly type: string;
  /** Names of the arguments that are set. */
  readonly names: readonly string[];
  readonly file: string;
  /** First file of the configuration that the resource is part of. */
  readonly configuration: string;
  readonly constructPath?: string;
  /** Where the resource is written in the user's own source. */
  readonly source?: string;
  /** Whether it is only looked up. */
  readonly isData: boolean;
  /** Why it is not known whether the resource exists. @default - it does */
  readonly existence?: Undetermined;
  /** Whether the values are those of a plan or state. */
  readonly isPlanned?: boolean;
  /** An argument or attribute; `undefined` if it is not set. */
  get(name: string): Value | undefined;
  /** An argument of the provider that manages it. */
  providerArgument(name: string): Value | undefined;
}
