import { validateTerraformText } from './terraform-literal';
import { AnyFederation, AnyFederationProps, resolveAnyFederation } from '../federation/kubernetes';

/** Derives everything from a description that Terraform can carry. Throws before anything is created. */
export function resolveForTerraform(props: AnyFederationProps): AnyFederation {
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
