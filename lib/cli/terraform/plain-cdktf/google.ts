import { Construct } from 'constructs';
import { Block, snakeCased } from './block';
import { MetaArguments, TerraformResource } from './resource';
import { TerraformElement } from './stack';

type Arguments = MetaArguments & Block;

/** A resource that takes its arguments in camel case, as the classes of the prebuilt provider package do. */
abstract class Prebuilt extends TerraformResource {
  private readonly arguments: Block;

  constructor(scope: Construct, id: string, terraformResourceType: string, { dependsOn, lifecycle, ...rest }: Arguments) {
    super(scope, id, { terraformResourceType, dependsOn, lifecycle });
    this.arguments = rest;
  }

  public set description(value: string) {
    this.arguments.description = value;
  }

  public set attributeCondition(value: string) {
    this.arguments.attributeCondition = value;
  }

  protected synthesizeAttributes(): Block {
    return snakeCased(this.arguments) as Block;
  }
}

export class IamWorkloadIdentityPool extends Prebuilt {
  constructor(scope: Construct, id: string, config: Arguments) {
    super(scope, id, 'google_iam_workload_identity_pool', config);
  }
}

export class IamWorkloadIdentityPoolProvider extends Prebuilt {
  constructor(scope: Construct, id: string, config: Arguments) {
    super(scope, id, 'google_iam_workload_identity_pool_provider', config);
  }
}

export class ProjectService extends Prebuilt {
  constructor(scope: Construct, id: string, config: Arguments) {
    super(scope, id, 'google_project_service', config);
  }
}

export class ServiceAccount extends Prebuilt {
  constructor(scope: Construct, id: string, config: Arguments) {
    super(scope, id, 'google_service_account', config);
  }
}

export class GoogleProvider extends TerraformElement {
  constructor(scope: Construct, id: string, private readonly config: Block) {
    super(scope, id);
  }

  public toTerraform(): Block {
    return { provider: { google: [snakeCased(this.config)] } };
  }
}
