import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';

/** A top-level block of Terraform JSON for which CDKTF has no construct. */
export class RawBlock extends TerraformElement {
  /** @param blocks what to write, given the name that tells this element from all others of the stack */
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
