import { Construct } from 'constructs';
import { ElementConfig, EngineModule, NamedElement, ResourceConstruct, TypedElement } from './engine-module';
import { hclArguments } from './hcl-arguments';
import { GoogleArguments } from '../../google/element';
import { escapedArguments } from '../../google/terraform/terraform-text';

type Addresses = readonly (() => string)[];

type ElementClass<C> = new (scope: Construct, id: string, config: ElementConfig, values: GoogleArguments, after: Addresses) => C & {
  values: GoogleArguments;
};

/** The classes of one engine. */
interface ElementClasses {
  readonly Resource: ElementClass<ResourceConstruct>;
  readonly LookUp: ElementClass<TypedElement>;
  readonly Blocks: new (scope: Construct, id: string, blocks: (name: string) => object) => NamedElement;
}

/** Returns the classes by which an engine writes elements whose arguments are literal text. */
export function elementClasses(module: EngineModule): ElementClasses {
  /** A resource of the Google provider. */
  class Resource extends module.TerraformResource {
    /** @param after the addresses of elements of the same stack that have to exist before: of constructs, engines make tokens */
    constructor(scope: Construct, id: string, config: ElementConfig, public values: GoogleArguments, private readonly after: Addresses) {
      super(scope, id, config);
    }

    public get terraformMetaArguments(): Record<string, unknown> {
      const meta = withAddresses(super.terraformMetaArguments, this.after);
      return { ...meta, dependsOn: meta.dependsOn.length > 0 ? meta.dependsOn : undefined };
    }

    protected synthesizeAttributes(): Record<string, unknown> {
      return escapedArguments(this.values);
    }

    protected synthesizeHclAttributes(): Record<string, unknown> {
      return hclArguments(this.values);
    }
  }

  /** A data source of the Google provider. */
  class LookUp extends module.TerraformDataSource {
    constructor(scope: Construct, id: string, config: ElementConfig, public values: GoogleArguments, private readonly after: Addresses) {
      super(scope, id, config);
    }

    public get terraformMetaArguments(): Record<string, unknown> {
      return withAddresses(super.terraformMetaArguments, this.after);
    }

    protected synthesizeAttributes(): Record<string, unknown> {
      return escapedArguments(this.values);
    }

    protected synthesizeHclAttributes(): Record<string, unknown> {
      return hclArguments(this.values);
    }
  }

  /** Top-level blocks of Terraform JSON for which there is no construct. */
  class Blocks extends module.TerraformElement {
    constructor(scope: Construct, id: string, private readonly blocks: (name: string) => object) {
      super(scope, id, 'raw');
    }

    public toTerraform(): object {
      return this.blocks(this.friendlyUniqueId);
    }

    public toHclTerraform(): object {
      throw new Error(`'${this.node.path}' can be written as Terraform JSON only: leave hclOutput of the CDKTF app out`);
    }
  }

  return { Resource, LookUp, Blocks };
}

function withAddresses(meta: Record<string, unknown>, after: Addresses) {
  return { ...meta, dependsOn: [...after.map(address => address()), ...meta.dependsOn as string[] | undefined ?? []] };
}
