import { TerraformDataSource, TerraformMetaArguments, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { terraformLiteral } from './terraform-literal';

/** Arguments in Terraform's own names: text, lists of text, and nested blocks. */
export interface GoogleArguments {
  readonly [name: string]: string | readonly string[] | GoogleArguments | readonly GoogleArguments[] | undefined;
}

const METADATA = { terraformGeneratorMetadata: { providerName: 'google' } };

/** What an element of the same stack can depend on. */
export type GoogleElement = TerraformResource | TerraformDataSource;

/**
 * A resource of the Google provider whose arguments are literal text.
 *
 * The classes of the prebuilt provider package take a file of 5 to 60 kB each to load; IAM members alone have more
 * than a hundred, which differ in nothing but what names their resource.
 */
export class GoogleResource extends TerraformResource {
  /** @param after elements of the same stack that have to exist before, written as their addresses: CDKTF makes a token for each use */
  constructor(
    scope: Construct, id: string, type: string, private readonly values: GoogleArguments,
    meta: TerraformMetaArguments = {}, private readonly after: readonly GoogleElement[] = [],
  ) {
    super(scope, id, { terraformResourceType: type, ...METADATA, ...meta });
  }

  public get terraformMetaArguments(): { [name: string]: any } {
    const dependsOn = [...this.after.map(address), ...this.dependsOn ?? []];
    return { ...super.terraformMetaArguments, dependsOn: dependsOn.length > 0 ? dependsOn : undefined };
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return escaped(this.values);
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return inHcl(this.values);
  }
}

/** A data source of the Google provider whose arguments are literal text. */
export class GoogleDataSource extends TerraformDataSource {
  constructor(scope: Construct, id: string, type: string, private readonly values: GoogleArguments, meta: TerraformMetaArguments) {
    super(scope, id, { terraformResourceType: type, ...METADATA, ...meta });
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return escaped(this.values);
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    return inHcl(this.values);
  }
}

function address(element: GoogleElement): string {
  const type = element.terraformResourceType;
  return `${TerraformResource.isTerraformResource(element) ? '' : 'data.'}${type}.${element.friendlyUniqueId}`;
}

type Value = Exclude<GoogleArguments[string], undefined>;

function escaped(values: GoogleArguments): Record<string, unknown> {
  return Object.fromEntries(present(values).map(([name, value]) => [name, escapedValue(value)]));
}

function escapedValue(value: Value): unknown {
  if (typeof value === 'string') return terraformLiteral(value);
  return Array.isArray(value) ? value.map(escapedValue) : escaped(value as GoogleArguments);
}

/** As CDKTF's renderer of HCL, which an app may choose over JSON, wants to be told. */
function inHcl(values: GoogleArguments): Record<string, unknown> {
  return Object.fromEntries(present(values).map(([name, value]) => {
    if (typeof value === 'string') return [name, { value: terraformLiteral(value), isBlock: false, type: 'simple', storageClassType: 'string' }];
    if (isTexts(value)) return [name, { value: value.map(terraformLiteral), isBlock: false, type: 'list', storageClassType: 'stringList' }];
    const blocks = (Array.isArray(value) ? value : [value]) as readonly GoogleArguments[];
    return [name, { value: blocks.map(inHcl), isBlock: true, type: 'list', storageClassType: `${name}List` }];
  }));
}

function isTexts(value: Value): value is readonly string[] {
  return Array.isArray(value) && value.every(element => typeof element === 'string');
}

function present(values: GoogleArguments): [string, Value][] {
  return Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined);
}
