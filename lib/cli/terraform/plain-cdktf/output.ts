import { Construct } from 'constructs';
import { Block } from './block';
import { TerraformElement } from './stack';

export class TerraformOutput extends TerraformElement {
  constructor(scope: Construct, id: string, private readonly config: { readonly value: string; readonly description: string }) {
    super(scope, id);
  }

  public toTerraform(): Block {
    return { output: { [this.friendlyUniqueId]: { ...this.config } } };
  }
}
