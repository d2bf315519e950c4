import { IConstruct } from 'constructs';
import { AddToInstanceOptions } from './instance-options';

/** Which instances and groups of a scope are left out, and how the others are done. */
export interface AddToAllOptions extends AddToInstanceOptions {
  /**
   * Constructs that are left out, with all that is in them.
   *
   * @default - none
   */
  readonly exclude?: IConstruct[];

  /**
   * Key of a tag by which instances and groups are left out, whatever its value: given with `Tags.of(...)` to them or
   * to what they are in.
   *
   * @default 'cdk-gcp-federation:exclude'
   */
  readonly excludeTag?: string;
}
