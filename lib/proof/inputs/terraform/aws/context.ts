import { Determined, isDetermined, PartialText, placeholder, Undetermined } from '../../../determined';
import { AwsWorkload, AwsWorkloadKind } from '../../cloudformation/aws-configuration';
import { isUnknown, Value } from '../../hcl/values';
import { Unread } from '../../reading';
import { awsAccount, awsRegion } from '../computed-by-aws';
import { lineOfResource } from '../element';
import type { TerraformResource } from '../terraform-resource';
import { TerraformValues } from '../terraform-values';

/** What reading the AWS side of one configuration takes. */
export class AwsContext {
  readonly unread: Unread[] = [];
  private readonly byType = new Map<string, TerraformResource[]>();

  constructor(readonly values: TerraformValues) {
    for (const resource of values.resources) this.byType.set(resource.type, [...this.byType.get(resource.type) ?? [], resource]);
  }

  /** The resources of a type, without those that are only looked up. */
  ofType(type: string): TerraformResource[] {
    return (this.byType.get(type) ?? []).filter(({ isData }) => !isData);
  }

  /** The resource of a type that a value refers to: by one of its attributes, or by its name. */
  referred(type: string, value: Determined<string> | undefined): TerraformResource | undefined {
    if (value === undefined) return undefined;
    const all = this.byType.get(type) ?? [];
    if (!isDetermined(value)) return all.find(({ address }) => value.source.startsWith(`${address}.`));
    return all.find(resource => resource.address === value || this.values.text(resource, 'name') === value);
  }

  /** A text with what is known of it. */
  partial(value: Value | undefined): PartialText | undefined {
    const text = this.values.textOf(value);
    if (text === undefined) return undefined;
    return isDetermined(text) ? { text, unknown: [] } : text.partial ?? { text: placeholder(text), unknown: [text] };
  }

  /** Reports a value that decides what a workload carries, and is not known. */
  reportUnknown(resource: TerraformResource, what: string, value: Value | undefined): void {
    if (!isUnknown(value) || value.partial !== undefined) return;
    this.unread.push({
      side: 'aws',
      file: resource.file,
      address: resource.address,
      line: lineOfResource(resource),
      code: 'unknown-value',
      what: `${what} of ${resource.address}`,
      reason: `${value.source}: ${value.reason}`,
      wayOut: 'Pass the value by --var, or pass a plan in JSON.',
    });
  }

  account(resource: TerraformResource): string | undefined {
    return known(awsAccount(this.values, resource));
  }

  region(resource: TerraformResource): string | undefined {
    return known(awsRegion(this.values, resource));
  }

  /** What is told of every workload alike. */
  element(kind: AwsWorkloadKind, resource: TerraformResource): Omit<AwsWorkload, 'carried' | 'role'> {
    return {
      kind,
      templateFile: resource.file,
      stackName: this.values.document.folder,
      logicalId: resource.address,
      constructPath: resource.constructPath ?? resource.address,
      source: resource.source,
      account: this.account(resource),
      region: this.region(resource),
    };
  }
}

function known(value: string | Undetermined): string | undefined {
  return isDetermined(value) ? value : undefined;
}
