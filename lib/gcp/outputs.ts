import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { resolvedOnce } from './resolved-once';

/** What an output is called, its value, and what it is for. */
export interface FederationOutput {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/**
 * Adds a Terraform output, named `audience`, or `ID_audience` where the construct has an id of its own in its stack.
 */
export function addOutput(scope: Construct, output: FederationOutput): void {
  const terraformOutput = resolvedOnce(new TerraformOutput(scope, output.name, { value: output.value, description: output.description }));
  if (isReadable(scope)) terraformOutput.overrideLogicalId(`${scope.node.id}_${output.name}`);
}

/** Whether the id alone tells the construct from all others; elsewhere CDKTF's hash has to. */
function isReadable(scope: Construct): boolean {
  const { id, scope: parent } = scope.node;
  return TerraformStack.isStack(parent) && id !== 'Default' && /^[A-Za-z_][\w-]*$/.test(id);
}
