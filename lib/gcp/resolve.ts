import { validateTerraformText } from './terraform-literal';
import { PoolFederation } from '../federation/federation';
import { AnyFederationProps, resolveAnyFederation } from '../federation/party';

/** Derives everything from a description that Terraform can carry. Throws before anything is created. */
export function resolveForTerraform(props: AnyFederationProps): PoolFederation {
  const federation = resolveAnyFederation(props);
  for (const { condition, identity } of federation.grants) {
    for (const [name, value] of Object.entries(identity ?? {})) validateTerraformText(name, value);
    if (!condition) continue;
    validateTerraformText('condition.title', condition.title);
    validateTerraformText('condition.expression', condition.expression);
    validateTerraformText('condition.description', condition.description ?? '');
  }
  return federation;
}
