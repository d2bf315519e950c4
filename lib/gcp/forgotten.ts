import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { RawBlock } from './raw-block';

/** Takes the resources of a construct out of the configuration, and has Terraform forget them instead of destroying them. */
export class ForgottenResources {
  private readonly resources: TerraformResource[] = [];

  constructor(private readonly scope: Construct) {
    new RawBlock(scope, 'forgotten', () => ({
      removed: this.resources.map(resource => ({
        from: `${resource.terraformResourceType}.${resource.friendlyUniqueId}`,
        lifecycle: { destroy: false },
      })),
    }));
  }

  /** Forgets what the construct has by now. */
  public forget(): void {
    for (const resource of this.scope.node.findAll().filter(TerraformResource.isTerraformResource)) {
      this.resources.push(resource as TerraformResource);
      resource.node.scope!.node.tryRemoveChild(resource.node.id);
    }
  }
}
