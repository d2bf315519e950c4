import { AFTER_APPLY, PlannedValues } from './terraform-plan';
import type { TerraformResource } from './terraform-resource';
import { Undetermined } from '../../determined';
import { Value } from '../hcl/values';

/** What resolves an argument that a plan does not know yet. */
export type LaterValue = (address: string, name: string) => Value | undefined;

/** An argument that names another resource as a whole, and so cannot be a part of a longer text. */
const NAMES_A_RESOURCE = /_id$|^project$/;
const NAMING_ATTRIBUTE = /^((?:module\.[\w-]+(?:\[[^\]]+\])?\.)*(?:data\.)?[a-z]\w*\.[\w-]+(?:\[(?:\d+|"[^"]*")\])?)\.(name|id|email|project|project_id|account_id|[a-z_]+_id)$/;

/** A resource whose values are those of a plan or state. */
export class PlannedResource implements TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly isData: boolean;
  readonly isPlanned = true;
  readonly names: readonly string[];

  constructor(private readonly planned: PlannedValues, readonly file: string, private readonly later: LaterValue) {
    this.address = planned.address;
    this.type = planned.type;
    this.isData = planned.isData;
    this.names = [...planned.values.keys(), ...planned.later.keys()];
  }

  get configuration(): string {
    return this.file;
  }

  get(name: string): Value | undefined {
    const references = this.planned.later.get(name);
    if (references === undefined) return this.planned.values.get(name);
    const written = this.later(this.address, name);
    if (written !== undefined && !(written instanceof Undetermined)) return written;
    return this.referred(name, references) ?? written ?? new Undetermined(`${this.address}.${name}`, AFTER_APPLY);
  }

  /** The value if the plan knows it already. */
  known(name: string): Value | undefined {
    const value = this.planned.later.has(name) ? undefined : this.planned.values.get(name);
    return value === null ? undefined : value;
  }

  providerArgument(): undefined {
    return undefined;
  }

  /** Of an argument that names one resource and refers to nothing else, the reference is the value. */
  private referred(name: string, references: readonly string[]): Value | undefined {
    if (!NAMES_A_RESOURCE.test(name)) return undefined;
    const [first, ...others] = references;
    const [, address, attribute] = NAMING_ATTRIBUTE.exec(first ?? '') ?? [];
    if (address === undefined || others.some(other => other !== address)) return undefined;
    return this.later(address, attribute);
  }
}
