import { Construct, IConstruct } from 'constructs';
import { Block, snakeCased } from './block';
import { TerraformElement } from './stack';

/** What resources and data sources have beside their arguments. */
export interface MetaArguments {
  readonly dependsOn?: readonly { readonly fqn: string }[];
  readonly lifecycle?: Block;
}

interface Config extends MetaArguments {
  readonly terraformResourceType: string;
}

abstract class Addressed extends TerraformElement {
  public readonly terraformResourceType: string;

  constructor(scope: Construct, id: string, private readonly config: Config, prefix = '') {
    super(scope, id, `${prefix}${config.terraformResourceType}`);
    this.terraformResourceType = config.terraformResourceType;
  }

  public get dependsOn(): readonly string[] | undefined {
    return this.config.dependsOn?.map(element => element.fqn);
  }

  public get terraformMetaArguments(): Block {
    return { dependsOn: this.dependsOn, lifecycle: this.config.lifecycle };
  }

  protected abstract synthesizeAttributes(): Block;

  protected named(): Block {
    return {
      [this.terraformResourceType]: {
        [this.friendlyUniqueId]: { ...this.synthesizeAttributes(), ...snakeCased(this.terraformMetaArguments) as Block },
      },
    };
  }
}

export abstract class TerraformResource extends Addressed {
  public static isTerraformResource(construct: IConstruct): construct is TerraformResource {
    return construct instanceof TerraformResource;
  }

  private importedId?: string;

  public importFrom(id: string): void {
    this.importedId = id;
  }

  public toTerraform(): Block {
    return {
      resource: this.named(),
      import: this.importedId === undefined ? undefined : [{ id: this.importedId, to: this.fqn }],
    };
  }
}

export abstract class TerraformDataSource extends Addressed {
  constructor(scope: Construct, id: string, config: Config) {
    super(scope, id, config, 'data.');
  }

  public toTerraform(): Block {
    return { data: this.named() };
  }
}
